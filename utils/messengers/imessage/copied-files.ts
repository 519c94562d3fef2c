import { kindByName } from '../reading/attachment-kind';
import type { Attachment } from '../model';
import { type ExportFile, nameOf } from '../source/export-file';

/** Where Messages keeps files on a Mac, and the exporter copies them. */
const KEPT = /^(~|\/).*\/(Attachments|StickerCache|SMS)\/|^(\.\/)?attachments\//;

const LONGEST = 1024;

/** The files of an export: paths in texts are as they were on the Mac, or from the folder of the export on. */
export class CopiedFiles {
  /** By the last part, and by the last two. */
  readonly #byEnd = new Map<string, string>();

  constructor(files: readonly ExportFile[]) {
    for (const { path } of files)
      for (const parts of [1, 2]) {
        const end = endOf(path, parts);
        if (!this.#byEnd.has(end)) this.#byEnd.set(end, path);
      }
  }

  /** Whether a line is the path of a file, and nothing else. */
  isPath(line: string): boolean {
    if (line.length > LONGEST || !line.includes('/')) return false;
    return KEPT.test(line) || this.#byEnd.has(endOf(line, 2));
  }

  /** @param path as the exporter wrote it; '' where it found none */
  attachment(path: string, kind?: Attachment['kind']): Attachment {
    const name = nameOf(path);
    const found = name === '' ? null : (this.#byEnd.get(endOf(path, 2)) ?? this.#byEnd.get(name) ?? null);
    return { kind: kind ?? kindByName(name), name, path: found, ...(found === null && { missing: 'not-found' }) };
  }
}

function endOf(path: string, parts: number): string {
  return path.split('/').slice(-parts).join('/');
}
