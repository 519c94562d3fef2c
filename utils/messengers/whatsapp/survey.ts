import type { ExportFile } from '../source/export-file';
import { readLineBlocks } from '../text/lines';
import { type BodyContext, readBody } from './body';
import { type FindFile, isFileName, isGivenName } from './attachment';
import { ChatLines, type LineVisitor } from './chat-lines';
import { DateOrder, type DecidedOrder } from '../time/date-order';
import { isMark, withoutMarks } from './fold';
import { HeaderReader } from './header-reader';
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
}

/** Phrases of a kind that are remembered. */
const MOST_PHRASES = 64;
/** Names that are looked for in the messenger's own words, and letters that a name must have for it. */
const MOST_NAMES = 200;
const LEAST_NAME = 3;

const QUOTED = /["“«„「『]([^"“”«»„「」『』\n]{1,200})["”»“」』]/g;
const PARENTHESES = /^([\u200e\u200f]?)([^\u200e\u200f].{0,200}?) ?[(（]([^()（）]{2,60})[)）]$/;
const ANGLES = /[ \n]<([^<>:/=]{8,80})>$/;

/** Bytes that are surveyed at least; most chats are shorter. */
const ENOUGH = 2 ** 20;

/**
 * Reads a chat for what its single lines do not tell: the order of day and month, whose name has a colon in it, what the
 * phone's language says for `file attached`. Of a long chat only as much as is needed for the order to be sure.
 * @throws PasskeepError as {@link ExportFile.stream}
 */
export async function surveyChat(
  file: ExportFile,
  { grammar, afterCrlf, isSpaced }: Recognised,
  find: FindFile,
  onBytes: (bytes: number) => void,
  signal: AbortSignal,
): Promise<Survey> {
  const reader = new HeaderReader(grammar);
  const order = new DateOrder(grammar.orders, grammar.isSure);
  const surveyor = new Surveyor(reader, order, new Senders(isSpaced), find, grammar.shape.wrapper !== '-');
  const lines = new ChatLines(reader, afterCrlf);
  let read = 0;
  const count = (bytes: number): void => {
    read += bytes;
    onBytes(bytes);
  };
  for await (const block of readLineBlocks(file, count, signal)) {
    lines.visit(block, surveyor);
    if (read >= ENOUGH && order.decided().by === 'file') break;
  }
  return surveyor.survey();
}

class Surveyor implements LineVisitor {
  readonly #reader: HeaderReader;
  readonly #order: DateOrder;
  readonly #senders: Senders;
  readonly #attachedWords = new Set<string>();
  readonly #editedOnce = new Map<string, number>();
  readonly #editedWords = new Set(['This message was edited']);
  readonly #context: BodyContext;
  #spokesman: Sender | null = null;
  #quoted: string | null = null;
  readonly #date = { a: -1, b: -1, c: -1 };

  constructor(reader: HeaderReader, order: DateOrder, senders: Senders, find: FindFile, marksSystem: boolean) {
    this.#reader = reader;
    this.#order = order;
    this.#senders = senders;
    this.#context = {
      find,
      attachedWords: this.#attachedWords,
      editedWords: this.#editedWords,
      hasName: (text) => this.#hasName(text),
      marksSystem,
    };
  }

  header(text: string, start: number, end: number): void {
    this.#dated();
    const sender = this.#senders.split(text, this.#reader.bodyAt, end);
    const at = this.#senders.textAt;
    if (!sender) {
      this.#notice(text.slice(at, end));
      return;
    }
    const first = text.charCodeAt(at);
    const last = text.charCodeAt(end - 1);
    if (last === 41 || last === 0xff09) this.#attached(text.slice(at, end));
    if (last === 62) this.#edited(text.slice(at, end));
    // What a line with a colon says may go on in the next: a poll.
    const isMarked = (first === 0x200e || first === 0x200f) && last !== 58;
    if (!isMarked || readBody(text.slice(at, end), isMark(text.charCodeAt(start)), this.#context).kind !== 'system') {
      sender.wrote++;
      return;
    }
    sender.system++;
    this.#spokesman ??= sender;
    this.#notice(text.slice(at, end));
  }

  other(): void {}

  #dated(): void {
    const [a, b, c] = this.#reader.date;
    const before = this.#date;
    if (a === before.a && b === before.b && c === before.c) return;
    [before.a, before.b, before.c] = [a, b, c];
    this.#order.take(this.#reader.date, this.#reader.era);
  }

  survey(): Survey {
    this.#senders.settle();
    const [senders, context] = [this.#senders, this.#context];
    return { order: this.#order.decided(), senders, context, spokesman: this.#speaker(), quoted: this.#quoted };
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
