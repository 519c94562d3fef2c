import type { ServingWorker } from '@/utils/rpc';

/** Starts the worker that holds the vault. */
export function startVaultWorker(onCrash: () => void): ServingWorker {
  const worker = new Worker(new URL('./vault-worker.ts', import.meta.url), { type: 'module', name: 'vault' });
  worker.addEventListener('error', onCrash);
  return { channel: worker, end: () => worker.terminate() };
}
