import type { Format, FoundExport } from '../format';
import type { Chat } from '../model';
import { type ExportFile, nameOf } from '../source/export-file';
import type { FileTree } from '../source/file-tree';
import { readCsv } from '../text/csv';
import { headLines } from '../text/head-lines';
import { readLines } from '../text/lines';
import { chatExport } from './chat-export';
import { isKakaoCsv, readRecord } from './csv-reader';
import { desktopShape, phoneShape, type Shape } from './shape';
import { TextReader } from './text-reader';
import { titleIn, titleOfFile } from './title';

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
  const title = titleIn(lines.slice(0, HEADER_LINES)) ?? titleOfFile(nameOf(file.path));
  // Phones put the number of members behind the name.
  const name = shape === phoneShape ? title.replace(/ \d{1,5}$/, '') : title;
  const chat: Chat = { id: name, title: name, kind: name === title ? 'unknown' : 'group' };
  return chatExport(file, tree, 'text', chat, async function* (events, pathOf, onBytes, signal) {
    const reader = new TextReader(file.path, events, shape, pathOf);
    for await (const batch of readLines(file, onBytes, signal)) {
      for (const line of batch) reader.line(line);
      yield;
    }
    reader.end();
  });
}

function csvExport(file: ExportFile, tree: FileTree): FoundExport {
  const title = titleOfFile(nameOf(file.path));
  const chat: Chat = { id: title, title, kind: 'unknown' };
  return chatExport(file, tree, 'csv', chat, async function* (events, pathOf, onBytes, signal) {
    let isFirst = true;
    for await (const records of readCsv(file, onBytes, signal)) {
      // The first record is the names of the columns.
      for (const record of isFirst ? records.slice(1) : records) readRecord(record, file.path, events, pathOf);
      isFirst &&= records.length === 0;
      yield;
    }
  });
}
