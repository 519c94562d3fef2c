import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { expect } from 'vitest';
import type { Written } from './written-vault';

/** The files below a directory: path, and SHA-256 in hexadecimal with the time of the last change (ms since 1970). */
export async function filesIn(directory: string): Promise<Map<string, string>> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map(async ({ parentPath, name }) => {
      const path = join(parentPath, name);
      const hash = createHash('sha256').update(await readFile(path));
      const { mtimeMs } = await stat(path);
      return [relative(directory, path), `${hash.digest('hex')} ${Math.round(mtimeMs)}`] as const;
    });
  return new Map((await Promise.all(files)).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** The folder that the tool restored an archive into. */
export async function restoredTo(out: string, id: string): Promise<string> {
  const [name = ''] = (await readdir(out)).filter((candidate) => candidate.endsWith(`(${id.slice(0, 8)})`));
  return join(out, name);
}

/** Expects an archive below `out`, every file with its path, content and time, and nothing else. */
export async function expectArchive(out: string, archive: Written['archives'][number] | undefined): Promise<void> {
  expect(await filesIn(await restoredTo(out, archive?.id ?? ''))).toEqual(
    new Map([...(archive?.files ?? [])].toSorted()),
  );
}

/** Expects these archives below `out`, and no others. */
export async function expectArchives(out: string, archives: Written['archives']): Promise<void> {
  for (const archive of archives) await expectArchive(out, archive);
  expect(await readdir(out)).toHaveLength(archives.length);
}
