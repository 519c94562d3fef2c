import { type Bytes, concat } from '@/utils/bytes';
import { Mortal } from './mortal';

/** What a directory in memory does for a test: looking (`list`, `folder`, `file`, `get`, `read`) and changing. */
export type DirectoryStep =
  'list' | 'folder' | 'file' | 'get' | 'read' | 'make' | 'open' | 'write' | 'close' | 'remove';

/** How a directory in memory behaves. */
export interface DirectoryMood {
  /** What the browser would throw at this step for this path; undefined: nothing. */
  readonly fail?: (step: DirectoryStep, path: string) => Error | undefined;
  /** What becomes of bytes that are written: a disk may lie. */
  readonly keep?: (path: string, bytes: Bytes) => Bytes;
  /** Whether the browser lets the page in. */
  readonly permission?: () => PermissionState;
  /** The process that holds the handles. */
  readonly mortal?: Mortal;
}

/** What is in a directory, shared by all handles on it: bytes of files by path, and folders, '' for the root. */
export interface Tree {
  readonly files: Map<string, Bytes>;
  readonly folders: Set<string>;
}

/** A tree with these files, and the folders that they are in. */
export function newTree(files: Iterable<readonly [string, Bytes]> = []): Tree {
  const tree: Tree = { files: new Map(), folders: new Set(['']) };
  for (const [path, bytes] of files) putInto(tree, path, bytes);
  return tree;
}

/** Puts a file into a tree as another program would. */
export function putInto({ files, folders }: Tree, path: string, bytes: Bytes): void {
  for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) folders.add(path.slice(0, at));
  files.set(path, bytes);
}

/** When each content came to be, in milliseconds since 1970, so that a change can be told from its time. */
const times = new WeakMap<Bytes, number>();
let clock = 1_700_000_000_000;
function timeOf(bytes: Bytes): number {
  if (!times.has(bytes)) times.set(bytes, (clock += 1000));
  return times.get(bytes) as number;
}

/**
 * A stand-in for Chromium's FileSystemDirectoryHandle, in memory. A file that is made is empty at once; what is written
 * lies in `NAME.crswap` until the writer is closed, and takes the file's place then. A File that was got before its file
 * changed can be read no more. Handles on one tree see the same.
 */
export function directoryHandle(
  { files, folders }: Tree,
  { fail, keep = (_, bytes) => bytes, permission, mortal = new Mortal() }: DirectoryMood = {},
  name = 'Drive',
): FileSystemDirectoryHandle {
  const check = (step: DirectoryStep, path: string) => {
    mortal.alive();
    const thrown = fail?.(step, path);
    if (thrown) throw thrown;
  };
  const error = (kind: string) => new DOMException('', kind);
  const join = (folder: string, child: string) => {
    if (child === '' || child === '.' || child === '..' || /[/\\]/.test(child))
      throw new TypeError('Name is not allowed.');
    return folder === '' ? child : `${folder}/${child}`;
  };
  const swaps = new Set<string>();

  const fileOf = (path: string) => {
    const bytes = files.get(path);
    if (!bytes) throw error('NotFoundError');
    const part = (start: number, end: number) => ({
      size: end - start,
      slice: (a = 0, b = end - start) => part(start + a, Math.min(end, start + b)),
      async arrayBuffer() {
        check('read', path);
        if (files.get(path) !== bytes) throw error('NotReadableError');
        return bytes.slice(start, end).buffer;
      },
    });
    return { ...part(0, bytes.length), name: path.slice(path.lastIndexOf('/') + 1), lastModified: timeOf(bytes) };
  };

  const writer = async (path: string) => {
    check('open', path);
    if (!files.has(path)) throw error('NotFoundError');
    let swap = `${path}.crswap`;
    for (let copy = 1; swaps.has(swap); copy++) swap = `${path}.${copy}.crswap`;
    swaps.add(swap);
    await mortal.change(() => files.set(swap, new Uint8Array()));
    return {
      async write(bytes: Bytes) {
        check('write', path);
        files.set(swap, concat([files.get(swap) as Bytes, bytes]));
      },
      async close() {
        check('close', path);
        await mortal.change(() => {
          files.set(path, keep(path, files.get(swap) as Bytes));
          files.delete(swap);
        });
        swaps.delete(swap);
      },
      async abort() {
        mortal.alive();
        files.delete(swap);
        swaps.delete(swap);
      },
    };
  };

  const entry = (path: string) => ({
    name: path.slice(path.lastIndexOf('/') + 1),
    isSameEntry: async (other: object) => 'tree' in other && other.tree === files && 'at' in other && other.at === path,
    tree: files,
    at: path,
  });
  const fileHandle = (path: string) => ({
    ...entry(path),
    kind: 'file' as const,
    async getFile() {
      check('get', path);
      return fileOf(path);
    },
    createWritable: () => writer(path),
  });
  const folderHandle = (path: string) => ({
    ...entry(path),
    ...(path === '' && { name }),
    kind: 'directory' as const,
    queryPermission: async () => permission?.() ?? 'granted',
    async *keys() {
      for await (const [child] of this.entries()) yield child;
    },
    async *values() {
      for await (const [, child] of this.entries()) yield child;
    },
    async *entries() {
      check('list', path);
      if (!folders.has(path)) throw error('NotFoundError');
      const prefix = path === '' ? '' : `${path}/`;
      const isChild = (each: string) =>
        each !== path && each.startsWith(prefix) && !each.slice(prefix.length).includes('/');
      const inside = [
        ...[...folders].filter(isChild).map(folderHandle),
        ...[...files.keys()].filter(isChild).map(fileHandle),
      ];
      for (const child of inside) {
        mortal.alive();
        yield [child.name, child] as const;
      }
    },
    async getDirectoryHandle(child: string, { create = false } = {}) {
      const inner = join(path, child);
      check('folder', inner);
      if (files.has(inner)) throw error('TypeMismatchError');
      if (!folders.has(path) || (!folders.has(inner) && !create)) throw error('NotFoundError');
      if (!folders.has(inner)) await mortal.change(() => folders.add(inner));
      return folderHandle(inner);
    },
    async getFileHandle(child: string, { create = false } = {}) {
      const inner = join(path, child);
      check('file', inner);
      if (folders.has(inner)) throw error('TypeMismatchError');
      if (!folders.has(path) || (!files.has(inner) && !create)) throw error('NotFoundError');
      if (!files.has(inner)) {
        check('make', inner);
        await mortal.change(() => files.set(inner, new Uint8Array()));
      }
      return fileHandle(inner);
    },
    async removeEntry(child: string) {
      const inner = join(path, child);
      check('remove', inner);
      if (!files.has(inner) && !folders.has(inner)) throw error('NotFoundError');
      const isFull = [...files.keys(), ...folders].some((each) => each.startsWith(`${inner}/`));
      if (isFull) throw error('InvalidModificationError');
      await mortal.change(() => files.delete(inner) || folders.delete(inner));
    },
  });
  return folderHandle('') as unknown as FileSystemDirectoryHandle;
}
