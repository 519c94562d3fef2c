import { type Bytes, concat } from '@/utils/bytes';

/** What a fake folder holds: bytes of files by path. */
export type Written = Map<string, Bytes>;

/** How a fake folder behaves. */
export interface FolderMood {
  /** Throws what the browser would throw at this step for this path. */
  readonly fail?: (
    step: 'folder' | 'file' | 'open' | 'write' | 'close',
    path: string,
  ) => DOMException | TypeError | undefined;
}

/**
 * An in-memory stand-in for FileSystemDirectoryHandle, as far as restoring uses it: names are looked up by kind, a file
 * has its bytes once its writer is closed.
 */
export function fakeFolder(mood: FolderMood = {}): {
  handle: FileSystemDirectoryHandle;
  files: Written;
  folders: Set<string>;
} {
  const files: Written = new Map();
  const folders = new Set(['']);
  const check = (step: Parameters<NonNullable<FolderMood['fail']>>[0], path: string) => {
    const thrown = mood.fail?.(step, path);
    if (thrown) throw thrown;
  };
  const join = (folder: string, name: string) => {
    if (name === '' || name === '.' || name === '..' || /[/\\]/.test(name)) throw new TypeError('Name is not allowed.');
    return folder === '' ? name : `${folder}/${name}`;
  };
  const fileHandle = (path: string) => ({
    kind: 'file',
    async createWritable() {
      check('open', path);
      const parts: Bytes[] = [];
      return {
        async write(bytes: Bytes) {
          check('write', path);
          parts.push(bytes.slice());
        },
        async close() {
          check('close', path);
          files.set(path, concat(parts));
        },
        async abort() {},
      };
    },
  });
  const folderHandle = (path: string) => ({
    kind: 'directory',
    async *keys() {
      check('folder', path);
      for (const each of [...folders, ...files.keys()]) if (each !== '' && each.startsWith(path)) yield each;
    },
    async getDirectoryHandle(name: string, { create = false } = {}) {
      const inner = join(path, name);
      check('folder', inner);
      if (files.has(inner)) throw new DOMException('', 'TypeMismatchError');
      if (!folders.has(inner) && !create) throw new DOMException('', 'NotFoundError');
      folders.add(inner);
      return folderHandle(inner);
    },
    async getFileHandle(name: string, { create = false } = {}) {
      const inner = join(path, name);
      check('file', inner);
      if (folders.has(inner)) throw new DOMException('', 'TypeMismatchError');
      if (!files.has(inner) && !create) throw new DOMException('', 'NotFoundError');
      if (!files.has(inner)) files.set(inner, new Uint8Array());
      return fileHandle(inner);
    },
    async removeEntry(name: string) {
      files.delete(join(path, name));
    },
  });
  return { handle: folderHandle('') as unknown as FileSystemDirectoryHandle, files, folders };
}
