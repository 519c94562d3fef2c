import type { ChatEvents } from '../reading/chat-events';
import type { Line } from '../text/lines';
import { OpenText } from '../text/open-text';
import { splitSender } from '../text/split-sender';
import { momentOf } from '../time/iso';
import { isDeleted, readBody } from './body';
import { isNotice } from './notice';
import { desktopShape, type KakaoLine, type Shape } from './shape';

/** Lines before the first message or day that are none: file name, title, time of saving, warnings. */
const HEADER_LINES = 10;

interface OpenMessage {
  readonly ms: number | null;
  readonly sender: string | null;
  readonly text: OpenText;
}

/** Puts messages together from the lines of one of KakaoTalk's texts. */
export class TextReader {
  readonly #file: string;
  readonly #events: ChatEvents;
  readonly #shape: Shape;
  readonly #pathOf: (name: string) => string | null;
  readonly #isDesktop: boolean;
  readonly #people = new Set<string>();
  #day: number | null = null;
  #open: OpenMessage | null = null;
  #headerLines = 0;
  #hasBegun = false;
  /** How the line before ended, and the first one. */
  #lastEnd: Line['end'] | undefined;
  #fileEnd: Line['end'] | undefined;
  /** Some line of this CRLF file ends with LF alone: then LF is within a message, and CRLF is not. */
  #hasInnerEnds = false;
  #isAfterBlank = true;

  constructor(file: string, events: ChatEvents, shape: Shape, pathOf: (name: string) => string | null) {
    this.#file = file;
    this.#events = events;
    this.#shape = shape;
    this.#pathOf = pathOf;
    this.#isDesktop = shape === desktopShape;
  }

  line(line: Line): void {
    const { text, end } = line;
    const isInner = this.#lastEnd === '\n' && this.#fileEnd === '\r\n' && this.#open !== null;
    const found = isInner ? null : this.#shape(text);
    if (isInner) this.#hasInnerEnds = true;
    if (found && (found.type === 'message' || this.#isDay())) this.#begin(found);
    else if (!isInner && this.#isOwn(text)) this.#notice(text);
    else this.#continue(line);
    this.#isAfterBlank = text === '';
    this.#lastEnd = end;
    this.#fileEnd ??= end;
  }

  end(): void {
    this.#close(!this.#isDesktop);
  }

  /** On phones an empty line stands before a day: without it a date is text. */
  #isDay(): boolean {
    return this.#isDesktop || this.#isAfterBlank || this.#open === null;
  }

  /** Without a clock and a name: only Windows writes such, and only after the first day. */
  #isOwn(text: string): boolean {
    if (!this.#isDesktop || !this.#hasBegun || text.trim() === '') return false;
    return isNotice(text) || isDeleted(text) || (this.#hasInnerEnds && this.#lastEnd === '\r\n');
  }

  #begin(found: KakaoLine): void {
    this.#hasBegun = true;
    this.#close(found.type === 'day' && !this.#isDesktop);
    if (found.type === 'day') {
      this.#day = found.ms;
      return;
    }
    const ms = this.#isDesktop ? (this.#day === null ? null : this.#day + found.ms) : found.ms;
    const { sender, text } = this.#senderOf(found);
    this.#open = { ms, sender, text: new OpenText(text) };
  }

  #senderOf({ sender, text }: Extract<KakaoLine, { type: 'message' }>): { sender: string | null; text: string } {
    if (sender === null) return { sender, text };
    const named =
      'name' in sender ? { sender: sender.name, rest: sender.text } : splitSender(sender.line, ' : ', this.#people);
    this.#people.add(named.sender);
    return { sender: named.sender, text: named.rest };
  }

  #notice(text: string): void {
    this.#close(false);
    const kind = isDeleted(text) ? 'deleted' : 'system';
    this.#events.message({ id: null, time: null, sender: null, kind, text: kind === 'deleted' ? '' : text });
  }

  #continue({ text, number }: Line): void {
    if (this.#open) {
      if (!this.#open.text.add(text)) this.#events.unparsed(this.#file, number, 'too-long', text);
    } else if (text.trim() !== '' && (this.#hasBegun || ++this.#headerLines > HEADER_LINES))
      this.#events.unparsed(this.#file, number, 'unknown', text);
  }

  #close(isDay: boolean): void {
    if (!this.#open) return;
    const { ms, sender, text } = this.#open;
    this.#open = null;
    if (isDay) text.dropBlank();
    const time = momentOf(ms, null, 'minute');
    if (sender === null) this.#events.message({ id: null, time, sender, kind: 'system', text: text.text });
    else this.#events.message({ id: null, time, sender, ...readBody(text.text, this.#pathOf) });
  }
}
