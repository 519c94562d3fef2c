import type { ServingWorker } from '@/utils/rpc';

/** Starts a worker that looks into files that may be hostile, apart from the one that holds the vault. */
export function startInspectWorker(onCrash: () => void): ServingWorker {
  const worker = new Worker(new URL('./inspect-worker.ts', import.meta.url), { type: 'module', name: 'inspect' });
  worker.addEventListener('error', onCrash);
  return { channel: worker, end: () => worker.terminate() };
}
