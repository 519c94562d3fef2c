import { ChatEvents } from '../reading/chat-events';
import type { Format, FoundExport, ReadOptions } from '../format';
import type { Chat, ChatKind, ExportEvent } from '../model';
import { type ExportFile, nameOf } from '../source/export-file';
import { headLines } from '../text/head-lines';
import { readLines } from '../text/lines';
import { readDayLine } from './day-line';
import { dayOrder } from './day-order';
import { LineReader } from './line-reader';
import { type SplitLine, splitAtTabs, splitAtWideSpaces } from './message-line';
import { splitAtNames } from './desktop-names';
import { MARK, titleOf } from './title';

/**
 * LINE's text of one chat, as its phone apps save it: `[LINE] …`, a line with the time of saving, then days, each with lines
 * of clock, name and text between tabs. Sources: the parsers and samples of ChatLab, timelinize (datasources/line), Yapped.
 */
export const line: Format = {
  async find(tree, signal) {
    const found: FoundExport[] = [];
    for (const file of tree.named(/\.txt$/i)) {
      const lines = await headLines(file, signal);
      const split = splitOf(lines);
      if (split) found.push(textExport(file, lines, split, 'text'));
    }
    return found;
  },
};

/** How its lines are split; null: it is none of LINE's, or of the desktop's. */
function splitOf(lines: readonly string[]): SplitLine | null {
  const firstDay = lines.findIndex((text) => readDayLine(text) !== null);
  if (firstDay < 0 || firstDay > 10) return null;
  const below = lines.slice(firstDay + 1);
  const atTabs = below.filter((text) => splitAtTabs(text) !== null).length;
  if (!MARK.test(lines.find((text) => text.trim() !== '') ?? '')) return atTabs >= 2 ? splitAtTabs : null;
  if (atTabs > 0) return splitAtTabs;
  if (below.some((text) => splitAtWideSpaces(text)?.sender)) return splitAtWideSpaces;
  return splitAtNames(below);
}

/** An export that is one text. @param lines its first ones */
export function textExport(file: ExportFile, lines: readonly string[], split: SplitLine, variant: string): FoundExport {
  return {
    messenger: 'line',
    variant,
    path: file.path,
    files: [file],
    read: (options, signal) => readText(file, lines, split, options, signal),
  };
}

async function* readText(
  file: ExportFile,
  head: readonly string[],
  split: SplitLine,
  { answers, onBytes }: ReadOptions,
  signal: AbortSignal,
): AsyncGenerator<readonly ExportEvent[]> {
  const first = head.find((text) => text.trim() !== '') ?? '';
  const hasTitle = readDayLine(first) === null && split(first) === null;
  const title = titleOf(hasTitle ? first : nameOf(file.path).replace(/\.txt$/i, ''));
  const isOpen = head.some((text) => readDayLine(text)?.orders);
  const order = isOpen ? await dayOrder(file, answers?.get(title), signal) : undefined;
  const chat: Chat = { id: title, title, kind: 'unknown', ...(order && { dayFirst: order }) };
  const events = new ChatEvents(chat);
  const reader = new LineReader(file.path, events, split, order);
  for await (const lines of readLines(file, onBytes, signal)) {
    for (const one of lines) reader.line(one);
    yield events.take();
  }
  reader.end();
  const { people } = events;
  events.chat({ ...chat, kind: kindOf(title, people) });
  const other = people.find((id) => id !== title);
  if (people.length === 2 && people.includes(title) && other !== undefined)
    events.person({ id: other, name: other }, 'guess');
  yield events.take();
}

/** By who wrote: a chat of two is named like the other one. */
function kindOf(title: string, people: readonly string[]): ChatKind {
  if (people.length <= 2 && people.includes(title)) return 'direct';
  return people.length > 1 ? 'group' : 'unknown';
}
