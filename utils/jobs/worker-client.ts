import { PasskeepError } from '@/utils/errors';
import { type Methods, RpcClient, type StartWorker } from '@/utils/rpc';

/** The calling side of a worker. */
export interface WorkerClient<M extends Methods> {
  readonly rpc: RpcClient<M>;
  /** Ends the worker, where it runs; what it is at fails with CANCELLED. */
  end(): void;
}

/**
 * The calling side of a worker that is started when it is first asked for, and ended with whoever started it at the latest.
 * Where it is gone, what it was at fails with INTERRUPTED, and the next call starts another.
 */
export function workerClient<M extends Methods>(start: StartWorker): WorkerClient<M> {
  let running: ReturnType<typeof started> | undefined;
  const started = () => {
    const worker = start(() => stop('INTERRUPTED'));
    const rpc = new RpcClient<M>(worker.channel);
    const stop = (code: 'CANCELLED' | 'INTERRUPTED') => {
      if (running?.rpc === rpc) running = undefined;
      worker.end();
      rpc.fail(new PasskeepError(code));
    };
    return { rpc, stop };
  };
  return {
    get rpc() {
      return (running ??= started()).rpc;
    },
    end: () => running?.stop('CANCELLED'),
  };
}
