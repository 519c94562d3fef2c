import { quietly } from '@/utils/vault/progress';
import type { Bytes } from '@/utils/bytes';
import { memoryStorage } from '@/utils/storage/memory';
import type { Folder } from '@/utils/storage/storage';
import type { CheckExtent, CheckReport, RepairReport } from '@/utils/vault/check-report';
import type { SourceEntry } from '@/utils/vault/types';
import { noise } from './bytes';
import { entry } from './files';
import { copyOf, type Files } from './storages';
import { expectRestores, never, openVault, restoreAll, save } from './vaults';

/** An archive of the tests' vault. */
export interface SavedArchive {
  readonly id: string;
  readonly title: string;
  readonly entries: readonly SourceEntry[];
}

/** A vault in memory: its files, and the archives in it, the oldest first. */
export interface WholeVault {
  readonly files: Files;
  readonly archives: readonly SavedArchive[];
}

/** Two archives with a file in common; text that is cut finely, and a photo in a pack of several of age's chunks. */
export async function wholeVault(): Promise<WholeVault> {
  const text = (length: number, seed: number) => Buffer.from(noise((length * 3) / 4, seed)).toString('base64');
  const common = entry('common.txt', text(60_000, 1));
  const weeks = [
    [common, entry('photo.jpg', noise(300_000, 2)), entry('empty', ''), entry('chat.txt', text(90_000, 3))],
    [common, entry('second.bin', noise(200_000, 4)), entry('note.txt', 'a note')],
  ];
  const { files } = memoryStorage();
  const archives: SavedArchive[] = [];
  for (const [at, entries] of weeks.entries()) {
    const title = `Week ${at + 1}`;
    const { archive } = await save(await openVault(memoryStorage(files)), entries, title);
    archives.push({ id: archive, title, entries });
  }
  return { files, archives };
}

/** Paths of a vault's files in one of its folders, by name. */
export function pathsIn(files: Files, folder: Folder): string[] {
  return [...files.keys()].filter((path) => path.startsWith(`${folder}/`)).toSorted();
}

/** The bytes of a file that is there. */
export function bytesOf(files: Files, path: string): Bytes {
  return files.get(path) as Bytes;
}

/** What a check of a vault that is opened anew says. */
export async function checked(files: Files, extent: CheckExtent = { kind: 'all' }): Promise<CheckReport> {
  return await (await openVault(memoryStorage(files))).check(extent, quietly, never);
}

/** What a repair of a vault that is opened anew says; the files are as it leaves them. */
export async function repaired(files: Files): Promise<RepairReport> {
  return await (await openVault(memoryStorage(files))).repair(quietly, never);
}

/** Paths of the files that cannot be restored whole, by the archives' titles; null for an archive that is not listed. */
export async function losses(files: Files, { archives }: WholeVault): Promise<Record<string, string[] | null>> {
  const vault = await openVault(memoryStorage(copyOf(files)));
  const listed = new Set(vault.archives().map(({ id }) => id));
  const found: Record<string, string[] | null> = {};
  for (const { id, title, entries } of archives) {
    if (!listed.has(id)) found[title] = null;
    else {
      const outcome = await restoreAll(vault, id).catch(() => null);
      found[title] = outcome ? outcome.problems.map(({ path }) => path) : entries.map(({ path }) => path);
    }
  }
  return found;
}

/** Expects every archive to come back byte for byte. */
export async function expectWhole(files: Files, { archives }: WholeVault): Promise<void> {
  const vault = await openVault(memoryStorage(copyOf(files)));
  for (const { id, entries } of archives) await expectRestores(vault, id, entries);
}
