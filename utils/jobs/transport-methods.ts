import { PasskeepError } from '@/utils/errors';
import type { CallContext } from '@/utils/rpc';
import { copyVault } from '@/utils/sync/copy-vault';
import type { StagedStorage } from '@/utils/storage/staged';
import { zipStorage } from '@/utils/storage/zip';
import { exportVault } from '@/utils/vault/export-vault';
import type { FileProblem } from '@/utils/vault/types';

/** The methods of the vault's worker that take the whole vault out as one zip, and in from one. They need no key. */
export function transportMethods(storage: () => Promise<StagedStorage>) {
  return {
    /** Tells the download, and fills it. @returns the files of the vault that are not in it. */
    async export(_: void, { tell, signal }: CallContext): Promise<FileProblem[]> {
      const madeAt = Date.now();
      const name = `Passkeep ${new Date(madeAt).toISOString().slice(0, 10)}.zip`;
      const { download, run } = await exportVault(await storage(), { name, madeAt }, tell, signal);
      tell({ download }, [download.port]);
      return (await run()).leftOut.map((path) => ({ path, code: 'DAMAGED' }));
    },
    /** @throws PasskeepError VAULT_EXISTS when the browser has another vault; NOT_A_VAULT, DAMAGED. */
    async import(zip: Blob, { tell, signal }: CallContext): Promise<FileProblem[]> {
      const [from, to] = [await zipStorage(zip, signal), await storage()];
      const own = new Set((await to.list('keys', signal)).map(({ path }) => path));
      const isOurs = (await from.list('keys', signal)).some(({ path }) => own.has(path));
      if (own.size > 0 && !isOurs) throw new PasskeepError('VAULT_EXISTS');
      const { differing } = await copyVault(from, to.local, tell, signal);
      return differing.map((path) => ({ path, code: 'DAMAGED' }));
    },
  };
}
