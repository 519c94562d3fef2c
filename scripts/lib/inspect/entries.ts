import { isUtf8 } from 'node:buffer';
import { openAsBlob } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import type { SourceEntry } from '@/utils/vault/types';

/** A name on the disk: its bytes, which need not be UTF-8. */
type Place = string | Buffer;

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

async function* entriesIn(folder: Place, root: string, onUnreadable: OnUnreadable): AsyncGenerator<SourceEntry> {
  const entries = await readdir(folder, { withFileTypes: true, encoding: 'buffer' }).catch(() => {
    onUnreadable(shown(folder));
    return [];
  });
  for (const entry of entries.toSorted((a, b) => Buffer.compare(a.name, b.name))) {
    const place = Buffer.concat([Buffer.from(folder), Buffer.from('/'), entry.name]);
    const path = `${root}/${shown(entry.name)}`;
    const isLinkToFile = entry.isSymbolicLink() && (await stat(place).catch(() => null))?.isFile() === true;
    if (entry.isDirectory()) yield* entriesIn(place, path, onUnreadable);
    else if (entry.isFile() || isLinkToFile) yield* fileAt(place, path, onUnreadable);
  }
}

async function* fileAt(place: Place, path: string, onUnreadable: OnUnreadable): AsyncGenerator<SourceEntry> {
  try {
    yield { path, file: (await openAsBlob(place)) as File };
  } catch {
    onUnreadable(shown(place));
  }
}

/** Text of a name: bytes that are no UTF-8 are taken for Latin-1. */
function shown(name: Place): string {
  return typeof name === 'string' || isUtf8(name) ? name.toString() : name.toString('latin1');
}
