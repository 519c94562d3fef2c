import { openSync, read, statSync } from 'node:fs';
import { promisify } from 'node:util';

/** What of a file exports are read by. */
type FilePart = Pick<Blob, 'size' | 'slice' | 'arrayBuffer'>;

/**
 * A file of the disk that is read as a browser reads its files: what is asked for comes in one piece, while others work.
 * Node's own `openAsBlob` reads 64 KiB at a time, and goes on only when nothing else is being done: that would be measured.
 * It stays open as long as the process.
 */
export function diskFile(path: string): File {
  return partOf(openSync(path, 'r'), 0, statSync(path).size) as File;
}

function partOf(file: number, from: number, to: number): FilePart {
  return {
    size: to - from,
    slice: (start = 0, end = to - from) => partOf(file, from + start, Math.min(to, from + end)) as Blob,
    async arrayBuffer() {
      const bytes = new Uint8Array(to - from);
      const { bytesRead } = await promisify(read)(file, bytes, 0, bytes.length, from);
      return bytesRead === bytes.length ? bytes.buffer : bytes.buffer.slice(0, bytesRead);
    },
  };
}
