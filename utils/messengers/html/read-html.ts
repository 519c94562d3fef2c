import { Parser } from 'htmlparser2';
import { utf8Blocks } from '../json/utf8-blocks';
import type { ExportFile } from '../source/export-file';

/** What a page is read into: called in the order of the page. Tags and attributes come in lower case. */
export interface HtmlHandler {
  open(tag: string, attributes: Readonly<Record<string, string>>): void;
  /** Possibly in several pieces. */
  text(text: string): void;
  /**
   * Also for a tag that the page never closes, and for one that closes itself.
   * @param isImplied whether the page itself does not close it here
   */
  close(tag: string, isImplied: boolean): void;
}

/** Bytes that are parsed at a time. */
const PIECE = 2 ** 16;

/** Nodes that are inside each other at most; where there are more, all are closed. Old Telegram pages have thousands. */
const DEEPEST = 10_000;

/** UTF-16 units of one tag or comment at most; of a longer one the rest is text. */
const LONGEST_TAG = 2 ** 24;

/**
 * Reads an HTML page of any size; yields after every piece of it, so that the caller hands on what its handler has gathered.
 * @yields the line that was reached, from 1
 * @throws PasskeepError as {@link ExportFile.stream}
 */
export async function* readHtml(
  file: ExportFile,
  handler: HtmlHandler,
  onBytes: ((bytes: number) => void) | undefined,
  signal: AbortSignal,
): AsyncGenerator<number> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let page = new Page(handler);
  let line = 1;
  for await (const block of utf8Blocks(file, onBytes, signal))
    for (let start = 0; start < block.length; start += PIECE) {
      signal.throwIfAborted();
      const piece = block.subarray(start, start + PIECE);
      const text = decoder.decode(piece, { stream: true });
      const end = page.mustEnd ? text.indexOf('>') + 1 : 0;
      if (page.mustEnd && (end > 0 || page.silence > LONGEST_TAG)) {
        page.end(text.slice(0, end));
        page = new Page(handler);
      }
      page.write(text.slice(end));
      for (const byte of piece) if (byte === 10) line++;
      yield line;
    }
  page.end(decoder.decode());
  yield line;
}

/** A parser, and what it has taken in. */
class Page {
  /** UTF-16 units since something was last told of. */
  silence = 0;
  #depth = 0;
  readonly #parser: Parser;

  constructor(handler: HtmlHandler) {
    this.#parser = new Parser({
      onopentag: (tag, attributes) => {
        this.#depth++;
        this.silence = 0;
        handler.open(tag, attributes);
      },
      ontext: (text) => {
        this.silence = 0;
        handler.text(text);
      },
      onclosetag: (tag, isImplied) => {
        this.#depth--;
        this.silence = 0;
        handler.close(tag, isImplied);
      },
    });
  }

  /** Whether it holds as much as it may; it ends with the next tag, so that none is cut. */
  get mustEnd(): boolean {
    return this.#depth > DEEPEST || this.silence > LONGEST_TAG;
  }

  write(text: string): void {
    this.silence += text.length;
    this.#parser.write(text);
  }

  end(text: string): void {
    this.#parser.end(text);
  }
}
