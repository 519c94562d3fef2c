import { PasskeepError } from '@/utils/errors';
import { RpcClient, type StartWorker } from '@/utils/rpc';
import type { Inspected, InspectionMethods, InspectionProgress, InspectionRequest } from './inspection-methods';

/**
 * A worker hangs that tells nothing in so many spans of this length, one after the other. In milliseconds. One alone may
 * have been the computer's sleep.
 */
const SPANS = 3;
const SPAN = 30_000;

/**
 * Looks into files, in a worker of its own that is started for it and ended after it, also where it hangs or is no longer
 * wanted.
 * @throws PasskeepError CANCELLED; INTERRUPTED when the worker crashed or hung; what the inspection throws
 */
export async function inspectInWorker(
  start: StartWorker,
  request: InspectionRequest,
  tell: (progress: InspectionProgress) => void,
  signal: AbortSignal,
): Promise<Inspected> {
  if (signal.aborted) throw new PasskeepError('CANCELLED');
  const worker = start(() => client.fail(new PasskeepError('INTERRUPTED')));
  const client = new RpcClient<InspectionMethods>(worker.channel);
  const stop = () => client.fail(new PasskeepError('CANCELLED'));
  signal.addEventListener('abort', stop, { once: true });
  let silent = 0;
  const watch = setInterval(() => {
    if (++silent >= SPANS) client.fail(new PasskeepError('INTERRUPTED'));
  }, SPAN);
  const onProgress = (told: unknown) => {
    silent = 0;
    tell(told as InspectionProgress);
  };
  try {
    return await client.call('inspect', request, { onProgress });
  } finally {
    clearInterval(watch);
    signal.removeEventListener('abort', stop);
    worker.end();
  }
}
