import { PasskeepError } from '@/utils/errors';
import { type Methods, RpcClient, type StartWorker } from '@/utils/rpc';

/** How long a worker stays that nobody asks for anything: with it goes the memory that it has used. Milliseconds. */
const IDLE = 1000;

/**
 * The calling side of a worker that is started when it is first asked for, and ended when nothing is asked of it any more, or
 * with whoever started it. Where it is gone, what it was at fails with INTERRUPTED, and the next call starts another.
 */
export function workerClient<M extends Methods>(start: StartWorker): RpcClient<M>['call'] {
  let running: { readonly rpc: RpcClient<M>; end(): void } | undefined;
  let calls = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const started = () => {
    const worker = start(() => {
      if (running === own) running = undefined;
      worker.end();
      own.rpc.fail(new PasskeepError('INTERRUPTED'));
    });
    const own = { rpc: new RpcClient<M>(worker.channel), end: () => worker.end() };
    return own;
  };
  const end = () => {
    running?.end();
    running = undefined;
  };
  return async (...call) => {
    clearTimeout(timer);
    calls++;
    try {
      return (await (running ??= started()).rpc.call(...call)) as never;
    } finally {
      if (--calls === 0) timer = setTimeout(end, IDLE);
    }
  };
}
