import { encodingOf } from '../text/lines';
import { nameOf } from '../source/export-file';
import { findGrammar, type HeaderGrammar } from './header-grammar';
import { HeaderReader } from './header-reader';

/** What the beginning of a text file tells of the export that it is. */
export interface Recognised {
  readonly grammar: HeaderGrammar;
  /** Messages begin only after CRLF. */
  readonly afterCrlf: boolean;
  /** Colons after names are followed by a space. */
  readonly isSpaced: boolean;
}

/** Levels that logs have in the place of a name. */
const LEVEL = /(?:^|[\s.[])(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|CRITICAL|FATAL)\]?$/i;
/** Names of files that WhatsApp gives, in most languages. They are never enough. */
const GIVEN_NAME = /whatsapp|^_chat/i;
const MARKED = /^[\u200e\u200f]\[|: [\u200e\u200f]|<[^<>:\n]{2,40}: [^<>\n]{1,200}\.\w{2,5}>$|-WA\d{4}\.\w{3,5} \(/;

/**
 * Whether a file's beginning is that of a chat exported by WhatsApp: lines that all begin with a date and time of one shape,
 * with names behind them. Where neither the file's name nor marks of its own tell that it is WhatsApp's, the first line has to
 * be such a line, and another. null: it is not.
 */
export function recognise(path: string, head: Uint8Array, isWhole: boolean): Recognised | null {
  const lines = new TextDecoder(encodingOf(head)).decode(head).split('\n');
  if (!isWhole && lines.length > 1) lines.pop();
  const grammar = findGrammar(lines.map((line) => line.replace(/\r$/, '')));
  if (!grammar) return null;
  const reader = new HeaderReader(grammar);
  const seen = { headers: 0, named: 0, spaced: 0, logged: 0, afterCrlf: 0, afterLf: 0, marked: 0 };
  let before = '';
  for (const line of lines) {
    if (reader.read(line)) {
      seen.headers++;
      if (before !== '') seen[before.endsWith('\r') ? 'afterCrlf' : 'afterLf']++;
      if (MARKED.test(line.replace(/\r$/, ''))) seen.marked++;
      const body = line.slice(reader.bodyAt).trimEnd();
      const colon = body.indexOf(':');
      if (colon > 0) seen.named++;
      if (colon > 0 && (colon === body.length - 1 || /\s/.test(body.charAt(colon + 1)))) seen.spaced++;
      if (colon > 0 && LEVEL.test(body.slice(0, colon))) seen.logged++;
    }
    before = line;
  }
  const isSure =
    GIVEN_NAME.test(path.split('/').slice(-2).join('/')) || GIVEN_NAME.test(nameOf(path)) || seen.marked > 0;
  const isFirst = reader.read(lines.find((line) => line.trim() !== '') ?? '');
  const isChat = isSure
    ? isFirst || seen.headers > 1
    : isFirst && seen.headers > 1 && seen.named * 2 >= seen.headers && seen.logged * 2 < seen.named && isUsual(grammar);
  if (!isChat || seen.logged * 2 > seen.headers) return null;
  return {
    grammar,
    afterCrlf: seen.afterCrlf > 0 && seen.afterCrlf >= seen.afterLf,
    isSpaced: seen.spaced * 2 >= seen.named,
  };
}

/** Of an age and a shape that WhatsApp still writes: not `date: ` as in old exports and many logs, nor a dash after seconds. */
function isUsual({ shape: { wrapper, layout } }: HeaderGrammar): boolean {
  return wrapper === '[' || (wrapper === '-' && layout.second === null);
}
