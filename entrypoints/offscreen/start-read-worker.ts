import type { ServingWorker } from '@/utils/rpc';

/** Starts the worker that reads the files of a backup. */
export function startReadWorker(onCrash: () => void): ServingWorker {
  const worker = new Worker(new URL('./read-worker.ts', import.meta.url), { type: 'module', name: 'files' });
  worker.addEventListener('error', onCrash);
  return { channel: worker, end: () => worker.terminate() };
}
