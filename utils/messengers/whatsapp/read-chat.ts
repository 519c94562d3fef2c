import type { ReadOptions } from '../format';
import { type Chat, EXCERPT, type ExportEvent, type Message, type Moment } from '../model';
import type { ExportFile } from '../source/export-file';
import { type Line, readLines } from '../text/lines';
import type { FindFile } from './attachment';
import { type Body, readBody } from './body';
import { DMY, type DecidedOrder, MDY } from './date-order';
import { isMark, withoutMarks } from './fold';
import { HeaderReader } from './header-reader';
import { Beginnings } from './lines-of-chat';
import type { Recognised } from './recognise';
import type { Sender } from './senders';
import { type Survey, surveyChat } from './survey';
import { type Identity, identify } from './title';
import { placeholderOf } from './words';

/** Longest text of a message; WhatsApp has 65,536. What is beyond is not understood. UTF-16 units. */
const LONGEST_TEXT = 2 ** 22;

/**
 * Reads a chat: once for what its single lines do not tell, and once for its messages.
 * @throws PasskeepError as {@link ExportFile.stream}
 */
export async function* readChat(
  file: ExportFile,
  recognised: Recognised,
  find: FindFile,
  { answers, onBytes }: ReadOptions,
  signal: AbortSignal,
): AsyncGenerator<ExportEvent[]> {
  // Each byte is read twice, and told once.
  const halfOf = onBytes && ((bytes: number): void => onBytes(bytes / 2));
  const survey = await surveyChat(file, recognised, find, halfOf, signal);
  const identity = identify(file.path, survey);
  const { order, dayFirst } = decide(survey.order, answers?.get(identity.id)?.dayFirst);
  const { id, title, kind } = identity;
  yield [{ type: 'chat', chat: { id, title, kind, ...(dayFirst && { dayFirst }) } }];
  const chat = new ChatReader(file.path, recognised, { ...survey, order }, identity);
  for await (const lines of readLines(file, halfOf, signal)) yield chat.read(lines);
  yield chat.end();
}

/** The order of dates, and what is said of it; nothing where the year comes first or the month has a name. */
function decide(order: DecidedOrder, answer: boolean | undefined): { order: DecidedOrder; dayFirst?: Chat['dayFirst'] } {
  if (order.order.year === 0 || order.isSettled) return { order };
  if (order.by === 'file' || answer === undefined)
    return { order, dayFirst: { value: order.order === DMY, by: order.by } };
  return { order: { ...order, order: answer ? DMY : MDY }, dayFirst: { value: answer, by: 'answer' } };
}

interface Pending {
  readonly line: number;
  readonly time: Moment | null;
  readonly sender: Sender | null;
  readonly isLed: boolean;
  text: string;
  isCut: boolean;
}

/** Puts lines together to messages. */
class ChatReader {
  readonly #path: string;
  readonly #reader: HeaderReader;
  readonly #beginnings: Beginnings;
  readonly #survey: Survey;
  readonly #identity: Identity;
  /** In whose name only the messenger speaks: the group's. */
  readonly #group: Sender | null;
  readonly #announced = new Set<Sender>();
  #events: ExportEvent[] = [];
  #pending: Pending | null = null;
  #before: Line['end'] = '';
  #seq = 0;

  constructor(path: string, { grammar, afterCrlf }: Recognised, survey: Survey, identity: Identity) {
    this.#path = path;
    this.#reader = new HeaderReader(grammar);
    this.#beginnings = new Beginnings(this.#reader, afterCrlf);
    this.#survey = survey;
    this.#identity = identity;
    const { title, kind } = identity;
    this.#group = (kind === 'group' && survey.senders.get(title)) || null;
  }

  read(lines: readonly Line[]): ExportEvent[] {
    for (const line of lines) {
      if (this.#beginnings.isBeginning(line)) this.#begin(line);
      else this.#goOn(line);
      this.#before = line.end;
    }
    return this.#taken();
  }

  end(): ExportEvent[] {
    this.#finish();
    return this.#taken();
  }

  #taken(): ExportEvent[] {
    const events = this.#events;
    this.#events = [];
    return events;
  }

  #begin({ text, number }: Line): void {
    this.#finish();
    const { senders, order } = this.#survey;
    const sender = senders.split(text, this.#reader.bodyAt);
    this.#pending = {
      line: number,
      time: this.#reader.moment(order.order),
      sender,
      isLed: isMark(text.charCodeAt(0)),
      text: text.slice(senders.textAt),
      isCut: false,
    };
  }

  #goOn({ text, number }: Line): void {
    const pending = this.#pending;
    if (!pending) {
      if (text.trim() !== '') this.#unparsed(number, 'unknown', text);
    } else if (pending.text.length + text.length < LONGEST_TEXT) pending.text += this.#before + text;
    else if (!pending.isCut) {
      pending.isCut = true;
      this.#unparsed(number, 'too-long', text);
    }
  }

  #unparsed(line: number, reason: 'unknown' | 'too-long', text: string): void {
    const excerpt = text.slice(0, EXCERPT);
    this.#events.push({ type: 'unparsed', unparsed: { file: this.#path, line, reason, excerpt } });
  }

  #finish(): void {
    const pending = this.#pending;
    if (!pending) return;
    this.#pending = null;
    const body = this.#bodyOf(pending);
    const isSystem = body.kind === 'system' || !pending.sender;
    if (pending.sender && !isSystem) this.#announce(pending.sender);
    const { kind, text, attachments, isEdited, nativeKind } = body;
    const message: Message = {
      chat: this.#identity.id,
      id: null,
      seq: this.#seq++,
      time: pending.time,
      sender: isSystem ? null : (pending.sender?.name ?? null),
      kind,
      text,
      ...(nativeKind !== undefined && { nativeKind }),
      ...(attachments && { attachments }),
      ...(isEdited && { edited: { at: null } }),
    };
    this.#events.push({ type: 'message', message });
  }

  #bodyOf({ sender, text, isLed }: Pending): Body {
    if (sender && sender !== this.#group) return readBody(text, isLed, this.#survey.context);
    const plain = withoutMarks(text);
    return { kind: placeholderOf(plain, false) === 'call' ? 'call' : 'system', text: plain };
  }

  #announce(sender: Sender): void {
    if (this.#announced.has(sender)) return;
    this.#announced.add(sender);
    const { id, me } = this.#identity;
    const participant = { id: sender.name, name: sender.name };
    this.#events.push({ type: 'participant', chat: id, participant, ...(sender.name === me && { me: 'guess' }) });
  }
}
