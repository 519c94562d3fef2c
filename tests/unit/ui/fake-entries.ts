/** Entries of a dropped folder, as Chromium gives them: at most 100 a call, then none. */
export function folder(name: string, children: FileSystemEntry[]): FileSystemDirectoryEntry {
  return directory(name, () => {
    let next = 0;
    return (done) => {
      done(children.slice(next, next + 100));
      next += 100;
    };
  });
}

/** A folder that cannot be listed. */
export function brokenFolder(name: string): FileSystemDirectoryEntry {
  return directory(name, () => (_, failed) => failed(new DOMException('gone', 'NotFoundError')));
}

/** A folder that lists itself `times` over, without end. */
export function loop(name: string, times: number): FileSystemDirectoryEntry {
  const self: FileSystemDirectoryEntry = directory(name, () => {
    let listed = false;
    return (done) => {
      done(listed ? [] : Array.from({ length: times }, () => self));
      listed = true;
    };
  });
  return self;
}

/** A file. */
export function file(name: string): FileSystemFileEntry {
  return { name, isFile: true, isDirectory: false, file: (done) => done(new File([], name)) } as FileSystemFileEntry;
}

/** A file that is gone. */
export function brokenFile(name: string): FileSystemFileEntry {
  const failing: FileSystemFileEntry['file'] = (_, failed) => failed?.(new DOMException('gone', 'NotFoundError'));
  return { name, isFile: true, isDirectory: false, file: failing } as FileSystemFileEntry;
}

type Read = (done: (entries: FileSystemEntry[]) => void, failed: (error: DOMException) => void) => void;

function directory(name: string, open: () => Read): FileSystemDirectoryEntry {
  return {
    name,
    isFile: false,
    isDirectory: true,
    createReader: () => ({ readEntries: open() }),
  } as unknown as FileSystemDirectoryEntry;
}
