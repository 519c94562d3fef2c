import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';

/** A string found where it must not be. */
export interface Hit {
  /** Path inside the scanned folder. */
  readonly file: string;
  readonly needle: string;
  readonly encoding: 'utf8' | 'utf16le' | 'bytes';
}

/**
 * Looks for strings, as UTF-8 and UTF-16LE bytes, in every file of a browser's profile. Reads as a stream, so a profile of
 * any size will do. What the browser stores compressed is not unpacked. Files that vanish meanwhile are left out.
 * @param bytes what to look for as it is, by its name
 * @returns the hits, each file and needle at most once; and how much was read
 */
export async function scanProfile(
  folder: string,
  needles: readonly string[],
  bytes: ReadonlyMap<string, Buffer> = new Map(),
): Promise<{ hits: Hit[]; files: number; bytes: number }> {
  const wanted = [
    ...needles.flatMap((needle) =>
      (['utf8', 'utf16le'] as const).map((encoding) => ({ needle, encoding, bytes: Buffer.from(needle, encoding) })),
    ),
    ...[...bytes].map(([needle, one]) => ({ needle, encoding: 'bytes' as const, bytes: one })),
  ];
  const overlap = Math.max(...wanted.map((one) => one.bytes.length)) - 1;
  const hits: Hit[] = [];
  let files = 0;
  let read = 0;
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const left = new Set(wanted);
    let tail = Buffer.alloc(0);
    try {
      for await (const part of createReadStream(path, { highWaterMark: 1 << 22 })) {
        const window = Buffer.concat([tail, part as Buffer]);
        for (const one of left) {
          if (!window.includes(one.bytes)) continue;
          left.delete(one);
          hits.push({ file: relative(folder, path), needle: one.needle, encoding: one.encoding });
        }
        read += (part as Buffer).length;
        tail = window.subarray(Math.max(0, window.length - overlap));
      }
      files++;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
  return { hits, files, bytes: read };
}
