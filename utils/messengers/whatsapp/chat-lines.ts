import type { LineBlock } from '../text/lines';
import type { HeaderReader } from './header-reader';

/** Is told of each line of a chat in turn: from `start` up to `end` in a text. */
export interface LineVisitor {
  /** A line that begins a message; the reader has its header. */
  header(text: string, start: number, end: number): void;
  /** Any other line. */
  other(text: string, start: number, end: number): void;
}

/**
 * Tells which lines begin a message. iOS ends messages with CRLF and writes LF for the line ends in them: what looks like a
 * header after LF is a part of the text there (Pustur/whatsapp-chat-parser#266).
 */
export class ChatLines {
  /** The line that is visited, from 1. */
  number = 0;
  /** What ended the line before; '' at the start, and within a line that is too long for one piece. */
  before: '\n' | '\r\n' | '' = '';
  readonly #reader: HeaderReader;
  readonly #afterCrlf: boolean;
  #isFirst = true;

  /** @param afterCrlf messages begin only after CRLF */
  constructor(reader: HeaderReader, afterCrlf: boolean) {
    this.#reader = reader;
    this.#afterCrlf = afterCrlf;
  }

  visit({ text, start: from, end: to, isContinued }: LineBlock, visitor: LineVisitor): void {
    let isOpen = !isContinued;
    for (let start = from; start < to;) {
      const found = text.indexOf('\n', start);
      const at = found < 0 ? to : found;
      const isCrlf = found > start && text.charCodeAt(found - 1) === 13;
      const end = isCrlf ? at - 1 : at;
      if (isOpen) this.number++;
      if (isOpen && this.#mayBegin() && this.#reader.read(text, start, end)) {
        this.#isFirst = false;
        visitor.header(text, start, end);
      } else visitor.other(text, start, end);
      this.before = found < 0 ? '' : isCrlf ? '\r\n' : '\n';
      isOpen = true;
      start = at + 1;
    }
  }

  #mayBegin(): boolean {
    return this.#isFirst || !this.#afterCrlf || this.before === '\r\n';
  }
}
