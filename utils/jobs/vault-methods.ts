import { PasskeepError } from '@/utils/errors';
import type { RestoreTarget } from '@/utils/messages/protocol';
import { kept } from '@/utils/kept';
import { fileDownload, zipDownload } from '@/utils/restore/download-sink';
import { folderSink } from '@/utils/restore/folder-sink';
import type { CallContext } from '@/utils/rpc';
import type { FolderPlace, PlaceOutline } from '@/utils/sync/folder-place';
import type { BackupAbout } from '@/utils/vault/backup';
import { VaultDoor, type VaultOutline } from '@/utils/vault/door';
import type { KeyMemory } from '@/utils/vault/key-memory';
import type { LastCaptureRequest } from '@/utils/vault/last-capture';
import type { ReadRanges } from '@/utils/vault/read-ranges';
import type { RestoreSink } from '@/utils/vault/restore';
import type { SourceEntry } from '@/utils/vault/types';
import { folderMethods } from './folder-methods';
import { keyMethods } from './key-methods';
import { transportMethods } from './transport-methods';
import { upkeepMethods } from './upkeep-methods';

/** What can be seen of the vault and its place without a key. */
export interface Outline extends VaultOutline {
  /** The folder that it lives in; null: in the browser alone. */
  readonly place: PlaceOutline | null;
}

/** What a restore is asked to do. */
export interface RestoreRequest {
  readonly archive: string;
  readonly paths: readonly string[] | null;
  readonly target: RestoreTarget;
}

/** What a worker opens to serve the methods. */
export interface Opened {
  readonly place: FolderPlace;
  readonly memory: KeyMemory;
  /** How files of a backup are read. */
  readonly read?: ReadRanges;
}

/** The vault's place and the way into it. */
export interface Rooms {
  readonly place: FolderPlace;
  readonly door: VaultDoor;
}

/**
 * The methods of the vault's worker, the one place that holds unlocked keys. Ending the worker locks the vault. `open`
 * is called when a method is first used, and again where it failed.
 */
export function vaultMethods(open: () => Promise<Opened>) {
  const opened = kept(open);
  const rooms = kept(async (): Promise<Rooms> => {
    const { place, memory } = await opened();
    return { place, door: new VaultDoor(place.storage, memory) };
  });
  const door = async () => (await rooms()).door;
  const vault = async () => (await door()).vault;
  return {
    async outline(_: void, { signal }: CallContext): Promise<Outline> {
      const { place, door: way } = await rooms();
      const [outline, placeOutline] = [await way.outline(signal), await place.outline(signal)];
      // Of a vault from a folder some keys may not have come yet: it was set up elsewhere.
      const stage = placeOutline && outline.stage === 'setup' ? 'protected' : outline.stage;
      return { ...outline, stage, place: placeOutline };
    },
    ...keyMethods(door),
    archives: async () => (await vault()).archives(),
    archiveCount: async () => (await vault()).snapshots.backups.length,
    saveCache: async (_: void, { signal }: CallContext) => (await vault()).saveCache(signal),
    files: async (
      { archive, offset, limit }: { archive: string; offset: number; limit: number },
      { signal }: CallContext,
    ) => (await vault()).files(archive, offset, limit, signal),
    backUp: async (
      { entries, ...about }: BackupAbout & { entries: readonly SourceEntry[] },
      { signal, tell }: CallContext,
    ) => {
      const { read } = await opened();
      return await (await vault()).backUp(entries, { ...about, ...(read && { read }) }, tell, signal);
    },
    exports: async (archive: string, { signal }: CallContext) => (await vault()).exports(archive, signal),
    chatMarks: async (_: void, { signal }: CallContext) => (await vault()).chatMarks(signal),
    lastCapture: async (request: LastCaptureRequest, { signal }: CallContext) =>
      (await vault()).lastCapture(request, signal),
    async restore({ archive, paths, target }: RestoreRequest, context: CallContext) {
      const way = await door();
      const sink = await sinkFor(way, { archive, paths, target }, context);
      return await way.vault.restore(archive, paths, sink, context.tell, context.signal);
    },
    reencrypt: async (_: void, { signal, tell }: CallContext) => (await vault()).reencrypt(tell, signal),
    remove: async (archive: string, { tell, signal }: CallContext) => (await vault()).remove(archive, tell, signal),
    ...folderMethods(rooms),
    ...upkeepMethods(rooms),
    ...transportMethods(async () => (await rooms()).place.storage),
  };
}

export type VaultMethods = ReturnType<typeof vaultMethods>;

async function sinkFor(
  { vault }: VaultDoor,
  { archive, paths, target }: RestoreRequest,
  { signal, tell }: CallContext,
): Promise<RestoreSink> {
  if (target.kind === 'folder') return await folderSink(target.directory, vault.title(archive));
  const { files, first } = await vault.select(archive, paths, signal);
  if (!first) throw new PasskeepError('ARCHIVE_MISSING');
  const { download, sink } = files === 1 ? fileDownload(first, signal) : zipDownload(vault.title(archive), signal);
  tell({ download }, [download.port]);
  return sink;
}
