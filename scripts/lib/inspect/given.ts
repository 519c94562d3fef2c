import { openAsBlob } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { containerOf, TELLING } from '@/utils/messengers/source/kinds';
import { readPart } from '@/utils/zip/read-part';

/** A path that was given. */
export interface Given {
  /** As given. */
  readonly path: string;
  /** Where it is on the disk. */
  readonly place: string;
  /** What its files' paths begin with: different from all others it is looked at together with. */
  readonly root: string;
}

/**
 * The paths that were given, in groups that are looked at together: all zips and tars, which may be parts of one export, and
 * each other one by itself.
 * @param base what paths start from
 * @throws what the file system throws for a path that is not there, or is neither a file nor a folder
 */
export async function groupsOf(paths: readonly string[], base: string): Promise<readonly (readonly Given[])[]> {
  const groups: Given[][] = [];
  let containers: Given[] | null = null;
  for (const path of paths) {
    const place = resolve(base, path);
    const name = basename(place) || 'files';
    if (!(await isContainer(place))) groups.push([{ path, place, root: name }]);
    else {
      if (!containers) groups.push((containers = []));
      const isTaken = containers.some(({ root }) => root === name);
      containers.push({ path, place, root: isTaken ? `${containers.length + 1}/${name}` : name });
    }
  }
  return groups;
}

async function isContainer(place: string): Promise<boolean> {
  const about = await stat(place);
  if (about.isDirectory()) return false;
  if (!about.isFile()) throw new Error('neither a file nor a folder');
  const head = await openAsBlob(place)
    .then((file) => readPart(file, 0, TELLING))
    .catch(() => new Uint8Array());
  return containerOf(head) !== null;
}

/** Which of a group a path of a file, or of an export, belongs to; that of all of them to the first. */
export function ownerOf(path: string, group: readonly Given[]): Given {
  return group.find(({ root }) => path === root || path.startsWith(`${root}/`)) ?? (group[0] as Given);
}

/** How a path among the files is called on the command line. */
export function shownPath(path: string, owner: Given): string {
  return (
    owner.path.replace(/(?<=[^/])\/+$/, '') + (path.startsWith(`${owner.root}/`) ? path.slice(owner.root.length) : '')
  );
}
