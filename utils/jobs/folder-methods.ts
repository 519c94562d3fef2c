import type { CallContext } from '@/utils/rpc';
import type { UseFolder } from '@/utils/sync/folder-place';
import type { Rooms } from './vault-methods';

/** The methods of the vault's worker that have to do with the folder. None but `lost` needs the vault open. */
export function folderMethods(rooms: () => Promise<Rooms>) {
  /** Brings folder and browser together, and has an open vault take in what came. */
  const sync = async ({ place, door }: Rooms, { signal, tell }: CallContext) => {
    const damagedHere = door.isOpen ? door.vault.damaged : [];
    const isNews = await place.sync(damagedHere, tell, signal);
    if (!door.isOpen) return;
    if (isNews || !door.vault.hasLooked) {
      await door.vault.refresh(signal);
      await door.vault.lookForMissing(signal);
    }
    if (place.hasOverdue) await door.vault.tidy(signal);
  };
  return {
    directory: async () => (await rooms()).place.directory,
    lookAtFolder: async (picked: FileSystemDirectoryHandle, { signal }: CallContext) =>
      (await rooms()).place.look(picked, signal),
    async useFolder(request: UseFolder, context: CallContext) {
      const opened = await rooms();
      await opened.place.use(request, context.tell, context.signal);
      await sync(opened, context);
    },
    adoptFolder: async (picked: FileSystemDirectoryHandle, { tell, signal }: CallContext) =>
      (await rooms()).place.adopt(picked, tell, signal),
    giveUpVault: async (picked: FileSystemDirectoryHandle, { signal }: CallContext) =>
      (await rooms()).place.giveUp(picked, signal),
    sync: async (_: void, context: CallContext) => sync(await rooms(), context),
    async keepCopy(keepsCopy: boolean, context: CallContext) {
      const opened = await rooms();
      await opened.place.setKeepsCopy(keepsCopy);
      await sync(opened, context);
    },
    leave: async (_: void, { tell, signal }: CallContext) => (await rooms()).place.leave(tell, signal),
    forgetFolder: async (_: void, { signal }: CallContext) => (await rooms()).place.forget(signal),
    async lost() {
      const { place, door } = await rooms();
      return door.vault.lost(place.lost);
    },
    async putBack(_: void, context: CallContext) {
      const opened = await rooms();
      await opened.place.putBack(context.signal);
      await sync(opened, context);
    },
    forgetLost: async () => (await rooms()).place.forgetLost(),
  };
}
