import type { Bytes } from '@/utils/bytes';

/** One file of what the user gave: as it lies in a folder, or in a zip. */
export interface ExportFile {
  /** Parts joined by `/`. A file in a zip has the zip's own path before its path in there: `Chat.zip/_chat.txt`. */
  readonly path: string;
  /** Path of the zip that it is in; null: in none. */
  readonly zip: string | null;
  /** Bytes, as the folder or the zip's directory tells. */
  readonly size: number;
  /**
   * Its bytes from the start, in blocks of at most 1 MiB.
   * @throws PasskeepError CANCELLED, FILE_UNREADABLE, ZIP_DAMAGED, ZIP_ENCRYPTED, ZIP_TOO_LARGE
   */
  stream(signal: AbortSignal): AsyncGenerator<Bytes>;
}

/**
 * The first bytes of a file: `length` of them, or all where it has fewer.
 * @throws PasskeepError as {@link ExportFile.stream}
 */
export async function readHead(file: ExportFile, length: number, signal: AbortSignal): Promise<Bytes> {
  const head = new Uint8Array(Math.min(length, file.size));
  let filled = 0;
  for await (const block of file.stream(signal)) {
    const part = block.subarray(0, head.length - filled);
    head.set(part, filled);
    filled += part.length;
    if (filled === head.length) break;
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
