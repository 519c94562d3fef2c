import type { ReadOptions } from '../format';
import type { ExportFile } from '../source/export-file';
import { readLines } from '../text/lines';
import { type BodyContext, readBody } from './body';
import { type FindFile, isFileName, isGivenName } from './attachment';
import { DateOrder, type DecidedOrder } from './date-order';
import { isMark, withoutMarks } from './fold';
import { HeaderReader } from './header-reader';
import { Beginnings } from './lines-of-chat';
import type { Recognised } from './recognise';
import { type Sender, Senders } from './senders';

/** What one reading of a whole chat tells, before it is read for its messages. */
export interface Survey {
  readonly order: DecidedOrder;
  readonly senders: Senders;
  readonly context: BodyContext;
  /** In whose name the messenger spoke first: a group, or the other one of two. null: it never did in a name. */
  readonly spokesman: Sender | null;
  /** What it quoted last: a group's name. null: nothing. */
  readonly quoted: string | null;
  /** There are lines without a sender. */
  readonly hasNotices: boolean;
}

/** Phrases of a kind that are remembered. */
const MOST_PHRASES = 64;
/** Names that are looked for in the messenger's own words, and letters that a name must have for it. */
const MOST_NAMES = 200;
const LEAST_NAME = 3;

const QUOTED = /["“«„「『]([^"“”«»„「」『』\n]{1,200})["”»“」』]/g;
const PARENTHESES = /^([\u200e\u200f]?)([^\u200e\u200f].{0,200}?) ?[(（]([^()（）]{2,60})[)）]$/;
const ANGLES = /[ \n]<([^<>:/=]{8,80})>$/;

/**
 * Reads a chat for what its single lines do not tell: the order of day and month, whose name has a colon in it, what the
 * phone's language says for `file attached`.
 * @throws PasskeepError as {@link ExportFile.stream}
 */
export async function surveyChat(
  file: ExportFile,
  { grammar, afterCrlf, isSpaced }: Recognised,
  find: FindFile,
  onBytes: ReadOptions['onBytes'],
  signal: AbortSignal,
): Promise<Survey> {
  const surveyor = new Surveyor(new HeaderReader(grammar), new Senders(isSpaced), find, grammar.shape.wrapper !== '-');
  const order = new DateOrder(grammar.orders, grammar.isSure);
  const { reader } = surveyor;
  const beginnings = new Beginnings(reader, afterCrlf);
  let [a, b, c] = [-1, -1, -1];
  for await (const lines of readLines(file, onBytes, signal))
    for (const line of lines) {
      if (!beginnings.isBeginning(line)) continue;
      const { date } = reader;
      if (date[0] !== a || date[1] !== b || date[2] !== c) order.take(date, reader.era);
      [a, b, c] = date;
      surveyor.header(line.text);
    }
  return surveyor.survey(order.decided());
}

class Surveyor {
  readonly reader: HeaderReader;
  readonly #senders: Senders;
  readonly #attachedWords = new Set<string>();
  readonly #editedOnce = new Map<string, number>();
  readonly #editedWords = new Set(['This message was edited']);
  readonly #context: BodyContext;
  #spokesman: Sender | null = null;
  #quoted: string | null = null;
  #hasNotices = false;

  constructor(reader: HeaderReader, senders: Senders, find: FindFile, marksSystem: boolean) {
    this.reader = reader;
    this.#senders = senders;
    this.#context = {
      find,
      attachedWords: this.#attachedWords,
      editedWords: this.#editedWords,
      hasName: (text) => this.#hasName(text),
      marksSystem,
    };
  }

  header(line: string): void {
    const { bodyAt } = this.reader;
    const sender = this.#senders.split(line, bodyAt);
    if (!sender) {
      this.#hasNotices = true;
      this.#notice(line.slice(bodyAt));
      return;
    }
    const at = this.#senders.textAt;
    const first = line.charCodeAt(at);
    const last = line.charCodeAt(line.length - 1);
    if (last === 41 || last === 0xff09) this.#attached(line.slice(at));
    if (last === 62) this.#edited(line.slice(at));
    const isMarked = (first === 0x200e || first === 0x200f) && last !== 58;
    if (!isMarked || readBody(line.slice(at), isMark(line.charCodeAt(0)), this.#context).kind !== 'system') {
      sender.wrote++;
      return;
    }
    sender.system++;
    this.#spokesman ??= sender;
    this.#notice(line.slice(at));
  }

  survey(order: DecidedOrder): Survey {
    this.#senders.settle();
    const [senders, context, hasNotices] = [this.#senders, this.#context, this.#hasNotices];
    return { order, senders, context, spokesman: this.#speaker(), quoted: this.#quoted, hasNotices };
  }

  /** Rather one in whose name nothing else was written. */
  #speaker(): Sender | null {
    if (!this.#spokesman || this.#spokesman.wrote === 0) return this.#spokesman;
    for (const sender of this.#senders.all) if (sender.system > 0 && sender.wrote === 0) return sender;
    return this.#spokesman;
  }

  #notice(text: string): void {
    if (text.length > 1000) return;
    for (const [, name] of text.matchAll(QUOTED)) this.#quoted = withoutMarks(name ?? '');
  }

  /** `file attached` in the language of the phone: what stands behind a name that only WhatsApp gives, or after a mark. */
  #attached(body: string): void {
    if (this.#attachedWords.size >= MOST_PHRASES || body.length > 300) return;
    const [, mark = '', name = '', words = ''] = PARENTHESES.exec(body) ?? [];
    if (isGivenName(name) || (mark !== '' && isFileName(name))) this.#attachedWords.add(words);
  }

  /** What ends two messages of different texts in angle brackets. */
  #edited(body: string): void {
    const words = ANGLES.exec(body.slice(-100))?.[1];
    if (words === undefined || !words.includes(' ')) return;
    const before = body.length - words.length;
    const once = this.#editedOnce.get(words);
    if (once !== undefined && once !== before) this.#editedWords.add(words);
    else if (this.#editedOnce.size < MOST_PHRASES) this.#editedOnce.set(words, before);
  }

  #hasName(text: string): boolean {
    let looked = 0;
    for (const { name } of this.#senders.all) {
      if (++looked > MOST_NAMES) return false;
      if (name.length >= LEAST_NAME && text.includes(name)) return true;
    }
    return false;
  }
}
