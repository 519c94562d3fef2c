import { ChatEvents } from '../chat-events';
import type { Format, FoundExport, ReadOptions } from '../format';
import type { Chat, ExportEvent } from '../model';
import { type ExportFile, folderOf, nameOf } from '../source/export-file';
import type { FileTree } from '../source/file-tree';
import { readCsv } from '../text/csv';
import { headLines } from '../text/head-lines';
import { readLines } from '../text/lines';
import { isKakaoCsv, readRecord } from './csv-reader';
import { desktopShape, phoneShape, type Shape } from './shape';
import { TextReader } from './text-reader';
import { titleIn, titleOfFile } from './title';

/** How whoever exports is named on Korean phones. */
const ME = '회원님';

/**
 * One chat of KakaoTalk: the text of Windows, of Android or of an iPhone, or the CSV of a Mac. Sources: the parsers and tests of
 * several converters (kakaotalk-analyzer, export_mac, chat statistics apps); KakaoTalk describes none of these itself.
 */
export const kakaotalk: Format = {
  async find(tree, signal) {
    const found: FoundExport[] = [];
    for (const file of tree.named(/\.txt$/i)) {
      const lines = await headLines(file, signal);
      const shape = shapeOf(lines);
      if (shape) found.push(textExport(file, lines, shape, tree));
    }
    for (const file of tree.named(/\.csv$/i))
      if (isKakaoCsv(await headLines(file, signal))) found.push(csvExport(file, tree));
    return found;
  },
};

/** Lines before the first day, at most. */
const HEADER_LINES = 12;

/** Which shape its lines have: a day near the start, or the time of saving, and messages of that shape below. */
function shapeOf(lines: readonly string[]): Shape | null {
  const written = lines.filter((line) => line.trim() !== '').slice(0, 400);
  for (const shape of [desktopShape, phoneShape]) {
    const first = written.findIndex((line) => shape(line)?.type === 'day');
    const messages = written.filter((line) => isNamed(shape, line)).length;
    if (first >= 0 && first <= HEADER_LINES && messages >= 1) return shape;
    if (shape === phoneShape && messages >= 1 && written.slice(0, 4).some((line) => isSaved(line))) return shape;
  }
  return null;
}

/** The first line of a message with a name. */
function isNamed(shape: Shape, line: string): boolean {
  const found = shape(line);
  return found?.type === 'message' && found.sender !== null;
}

/** `저장한 날짜 : 2024년 3월 11일 오후 10:14`: something, and a date and nothing else behind a colon. */
function isSaved(line: string): boolean {
  const at = line.indexOf(' : ');
  return at > 0 && at < 40 && phoneShape(line.slice(at + 3))?.type === 'day';
}

function textExport(file: ExportFile, lines: readonly string[], shape: Shape, tree: FileTree): FoundExport {
  const isPhone = shape === phoneShape;
  const title = titleIn(lines.slice(0, HEADER_LINES)) ?? titleOfFile(nameOf(file.path));
  // Phones put the number of members behind the name.
  const name = isPhone ? title.replace(/ \d{1,5}$/, '') : title;
  return {
    messenger: 'kakaotalk',
    variant: 'text',
    path: file.path,
    files: [file],
    async *read({ onBytes }: ReadOptions, signal: AbortSignal) {
      const chat: Chat = { id: name, title: name, kind: name === title ? 'unknown' : 'group' };
      const events = new ChatEvents(chat);
      const reader = new TextReader(file.path, events, shape, besides(file, tree));
      for await (const batch of readLines(file, onBytes, signal)) {
        for (const line of batch) reader.line(line);
        yield events.take();
      }
      reader.end();
      yield conclude(chat, events);
    },
  };
}

function csvExport(file: ExportFile, tree: FileTree): FoundExport {
  const title = titleOfFile(nameOf(file.path));
  return {
    messenger: 'kakaotalk',
    variant: 'csv',
    path: file.path,
    files: [file],
    async *read({ onBytes }: ReadOptions, signal: AbortSignal) {
      const chat: Chat = { id: title, title, kind: 'unknown' };
      const events = new ChatEvents(chat);
      let isFirst = true;
      for await (const records of readCsv(file, onBytes, signal)) {
        for (const record of records) {
          if (!isFirst) readRecord(record, file.path, events, besides(file, tree));
          isFirst = false;
        }
        yield events.take();
      }
      yield conclude(chat, events);
    },
  };
}

/** Where files lie that are in the folder of a text. */
function besides(file: ExportFile, tree: FileTree): (name: string) => string | null {
  const folder = folderOf(file.path);
  return (name) => (name.includes('/') ? null : (tree.get(folder === '' ? name : `${folder}/${name}`)?.path ?? null));
}

/** What is known of a chat when everybody has been seen. */
function conclude(chat: Chat, events: ChatEvents): readonly ExportEvent[] {
  const { people } = events;
  const isDirect = people.length <= 2 && people.includes(chat.title);
  events.chat({ ...chat, kind: isDirect ? 'direct' : people.length > 1 ? 'group' : chat.kind });
  const other = isDirect ? people.find((id) => id !== chat.title) : undefined;
  const me = people.includes(ME) ? ME : other;
  if (me !== undefined) events.person({ id: me, name: me }, 'guess');
  return events.take();
}
