import { createHash } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { VaultDoor } from '../../../utils/vault/door.ts';
import { quietly } from '../../../utils/vault/progress.ts';
import type { RestoreSink } from '../../../utils/vault/restore.ts';
import { nodeStorage } from '../../../scripts/lib/node-storage.ts';
import { type Hashes, hashFile, hashFolder } from './hashes.ts';

/** What archives hold, by their titles. */
export type Archives = Readonly<Record<string, Hashes>>;

/** The names that the format gives to the files of a vault, and README.txt. */
const NAMES =
  /^(README\.txt|keys\/[0-9a-f]{32}\.(age|txt)|packs\/([0-9a-f]{2})\/\3[0-9a-f]{30}\.age|index\/[0-9a-f]{32}\.age|snapshots\/[0-9a-f]{64}\.age)$/;

/** What the browser and a crash leave behind beside the files of a vault, and all else that is not the vault's. */
export async function strangersIn(folder: string): Promise<string[]> {
  return (await sizesIn(folder)).map(([path]) => path).filter((path) => !NAMES.test(path));
}

/** The files in a folder, and their sizes in bytes, in the order of their names. A file that goes meanwhile is left out. */
export async function sizesIn(folder: string): Promise<[path: string, size: number][]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((one) => one.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  const sizes = await Promise.all(
    paths.map((path) =>
      stat(path).then(
        ({ size }) => size,
        () => null,
      ),
    ),
  );
  return paths
    .flatMap((path, index): [string, number][] => {
      const size = sizes[index] ?? null;
      return size === null ? [] : [[relative(folder, path).split(sep).join('/'), size]];
    })
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
}

/** Restores every archive of the vault in a folder, in Node, from this folder alone, with the recovery words. */
export async function restoreInNode(folder: string, words: string): Promise<Archives> {
  const { signal } = new AbortController();
  const door = new VaultDoor(nodeStorage(folder));
  await door.unlock({ kind: 'words', typed: words }, quietly, signal);
  const archives: Record<string, Hashes> = {};
  for (const { id, title } of door.vault.archives()) {
    const files: [string, string][] = [];
    const sink: RestoreSink = {
      async file({ path }, content) {
        const hash = createHash('sha256');
        for await (const part of content) hash.update(part);
        files.push([path, hash.digest('hex')]);
      },
      finish: async () => {},
    };
    const { problems } = await door.vault.restore(id, null, sink, () => {}, signal);
    if (problems.length > 0) throw new Error(`not whole: ${title}, ${JSON.stringify(problems)}`);
    if (archives[title]) throw new Error(`two archives of one title: ${title}`);
    archives[title] = Object.fromEntries(files.toSorted(([a], [b]) => (a < b ? -1 : 1)));
  }
  return archives;
}

/** What an archive of this one file or folder holds. */
export async function hashesOf(path: string): Promise<Hashes> {
  const base = join(path, '..');
  if ((await stat(path)).isDirectory()) return await hashFolder(path, base);
  return { [relative(base, path)]: await hashFile(path) };
}
