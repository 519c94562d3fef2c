import { PasskeepError } from '@/utils/errors';
import type { RestoreTarget } from '@/utils/messages/protocol';
import type { NewPasskey, PasskeyAnswer } from '@/utils/passkey/types';
import { fileDownload, zipDownload } from '@/utils/restore/download-sink';
import { folderSink } from '@/utils/restore/folder-sink';
import type { CallContext } from '@/utils/rpc';
import type { VaultStorage } from '@/utils/storage/storage';
import { VaultDoor } from '@/utils/vault/door';
import type { RestoreSink } from '@/utils/vault/restore';
import type { SourceEntry } from '@/utils/vault/types';

/** What a restore is asked to do. */
export interface RestoreRequest {
  readonly archive: string;
  readonly paths: readonly string[] | null;
  readonly target: RestoreTarget;
}

/** The methods of the vault's worker, the one place that holds unlocked keys. Ending the worker locks the vault. */
export function vaultMethods(storage: VaultStorage) {
  const door = new VaultDoor(storage);
  return {
    outline: (_: void, { signal }: CallContext) => door.outline(signal),
    create: (passkey: NewPasskey, { signal }: CallContext) => door.create(passkey, signal),
    newWords: () => door.newWords(),
    proveWords: (words: string, { signal }: CallContext) => door.proveWords(words, signal),
    abandon: (_: void, { signal }: CallContext) => door.abandon(signal),
    passkeys: (_: void, { signal }: CallContext) => door.passkeys(signal),
    unlockWithPasskey: (answer: PasskeyAnswer, { signal }: CallContext) => door.unlockWithPasskey(answer, signal),
    unlockWithWords: (words: string, { signal }: CallContext) => door.unlockWithWords(words, signal),
    archives: () => door.vault.archives(),
    files: ({ archive, offset, limit }: { archive: string; offset: number; limit: number }, { signal }: CallContext) =>
      door.vault.files(archive, offset, limit, signal),
    backUp: ({ entries, title }: { entries: readonly SourceEntry[]; title: string }, { signal, tell }: CallContext) =>
      door.vault.backUp(entries, title, tell, signal),
    async restore({ archive, paths, target }: RestoreRequest, context: CallContext) {
      const sink = await sinkFor(door, { archive, paths, target }, context);
      return await door.vault.restore(archive, paths, sink, context.tell, context.signal);
    },
    remove: (archive: string, { signal }: CallContext) => door.vault.remove(archive, signal),
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
  tell({ download }, [download.stream]);
  return sink;
}
