import { PasskeepError } from '@/utils/errors';
import { type Methods, RpcClient, type StartWorker } from '@/utils/rpc';

/**
 * The calling side of a worker that is started when it is first asked for, and ended with whoever started it. Where it is
 * gone, what it was at fails with INTERRUPTED, and the next call starts another.
 */
export function workerClient<M extends Methods>(start: StartWorker): () => RpcClient<M> {
  let client: RpcClient<M> | undefined;
  const started = () => {
    const worker = start(() => {
      if (client === own) client = undefined;
      worker.end();
      own.fail(new PasskeepError('INTERRUPTED'));
    });
    const own = new RpcClient<M>(worker.channel);
    return own;
  };
  return () => (client ??= started());
}
