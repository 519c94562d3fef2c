import type { Bytes } from '@/utils/bytes';
import { freeMemory } from '@/utils/free-memory';

/** Something that bytes can be read from at any place: a stored file. */
export interface RandomAccess {
  /** Bytes. */
  readonly size: number;
  /** The bytes from `start` up to, not including, `end`: the caller's own, who may give their memory back. */
  read(start: number, end: number, signal?: AbortSignal): Promise<Bytes>;
  /** As `read` where they are in memory already, for as long as `use` takes: they are not copied, and not to be changed. */
  lend?<T>(start: number, end: number, use: (bytes: Bytes) => Promise<T>, signal?: AbortSignal): Promise<T>;
}

/** Has `use` do with a file's bytes what it does, in as little memory as the file needs for it. */
export async function withBytes<T>(
  file: RandomAccess,
  start: number,
  end: number,
  use: (bytes: Bytes) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  if (file.lend) return await file.lend(start, end, use, signal);
  const bytes = await file.read(start, end, signal);
  try {
    return await use(bytes);
  } finally {
    freeMemory(bytes);
  }
}

/** Bytes in memory, as {@link RandomAccess}. */
export function inMemory(bytes: Bytes): RandomAccess {
  return { size: bytes.length, read: async (start, end) => bytes.slice(start, end) };
}
