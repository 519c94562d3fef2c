import type { ChatEvents } from '../reading/chat-events';
import type { Line } from '../text/lines';
import { OpenText } from '../text/open-text';
import { momentOf } from '../time/iso';
import { readBody } from './body';
import { type DayLine, readDayLine } from './day-line';
import { type DayOrder, midnightOf } from './day-order';
import type { MessageLine, SplitLine } from './message-line';

/** Lines that a text in quotes is followed through, to see whether it ends. */
const MOST_HELD = 200;

/** Lines before the first day that are no message: title, time of saving. */
const HEADER_LINES = 4;

interface OpenMessage extends Omit<MessageLine, 'text'> {
  readonly day: number | null;
  readonly text: OpenText;
  readonly isQuoted: boolean;
}

/**
 * Puts messages together from the lines of a LINE text. A message goes on until the next line that begins one, or a day.
 * LINE puts quotes around texts of several lines: inside these, lines that look like a message or a day are text.
 */
export class LineReader {
  readonly #file: string;
  readonly #events: ChatEvents;
  readonly #split: SplitLine;
  readonly #order: DayOrder | undefined;
  readonly #people = new Set<string>();
  #day: number | null = null;
  #isAfterBlank = true;
  #headerLines = 0;
  #open: OpenMessage | null = null;
  /** Whether this file has quotes around texts of several lines; null until the first such text ends. */
  #hasQuotes: boolean | null = null;
  /** The quotes of the open message were not closed yet. */
  #isInQuotes = false;
  /** Lines that are either text in quotes, or messages and days. */
  #held: Line[] = [];

  constructor(file: string, events: ChatEvents, split: SplitLine, order: DayOrder | undefined) {
    this.#file = file;
    this.#events = events;
    this.#split = split;
    this.#order = order;
  }

  line(line: Line): void {
    if (this.#held.length > 0 || this.#isText(line.text)) this.#hold(line);
    else this.#take(line);
  }

  end(): void {
    this.#release();
    this.#close(true);
  }

  #hold(line: Line): void {
    this.#held.push(line);
    if (line.text.endsWith('"')) {
      for (const held of this.#held.splice(0)) this.#continue(held);
      this.#isInQuotes = false;
    } else if (this.#held.length >= MOST_HELD) this.#release();
  }

  /** The quotes do not end: what was held are lines like others. */
  #release(): void {
    this.#isInQuotes = false;
    if (this.#held.length > 0) this.#hasQuotes = false;
    for (const line of this.#held.splice(0)) this.#take(line);
  }

  /** It looks like a message or a day, but may stand in quotes; an empty line outside of them has a day after it. */
  #isText(text: string): boolean {
    if (!this.#open?.isQuoted || (!this.#isInQuotes && !this.#isAfterBlank)) return false;
    return this.#split(text) !== null || (this.#isInQuotes && this.#dayLine(text) !== null);
  }

  #take(line: Line): void {
    const { text, number } = line;
    const day = this.#dayLine(text);
    const message = day ? null : this.#split(text);
    this.#isAfterBlank = text === '';
    if (day) {
      this.#close(true);
      this.#day = midnightOf(day, this.#order);
    } else if (message) this.#start(message);
    else if (this.#open) this.#continue(line);
    else if (text.trim() !== '' && (this.#day !== null || ++this.#headerLines > HEADER_LINES))
      this.#events.unparsed(this.#file, number, 'unknown', text);
  }

  #start({ clock, sender, text }: MessageLine): void {
    this.#close(false);
    const isQuoted = text.startsWith('"') && this.#hasQuotes !== false;
    this.#open = { clock, sender, day: this.#day, text: new OpenText(text), isQuoted };
  }

  #continue({ text, number }: Line): void {
    if (!this.#open) return;
    this.#isAfterBlank = text === '';
    if (!this.#open.text.add(text)) this.#events.unparsed(this.#file, number, 'too-long', text);
    // Only a second line shows that the quotes are LINE's, and an empty one may stand before a day.
    if (text !== '') this.#isInQuotes = this.#open.isQuoted && this.#hasQuotes !== false && !text.endsWith('"');
  }

  /** A date in a line of its own, after an empty one, or with the weekday that it falls on. */
  #dayLine(text: string): DayLine | null {
    const day = readDayLine(text);
    return day && (this.#isAfterBlank || day.hasWeekday) ? day : null;
  }

  /** @param isDay an empty line stands before what comes */
  #close(isDay: boolean): void {
    if (!this.#open) return;
    const { clock, day, text: lines, sender } = this.#open;
    this.#open = null;
    this.#isInQuotes = false;
    if (isDay) lines.dropBlank();
    const text = this.#unquote(lines.text);
    const body = readBody(sender, text, this.#people);
    if (sender !== null) this.#people.add(sender);
    const time = day === null ? null : momentOf(day + clock.ms, null, clock.precision);
    this.#events.message({ id: null, time, ...body });
  }

  #unquote(text: string): string {
    if (!text.includes('\n')) return text;
    this.#hasQuotes ??= text.startsWith('"') && text.endsWith('"');
    return this.#hasQuotes && text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1) : text;
  }
}
