import type { CallContext } from '@/utils/rpc';
import type { UseFolder } from '@/utils/sync/folder-place';
import { quietly } from '@/utils/vault/progress';
import type { Rooms } from './vault-methods';

/** The methods of the vault's worker that have to do with the folder. None but `lost` needs the vault open. */
export function folderMethods(rooms: () => Promise<Rooms>) {
  return {
    directory: async () => (await rooms()).place.directory,
    lookAtFolder: async (picked: FileSystemDirectoryHandle, { signal }: CallContext) =>
      (await rooms()).place.look(picked, signal),
    useFolder: async (request: UseFolder, { tell, signal }: CallContext) =>
      (await rooms()).place.use(request, tell, signal),
    adoptFolder: async (picked: FileSystemDirectoryHandle, { tell, signal }: CallContext) =>
      (await rooms()).place.adopt(picked, tell, signal),
    giveUpVault: async (picked: FileSystemDirectoryHandle, { signal }: CallContext) =>
      (await rooms()).place.giveUp(picked, signal),
    /** Brings folder and browser together, and has an open vault take in what came. */
    async sync(_: void, { signal, tell }: CallContext) {
      const { place, door } = await rooms();
      await place.sync([...door.damagedKeys, ...(door.isOpen ? door.vault.damaged : [])], tell, signal);
      if (!door.isOpen) return place.newsTaken();
      const isNews = place.news.isNews || !door.vault.hasLooked;
      if (isNews) {
        await door.vault.refresh([...place.news.replaced], signal);
        await door.refreshKeys(signal);
        await place.putBackAtOnce(new Set([...door.keyring.paths, ...door.vault.recordPaths]));
        await door.vault.lookForMissing(signal);
      }
      // What has come may need what was unneeded: the time of grace starts anew then.
      const { grace } = place.storage;
      const isRevived = isNews && (grace?.retiring.size ?? 0) > 0;
      if (isRevived || door.vault.isUntidy || grace?.hasOverdue) await door.vault.tidy(quietly, signal);
      if (isNews) place.newsTaken();
    },
    setKeepsCopy: async (keepsCopy: boolean) => (await rooms()).place.setKeepsCopy(keepsCopy),
    leave: async (_: void, { tell, signal }: CallContext) => (await rooms()).place.leave(tell, signal),
    forgetFolder: async (_: void, { signal }: CallContext) => (await rooms()).place.forget(signal),
    async lost() {
      const { place, door } = await rooms();
      return door.vault.lost(place.lost, place.differing);
    },
    putBack: async (_: void, { signal }: CallContext) => (await rooms()).place.putBack(signal),
    /** Nobody is to wait any more for the snapshots with these short names, which have never come. */
    async letGoUnseen(names: readonly string[]) {
      await (await rooms()).place.letGo(names);
    },
    async forgetLost(_: void, { signal }: CallContext) {
      const { place, door } = await rooms();
      await place.forgetLost();
      // What the browser had of it is gone: an open vault must not go on naming it.
      if (door.isOpen) await door.vault.refresh([], signal);
    },
  };
}
