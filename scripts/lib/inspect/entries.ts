import { openAsBlob } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { SourceEntry } from '@/utils/vault/types';

/**
 * The files at a place on the disk, as a browser would give them, in the order of their names: `root` stands for the place
 * in their paths. Links to files are followed, links to folders are not.
 * @param onUnreadable told of each file or folder that may not be read
 */
export async function* entriesAt(
  place: string,
  root: string,
  onUnreadable: (path: string) => void,
): AsyncGenerator<SourceEntry> {
  try {
    if (!(await stat(place)).isDirectory()) {
      yield { path: root, file: (await openAsBlob(place)) as File };
      return;
    }
  } catch {
    return onUnreadable(place);
  }
  const entries = await readdir(place, { withFileTypes: true }).catch(() => onUnreadable(place));
  for (const entry of (entries ?? []).toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const inner = join(place, entry.name);
    const isLinkToFile = entry.isSymbolicLink() && (await stat(inner).catch(() => null))?.isFile() === true;
    if (entry.isDirectory() || entry.isFile() || isLinkToFile)
      yield* entriesAt(inner, `${root}/${entry.name}`, onUnreadable);
  }
}
