import { Parser } from 'htmlparser2';
import { encodingOf } from '../text/lines';
import type { ExportFile } from '../source/export-file';

/** What a page is read into: called in the order of the page. Tags and attributes come in lower case. */
export interface HtmlHandler {
  open(tag: string, attributes: Readonly<Record<string, string>>): void;
  text(text: string): void;
  /** Also for a tag that the page never closes, and for one that closes itself. */
  close(tag: string): void;
}

/** Nodes that are inside each other at most; deeper ones are read as if their tags were not there. */
const DEEPEST = 500;

/**
 * Reads an HTML page of any size; yields after every block, so that the caller hands on what its handler has gathered.
 * @yields the line that was reached, from 1
 * @throws PasskeepError as {@link ExportFile.stream}
 */
export async function* readHtml(
  file: ExportFile,
  handler: HtmlHandler,
  onBytes: ((bytes: number) => void) | undefined,
  signal: AbortSignal,
): AsyncGenerator<number> {
  let depth = 0;
  const parser = new Parser(
    {
      onopentag: (tag, attributes) => {
        if (++depth <= DEEPEST) handler.open(tag, attributes);
      },
      ontext: (text) => handler.text(text),
      onclosetag: (tag) => {
        if (depth-- <= DEEPEST) handler.close(tag);
      },
    },
    { decodeEntities: true },
  );
  let decoder: TextDecoder | undefined;
  let line = 1;
  for await (const block of file.stream(signal)) {
    decoder ??= new TextDecoder(encodingOf(block));
    parser.write(decoder.decode(block, { stream: true }));
    for (const byte of block) if (byte === 10) line++;
    onBytes?.(block.length);
    yield line;
  }
  parser.end(decoder?.decode());
  yield line;
}
