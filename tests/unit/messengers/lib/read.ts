import { utf8 } from '@/utils/bytes';
import type { Format, FoundExport, ReadOptions } from '@/utils/messengers/format';
import type { ExportEvent } from '@/utils/messengers/model';
import type { ExportFile } from '@/utils/messengers/source/export-file';
import { FileTree } from '@/utils/messengers/source/file-tree';

/** Never aborted. */
export const GO_ON = new AbortController().signal;

/** A file in memory that is read in blocks of a size, so that what lies across two blocks is met. */
export function memoryFile(
  path: string,
  content: string | Uint8Array,
  block = 7,
  zip: string | null = null,
): ExportFile {
  const bytes = typeof content === 'string' ? utf8(content) : content;
  return {
    path,
    zip,
    size: bytes.length,
    async *stream(signal) {
      for (let start = 0; start < bytes.length; start += block) {
        signal.throwIfAborted();
        yield new Uint8Array(bytes.subarray(start, start + block));
      }
    },
  };
}

/** What a format finds among files. */
export async function find(format: Format, files: readonly ExportFile[]): Promise<readonly FoundExport[]> {
  return await format.find(new FileTree(files), GO_ON);
}

/** All events of an export. */
export async function readAll(found: FoundExport, options: ReadOptions = {}): Promise<ExportEvent[]> {
  const events: ExportEvent[] = [];
  for await (const batch of found.read(options, GO_ON)) events.push(...batch);
  return events;
}

/** All of one kind of event. */
export function only<T extends ExportEvent['type']>(events: readonly ExportEvent[], type: T) {
  return events.filter((event): event is Extract<ExportEvent, { type: T }> => event.type === type);
}
