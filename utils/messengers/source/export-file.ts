import type { Bytes } from '@/utils/bytes';

/** One file of what the user gave: as it lies in a folder, or in a zip. */
export interface ExportFile {
  /** Parts joined by `/`. A file in a zip has the zip's own path before its path in there: `Chat.zip/_chat.txt`. */
  readonly path: string;
  /** Path of the zip (or tar) that it is in; null: in none. */
  readonly zip: string | null;
  /** Bytes, as the folder or the zip's directory tells. */
  readonly size: number;
  /**
   * Its bytes from the start, in blocks of at most 1 MiB.
   * @throws PasskeepError CANCELLED, FILE_UNREADABLE, ZIP_DAMAGED, ZIP_ENCRYPTED, ZIP_TOO_LARGE
   */
  stream(signal: AbortSignal): AsyncGenerator<Bytes>;
  /**
   * Its first {@link HEAD} bytes, where somebody remembers them: for {@link readHead} alone. Of a file that cannot be read,
   * as many as can be; not to be changed.
   */
  head?(signal: AbortSignal): Promise<Bytes>;
}

/** What formats look at to recognise a file. Bytes. */
export const HEAD = 2 ** 16;

/**
 * The first bytes of a file: `length` of them, or all where it has fewer. While exports are looked for, up to
 * {@link HEAD} of them are read once for all formats, and a file that cannot be read just ends early.
 * @throws PasskeepError as {@link ExportFile.stream}
 */
export async function readHead(file: ExportFile, length: number, signal: AbortSignal): Promise<Bytes> {
  if (file.head && length <= HEAD) return (await file.head(signal)).subarray(0, length);
  return await firstBytes(file, length, signal, (thrown) => {
    throw thrown;
  });
}

/** As {@link readHead}, from the file itself. `failed` is told why it ended early, and may throw. */
export async function firstBytes(
  file: ExportFile,
  length: number,
  signal: AbortSignal,
  failed: (thrown: unknown) => void,
): Promise<Bytes> {
  const head = new Uint8Array(Math.min(length, file.size));
  let filled = 0;
  try {
    for await (const block of file.stream(signal)) {
      const part = block.subarray(0, head.length - filled);
      head.set(part, filled);
      filled += part.length;
      if (filled === head.length) break;
    }
  } catch (thrown) {
    failed(thrown);
  }
  return head.subarray(0, filled);
}

/** The last part of a path. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The folder or zip that a path lies in; '' at the top. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
