import type { ReadOptions } from '../format';
import { type Chat, EXCERPT, type ExportEvent, type Message, type Moment } from '../model';
import type { ExportFile } from '../source/export-file';
import { type LineBlock, readLineBlocks } from '../text/lines';
import type { FindFile } from './attachment';
import { type Body, readBody } from './body';
import { ChatLines, type LineVisitor } from './chat-lines';
import { DMY, type DecidedOrder, MDY } from '../time/date-order';
import { isMark, withoutMarks } from './fold';
import { HeaderReader } from './header-reader';
import { endsAsPlace } from './place';
import type { Recognised } from './recognise';
import type { Sender } from './senders';
import { type Survey, surveyChat } from './survey';
import { type Identity, identify } from './title';
import { placeholderOf } from './words';

/** Longest text of a message; WhatsApp has 65,536. What is beyond is not understood. UTF-16 units. */
const LONGEST_TEXT = 2 ** 22;

/** With what a line ends that can be more than text. */
const [CLOSED, CLOSED_WIDE, GREATER] = [41, 0xff09, 62] as const;

/**
 * Reads a chat: its beginning for what single lines do not tell, then all of it for its messages.
 * @throws PasskeepError as {@link ExportFile.stream}
 */
export async function* readChat(
  file: ExportFile,
  recognised: Recognised,
  find: FindFile,
  { answers, onBytes }: ReadOptions,
  signal: AbortSignal,
): AsyncGenerator<ExportEvent[]> {
  // What is surveyed is read twice, and half of it told each time.
  let surveyed = 0;
  const onSurveyed = (bytes: number): void => {
    surveyed += bytes;
    onBytes?.(bytes / 2);
  };
  const onRead = (bytes: number): void => {
    const again = Math.min(bytes, surveyed);
    surveyed -= again;
    onBytes?.(bytes - again / 2);
  };
  const survey = await surveyChat(file, recognised, find, onSurveyed, signal);
  const identity = identify(file.path, survey);
  const { order, dayFirst } = decide(survey.order, answers?.get(identity.id)?.dayFirst);
  const { id, title, kind } = identity;
  const chat: Chat = { id, title, kind, ...(dayFirst && { dayFirst }) };
  yield [{ type: 'chat', chat }];
  const reader = new HeaderReader(recognised.grammar);
  const messages = new ChatReader(file.path, reader, { ...survey, order }, identity);
  const lines = new ChatLines(reader, recognised.afterCrlf);
  for await (const block of readLineBlocks(file, onRead, signal)) yield messages.read(block, lines);
  yield messages.end(chat);
}

/** The order of dates, and what is said of it; nothing where the year comes first or the month has a name. */
function decide(
  order: DecidedOrder,
  answer: boolean | undefined,
): { order: DecidedOrder; dayFirst?: Chat['dayFirst'] } {
  if (order.order.year === 0 || order.isSettled) return { order };
  if (order.by === 'file' || answer === undefined)
    return { order, dayFirst: { value: order.order === DMY, by: order.by } };
  return { order: { ...order, order: answer ? DMY : MDY }, dayFirst: { value: answer, by: 'answer' } };
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Puts lines together to messages. */
class ChatReader implements LineVisitor {
  readonly #path: string;
  readonly #reader: HeaderReader;
  readonly #survey: Survey;
  readonly #identity: Identity;
  /** In whose name only the messenger speaks: the group's. */
  readonly #group: Sender | null;
  readonly #announced = new Set<Sender>();
  #events: ExportEvent[] = [];
  #lines: ChatLines | null = null;
  #seq = 0;
  /** The message whose lines are put together. */
  #isOpen = false;
  #time: Moment | null = null;
  #sender: Sender | null = null;
  #isLed = false;
  /** Its text: what came with blocks before, and where the rest stands in the block that is read. */
  #held = '';
  #block = '';
  #from = 0;
  #to = 0;
  /** It may be more than a text in one line. */
  #isSpecial = false;
  #isCut = false;

  constructor(path: string, reader: HeaderReader, survey: Survey, identity: Identity) {
    this.#path = path;
    this.#reader = reader;
    this.#survey = survey;
    this.#identity = identity;
    const { title, kind } = identity;
    this.#group = (kind === 'group' && survey.senders.get(title)) || null;
  }

  /** The events of the messages that end in a block. */
  read(block: LineBlock, lines: ChatLines): ExportEvent[] {
    this.#lines = lines;
    this.#block = block.text;
    this.#from = this.#to = block.start;
    lines.visit(block, this);
    this.#hold();
    return this.#taken();
  }

  /** Keeps what the open message has in the block, which is given up. */
  #hold(): void {
    if (this.#isOpen) this.#held += this.#block.slice(this.#from, this.#to);
    this.#block = '';
    this.#from = this.#to = 0;
  }

  /** The last message; and once more the chat, where more people came to it than were surveyed. */
  end(chat: Chat): ExportEvent[] {
    this.#finish();
    if (this.#announced.size > 2 && chat.kind !== 'group')
      this.#events.push({ type: 'chat', chat: { ...chat, kind: 'group' } });
    return this.#taken();
  }

  #taken(): ExportEvent[] {
    const events = this.#events;
    this.#events = [];
    return events;
  }

  header(text: string, start: number, end: number): void {
    this.#finish();
    const { senders, order } = this.#survey;
    this.#isOpen = true;
    this.#isCut = false;
    this.#sender = senders.split(text, this.#reader.bodyAt, end);
    const at = senders.textAt;
    this.#held = '';
    this.#from = at;
    this.#to = end;
    this.#time = this.#reader.moment(order.order);
    this.#isLed = text.charCodeAt(start) > 127 && isMark(text.charCodeAt(start));
    const first = text.charCodeAt(at);
    const last = text.charCodeAt(end - 1);
    this.#isSpecial =
      !this.#sender ||
      this.#sender === this.#group ||
      this.#isLed ||
      first === 0x200e ||
      first === 0x200f ||
      last === CLOSED ||
      last === CLOSED_WIDE ||
      last === GREATER ||
      endsAsPlace(text, end);
  }

  other(text: string, start: number, end: number): void {
    if (!this.#isOpen) {
      const line = text.slice(start, end);
      if (line.trim() !== '') this.#unparsed('unknown', line);
    } else if (!this.#isCut && this.#held.length + end - this.#from < LONGEST_TEXT) {
      // The lines of a message follow each other in the block: their ends are between them.
      if (this.#from === this.#to) {
        this.#held += this.#lines?.before ?? '';
        this.#from = start;
      }
      this.#to = end;
      this.#isSpecial = true;
    } else if (!this.#isCut) {
      this.#isCut = true;
      this.#unparsed('too-long', text.slice(start, end));
    }
  }

  #unparsed(reason: 'unknown' | 'too-long', text: string): void {
    const excerpt = text.slice(0, EXCERPT);
    const line = this.#lines?.number ?? null;
    this.#events.push({ type: 'unparsed', unparsed: { file: this.#path, line, reason, excerpt } });
  }

  #finish(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    const sender = this.#sender;
    const own = this.#block.slice(this.#from, this.#to);
    const text = this.#held === '' ? own : this.#held + own;
    const isText = !this.#isSpecial && text !== 'null' && placeholderOf(text, false) === null;
    const body: Body | null = isText ? null : this.#body(sender, text);
    const writer = body?.kind === 'system' ? null : sender;
    if (writer && !this.#announced.has(writer)) this.#announce(writer);
    const message: Mutable<Message> = {
      chat: this.#identity.id,
      id: null,
      seq: this.#seq++,
      time: this.#time,
      sender: writer ? writer.name : null,
      kind: body ? body.kind : 'text',
      text: body ? body.text : text,
    };
    if (body?.nativeKind !== undefined) message.nativeKind = body.nativeKind;
    if (body?.attachments) message.attachments = body.attachments;
    if (body?.isEdited) message.edited = { at: null };
    this.#events.push({ type: 'message', message });
  }

  #body(sender: Sender | null, text: string): Body {
    if (sender && sender !== this.#group) return readBody(text, this.#isLed, this.#survey.context);
    const plain = withoutMarks(text);
    return { kind: placeholderOf(plain, false) === 'call' ? 'call' : 'system', text: plain };
  }

  #announce(sender: Sender): void {
    this.#announced.add(sender);
    const { id, me } = this.#identity;
    const participant = { id: sender.name, name: sender.name };
    this.#events.push({ type: 'participant', chat: id, participant, ...(sender.name === me && { me: 'guess' }) });
  }
}
