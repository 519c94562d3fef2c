import type { ChatEvents } from '../reading/chat-events';
import type { CsvRecord } from '../text/csv';
import { parseIso } from '../time/iso';
import { readBody } from './body';
import { isNotice } from './notice';

const HEADER = /^"?date"?,"?user"?,"?message"?$/i;
const RECORD = /^"?\d{4}-\d\d-\d\d \d\d:\d\d(:\d\d)?"?,/;

/** Whether a file with these first lines is the CSV of KakaoTalk for Mac: its columns, and a message. */
export function isKakaoCsv([header = '', record = '']: readonly string[]): boolean {
  return HEADER.test(header) && RECORD.test(record);
}

/**
 * One record of the CSV that KakaoTalk for Mac saves: `2024-03-11 09:12:33,"Ann","Hello"`. What the messenger wrote has the
 * name of whom it is about.
 */
export function readRecord(
  record: CsvRecord,
  file: string,
  events: ChatEvents,
  pathOf: (name: string) => string | null,
): void {
  const { fields, line, broken } = record;
  const [date = '', name = '', text = ''] = fields;
  const time = parseIso(date);
  if (fields.length !== 3 || !time) {
    events.unparsed(file, line, broken ?? 'unknown', fields.join(','));
    return;
  }
  // What has text behind its quotes is a message all the same; what ends too early is one, and told.
  if (broken !== undefined && broken !== 'syntax') events.unparsed(file, line, broken, fields.join(','));
  const isOwn = name === '' || (text.startsWith(name) && isNotice(text));
  const body = isOwn ? { kind: 'system' as const, text } : readBody(text, pathOf);
  events.message({ id: null, time, sender: isOwn ? null : name, ...body });
}
