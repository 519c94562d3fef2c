import { ChatEvents } from '../reading/chat-events';
import type { ReadOptions } from '../format';
import type { Chat, ExportEvent, Moment } from '../model';
import { readOneFile } from '../reading/one-file';
import { type ExportFile, nameOf } from '../source/export-file';
import { type Line, readLines } from '../text/lines';
import { OpenText } from '../text/open-text';
import { DateOrder, DMY, MDY } from '../time/date-order';
import type { ElementMedia } from './media';
import { bodyOf } from './text-body';
import { headerOf, numbersOf, timeOf } from './text-header';

/** Reads a room in plain text. @throws an abort */
export function readText(
  file: ExportFile,
  media: ElementMedia,
  options: ReadOptions,
  signal: AbortSignal,
): AsyncGenerator<readonly ExportEvent[]> {
  return readOneFile(file, textEvents(file, media, options, signal), signal);
}

async function* textEvents(
  file: ExportFile,
  media: ElementMedia,
  { answers, onBytes }: ReadOptions,
  signal: AbortSignal,
): AsyncGenerator<readonly ExportEvent[]> {
  const title = titleOf(file);
  const decided = await dayOrder(file, signal);
  const answer = answers?.get(title)?.dayFirst;
  const dayFirst =
    decided?.by === 'guess' && answer !== undefined ? ({ value: answer, by: 'answer' } as const) : decided;
  const events = new ChatEvents({ id: title, title, kind: 'unknown', ...(dayFirst && { dayFirst }) });
  const reader = new TextReader(file, media, events, dayFirst?.value);
  for await (const lines of readLines(file, onBytes, signal)) {
    for (const line of lines) reader.take(line);
    yield events.take();
  }
  reader.finish();
  yield events.take();
}

/** `Element - Room - Chat Export - 2024-01-04T10-00-00.000Z.txt`; the words in another language may be others. */
function titleOf({ path, zip }: ExportFile): string {
  const name = nameOf(path);
  const named = /^export\.txt$/i.test(name) ? nameOf(zip ?? path.slice(0, -name.length - 1)) : name;
  const plain = named.replace(/\.(?:txt|zip)$/i, '');
  const parts = plain.replace(/ - \d{4}-\d\d-\d\dT[\d.-]+Z$/, '').split(' - ');
  return parts.length > 2 ? parts.slice(1, -1).join(' - ') : plain;
}

/** Which number of the dates is the day, as far as the file tells; undefined where months have names. */
async function dayOrder(file: ExportFile, signal: AbortSignal): Promise<Chat['dayFirst']> {
  const order = new DateOrder([DMY, MDY], false);
  let isNumeric: boolean | undefined;
  for await (const lines of readLines(file, undefined, signal)) {
    for (const { text } of lines) {
      const header = headerOf(text);
      const numbers = header && numbersOf(header);
      if (header) isNumeric ??= numbers !== null;
      if (numbers) order.take(numbers, 0);
    }
    if (isNumeric === false) return undefined;
  }
  const { order: chosen, by } = order.decided();
  return { value: chosen === DMY, by };
}

/** Puts lines together to messages. */
class TextReader {
  readonly #file: ExportFile;
  readonly #media: ElementMedia;
  readonly #events: ChatEvents;
  readonly #dayFirst: boolean | undefined;
  readonly #people = new Set<string>();
  #open: { readonly time: Moment; readonly text: OpenText } | null = null;

  constructor(file: ExportFile, media: ElementMedia, events: ChatEvents, dayFirst: boolean | undefined) {
    this.#file = file;
    this.#media = media;
    this.#events = events;
    this.#dayFirst = dayFirst;
  }

  take({ text, number }: Line): void {
    const header = headerOf(text);
    const time = header && timeOf(header, this.#dayFirst);
    if (header && time) {
      this.finish();
      this.#open = { time, text: new OpenText(header.rest) };
    } else if (!this.#open) {
      if (text !== '') this.#events.unparsed(this.#file.path, number, 'syntax', text);
    } else if (!this.#open.text.add(text)) this.#events.unparsed(this.#file.path, number, 'too-long', text);
  }

  /** Ends the message that is open. */
  finish(): void {
    if (!this.#open) return;
    const { time, text } = this.#open;
    const body = bodyOf(text.text, this.#people, this.#media);
    if (body.sender !== null) this.#people.add(body.sender);
    this.#events.message({ id: null, time, ...body });
    this.#open = null;
  }
}
