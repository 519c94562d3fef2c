import { quietly } from '@/utils/vault/progress';
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newIdentity } from '@/utils/vault/keys';
import { newRecoveryWords } from '@/utils/recovery/words';
import { sealSlot } from '@/utils/vault/slot-seal';
import { storeSlot } from '@/utils/vault/slots';
import type { SourceEntry } from '@/utils/vault/types';
import { Vault } from '@/utils/vault/vault';
import { nodeStorage } from '../../../scripts/lib/node-storage';
import { noise } from '../lib/bytes';
import { CHANGED_AT, entry } from '../lib/files';
import { never } from '../lib/vaults';

/** What a vault in a directory holds. */
export interface Written {
  readonly words: string;
  readonly identities: readonly string[];
  /** Newest last; each file with its SHA-256 in hexadecimal and the time of its last change. */
  readonly archives: readonly {
    readonly id: string;
    readonly title: string;
    readonly files: ReadonlyMap<string, string>;
  }[];
}

/**
 * Writes a vault of about 40 MB into a directory with the engine: weekly exports of a growing chat with its media under
 * an identity that was then replaced, more under the new one, a large film, and an archive that was removed,
 * whose snapshot is still there.
 */
export async function writeVault(directory: string): Promise<Written> {
  const storage = nodeStorage(directory);
  const [current, earlier] = [await newIdentity(), await newIdentity()];
  const words = newRecoveryWords();
  const slot = await sealSlot({ identities: [current, earlier], reach: null, key: null }, { passphrase: words });
  await storeSlot(storage, slot, null, never);
  const archives: Written['archives'][number][] = [];
  const save = async (vault: Vault, title: string, entries: readonly SourceEntry[]) => {
    const { archive } = await vault.backUp(entries, { title }, quietly, never);
    archives.push({ id: archive, title, files: new Map(await Promise.all(entries.map(described))) });
  };
  const before = await Vault.open(storage, [earlier]);
  await save(before, 'Family', week(1));
  const vault = await Vault.open(storage, [current, earlier]);
  await save(vault, 'Family', week(2));
  await save(vault, 'Film', [entry('film.mp4', noise(20_000_000, 99))]);
  await save(vault, 'Removed', [entry('gone.bin', noise(100_000, 98))]);
  const gone = `snapshots/${archives.pop()?.id}.age`;
  const kept = await readFile(join(directory, gone));
  await vault.remove(gone.slice('snapshots/'.length, -'.age'.length), quietly, never);
  // As on a device that has not seen it go yet: the record alone says that it was removed.
  await writeFile(join(directory, gone), kept);
  await save(vault, 'Family', week(3));
  return { words, identities: [current, earlier], archives };
}

/** An export after so many weeks: the chat has grown, two photos and an empty file have come. */
function week(weeks: number): SourceEntry[] {
  const chat = Array.from({ length: weeks * 6000 }, (_, line) => `[${line}] ${line * 7919} is what was said\n`).join(
    '',
  );
  const photos = Array.from({ length: weeks * 2 }, (_, at) =>
    entry(`Chat/photos/${at}.jpg`, noise(1_500_000 + at * 1000, at + 1)),
  );
  return [entry('Chat/_chat.txt', chat), ...photos, entry('Chat/empty', '')];
}

async function described({ path, file }: SourceEntry): Promise<[string, string]> {
  const hash = createHash('sha256').update(new Uint8Array(await file.arrayBuffer()));
  return [path, `${hash.digest('hex')} ${CHANGED_AT}`];
}
