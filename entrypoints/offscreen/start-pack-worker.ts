import type { ServingWorker } from '@/utils/rpc';

/** Starts the worker that encrypts packs and writes them. */
export function startPackWorker(onCrash: () => void): ServingWorker {
  const worker = new Worker(new URL('./pack-worker.ts', import.meta.url), { type: 'module', name: 'packs' });
  worker.addEventListener('error', onCrash);
  return { channel: worker, end: () => worker.terminate() };
}
