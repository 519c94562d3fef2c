import type { Line } from '../text/lines';
import type { HeaderReader } from './header-reader';

/**
 * Tells which lines begin a message. iOS ends messages with CRLF and writes LF for the line ends in them: what looks like a
 * header after LF is a part of the text there (Pustur/whatsapp-chat-parser#266).
 */
export class Beginnings {
  readonly #reader: HeaderReader;
  readonly #afterCrlf: boolean;
  #before: Line['end'] = '\n';
  #isFirst = true;

  /** @param afterCrlf messages begin only after CRLF */
  constructor(reader: HeaderReader, afterCrlf: boolean) {
    this.#reader = reader;
    this.#afterCrlf = afterCrlf;
  }

  /** Whether the next line begins a message; the reader has its header then. */
  isBeginning({ text, end }: Line): boolean {
    const before = this.#before;
    this.#before = end;
    const isOpen = this.#isFirst || (this.#afterCrlf ? before === '\r\n' : before !== '');
    if (!isOpen || !this.#reader.read(text)) return false;
    this.#isFirst = false;
    return true;
  }
}
