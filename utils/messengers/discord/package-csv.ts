import type { ChatEvents } from '../reading/chat-events';
import type { ExportEvent } from '../model';
import type { ExportFile } from '../source/export-file';
import { readCsv } from '../text/csv';
import { packageMessage } from './package-message';

/** The columns of `messages.csv` in old packages, in their order. */
const COLUMNS = ['id', 'timestamp', 'contents', 'attachments'];

/** Whether a line is the header of a package's `messages.csv`. */
export function isMessageHeader(line: string): boolean {
  const names = line
    .replace(/^\ufeff/, '')
    .toLowerCase()
    .split(',');
  return names.length === COLUMNS.length && COLUMNS.every((name) => names.includes(name));
}

/** Reads the messages of a channel in CSV. @throws PasskeepError as {@link ExportFile.stream} */
export async function* readPackageCsv(
  file: ExportFile,
  chat: ChatEvents,
  owner: string,
  onBytes: ((bytes: number) => void) | undefined,
  signal: AbortSignal,
): AsyncGenerator<readonly ExportEvent[]> {
  let order: readonly number[] | undefined;
  for await (const records of readCsv(file, onBytes, signal)) {
    for (const { fields, line, broken } of records) {
      if (!order && isMessageHeader(fields.join(','))) {
        const names = fields.map((name) => name.toLowerCase());
        order = COLUMNS.map((name) => names.indexOf(name));
        continue;
      }
      const [id = '', time = '', text = '', attachments = ''] = (order ?? [0, 1, 2, 3]).map((at) => fields[at]);
      if (/^\d+$/.test(id) && fields.length === COLUMNS.length && (broken ?? 'syntax') === 'syntax')
        chat.message(packageMessage({ id, time, text, attachments }, owner));
      else chat.unparsed(file.path, line, broken ?? 'syntax', fields.join(','));
    }
    yield chat.take();
  }
}
