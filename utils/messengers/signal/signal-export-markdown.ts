import type { ChatEvents, FoundMessage } from '../reading/chat-events';
import { gatherReactions } from '../reading/gather-reactions';
import type { Attachment, Moment } from '../model';
import type { Line } from '../text/lines';
import { OpenText } from '../text/open-text';
import { splitSender } from '../text/split-sender';
import { parseIso } from '../time/iso';
import { unquoted, withoutEnd } from './signal-export-json';
import type { ExportedMedia } from './signal-export-media';

/** `[2019-12-24, 12:23] Jane: Hello`; with seconds and without the comma since version 2. */
const HEADER = /^\[(\d{4}-\d\d-\d\d),? (\d\d:\d\d(?::\d\d)?)\] /;

const DELETED = '(This message was deleted)';

/** Whether a line begins a message of `chat.md`. */
export function isHeader(line: string): boolean {
  const start = HEADER.exec(line)?.[0];
  return start !== undefined && line.includes(':', start.length);
}

/** Reads `chat.md`: messages with an empty line after each. */
export class MarkdownReader {
  readonly #file: string;
  readonly #events: ChatEvents;
  readonly #media: ExportedMedia;
  readonly #say: (message: FoundMessage) => void;
  readonly #seen = new Set<string>();
  #open: { readonly time: Moment | null; readonly sender: string; readonly text: OpenText } | null = null;
  #isAfterBlank = true;

  constructor(file: string, events: ChatEvents, media: ExportedMedia, say: (message: FoundMessage) => void) {
    this.#file = file;
    this.#events = events;
    this.#media = media;
    this.#say = say;
  }

  line({ text, number }: Line): void {
    const header = this.#isAfterBlank && isHeader(text) ? HEADER.exec(text) : null;
    this.#isAfterBlank = text === '';
    if (header) {
      this.end();
      const [start, day, clock] = header;
      const { sender, rest } = splitSender(text.slice(start.length), ': ', this.#seen);
      this.#seen.add(sender);
      this.#open = { time: parseIso(`${day} ${clock}`), sender, text: new OpenText(rest) };
    } else if (!this.#open) {
      if (text.trim() !== '') this.#events.unparsed(this.#file, number, 'unknown', text);
    } else if (!this.#open.text.add(text)) this.#events.unparsed(this.#file, number, 'too-long', text);
  }

  end(): void {
    if (!this.#open) return;
    const { time, sender, text } = this.#open;
    this.#open = null;
    text.dropBlank();
    this.#say({ id: null, time, sender, ...readBody(text.text, this.#media) });
  }
}

type Body = Pick<FoundMessage, 'kind' | 'text' | 'attachments' | 'reactions' | 'replyTo'>;

/** Takes apart what the exporter puts around a text: a quote before it; reactions, a sticker and files behind it. */
function readBody(body: string, media: ExportedMedia): Body {
  if (body === DELETED) return { kind: 'deleted', text: '' };
  const { quote, rest: unquotedBody } = takeQuote(body);
  const { attachments, rest: withoutFiles } = takeFiles(unquotedBody, media);
  const { inside: sticker, rest: withoutSticker } = takeLast(withoutFiles, '\n(( ', ' ))');
  const { inside: reacted, rest } = takeLast(withoutSticker, '\n(- ', ' -)');
  const reactions = reacted === null ? [] : gatherReactions(reacted.split(', ').map(readReaction));
  const text = withoutEnd(rest);
  return {
    kind: sticker !== null ? 'sticker' : attachments.length > 0 ? 'media' : 'text',
    text: text === '' && sticker !== null ? sticker : text,
    ...(attachments.length > 0 && { attachments }),
    ...(reactions.length > 0 && { reactions }),
    ...(quote !== null && { replyTo: { text: quote } }),
  };
}

/** An empty line, lines that begin with `> `, and an empty line again. */
function takeQuote(body: string): { quote: string | null; rest: string } {
  if (!body.startsWith('\n\n> ')) return { quote: null, rest: body };
  const end = body.indexOf('\n\n', 2);
  const quote = end < 0 ? body.slice(2) : body.slice(2, end);
  return { quote: unquoted(quote), rest: end < 0 ? '' : body.slice(end + 2) };
}

/** `![name](./media/name)  `, as often as it stands at the end. */
function takeFiles(body: string, media: ExportedMedia): { attachments: Attachment[]; rest: string } {
  const attachments: Attachment[] = [];
  let rest = body;
  while (rest.endsWith(')  ')) {
    const middle = Math.max(rest.lastIndexOf('](./'), rest.lastIndexOf('](../'));
    const start = middle < 0 ? -1 : rest.lastIndexOf('[', middle);
    const path = rest.slice(middle + 2, -3);
    if (start < 0 || path.includes('\n')) break;
    attachments.unshift(media.attachment(rest.slice(start + 1, middle), path));
    rest = rest.slice(0, rest[start - 1] === '!' ? start - 1 : start);
  }
  return { attachments, rest };
}

/** What stands between two marks at the end, in one line; null where the marks do not stand there. */
function takeLast(body: string, from: string, to: string): { inside: string | null; rest: string } {
  const start = body.endsWith(to) ? body.lastIndexOf('\n') : -1;
  if (start < 0 || !body.startsWith(from, start)) return { inside: null, rest: body };
  return { inside: body.slice(start + from.length, -to.length), rest: body.slice(0, start) };
}

/** `Ann: 👍` */
function readReaction(text: string): { readonly emoji: string; readonly by: string } {
  const at = text.lastIndexOf(': ');
  return { emoji: text.slice(at + 2), by: text.slice(0, Math.max(at, 0)) };
}
