import { openAsBlob } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { SourceEntry } from '@/utils/vault/types';

/** Told of each file or folder that may not be read. */
type OnUnreadable = (path: string) => void;

/**
 * The files at a place on the disk, as a browser would give them, in the order of their names: `root` stands for the place
 * in their paths. Links to files are followed, links to folders are not.
 */
export async function* entriesAt(place: string, root: string, onUnreadable: OnUnreadable): AsyncGenerator<SourceEntry> {
  const about = await stat(place).catch(() => onUnreadable(place));
  if (about?.isDirectory()) yield* entriesIn(place, root, onUnreadable);
  else if (about) yield* fileAt(place, root, onUnreadable);
}

async function* entriesIn(folder: string, root: string, onUnreadable: OnUnreadable): AsyncGenerator<SourceEntry> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => onUnreadable(folder));
  for (const entry of (entries ?? []).toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const [place, path] = [join(folder, entry.name), `${root}/${entry.name}`];
    const isLinkToFile = entry.isSymbolicLink() && (await stat(place).catch(() => null))?.isFile() === true;
    if (entry.isDirectory()) yield* entriesIn(place, path, onUnreadable);
    else if (entry.isFile() || isLinkToFile) yield* fileAt(place, path, onUnreadable);
  }
}

async function* fileAt(place: string, path: string, onUnreadable: OnUnreadable): AsyncGenerator<SourceEntry> {
  try {
    yield { path, file: (await openAsBlob(place)) as File };
  } catch {
    onUnreadable(place);
  }
}
