import type { FoundMessage } from '../reading/chat-events';
import type { ElementMedia } from './media';

/** What Element's plain text says after a date. */
type TextBody = Pick<FoundMessage, 'sender' | 'kind' | 'text' | 'nativeKind' | 'attachments' | 'replyTo'>;

/** What Element makes of an answer: `<@ann:example.org "what she wro..."> text`. */
const ANSWER = /^<(@[^<>"\s]{1,300})(?: "([^]{0,40}?)")?> /;

/** What it says of a file at the end, in the user's language: `(Media omitted)`, `(File Attached)`. */
const MEDIA = / \([^()@:]{1,60}\)$/;

/** Longer names are no names. UTF-16 units. */
const LONGEST_NAME = 200;

/**
 * Takes `Sender: text` apart, and what Element writes without a colon: `* Sender waves`, `Sender sent an image. (…)` and
 * what happened in the room. Names can have colons: one that is known goes before a shorter one.
 */
export function bodyOf(rest: string, people: ReadonlySet<string>, media: ElementMedia): TextBody {
  const sender = senderOf(rest, people);
  if (sender !== null) return { sender, ...textOf(rest.slice(sender.length + 2), media) };
  if (rest.startsWith('* ')) {
    const name = beginning(rest.slice(2), people);
    if (name !== null) return { sender: name, kind: 'text', nativeKind: 'm.emote', text: rest.slice(name.length + 3) };
  }
  if (!MEDIA.test(rest)) return { sender: null, kind: 'system', text: rest };
  return { sender: beginning(rest, people), kind: 'media', text: '', attachments: [fileOf(media)] };
}

/** The file is not named: only that there was one is known. */
function fileOf(media: ElementMedia): NonNullable<FoundMessage['attachments']>[number] {
  return { kind: 'unknown', name: '', path: null, missing: media.hasFiles ? 'not-found' : 'left-out' };
}

function textOf(text: string, media: ElementMedia): Omit<TextBody, 'sender'> {
  const match = ANSWER.exec(text);
  if (!match) return { kind: 'text', text };
  const own = text.slice(match[0].length);
  const replyTo = { sender: match[1] ?? '', ...(match[2] !== undefined && { text: match[2] }) };
  const isFile = MEDIA.test(own) && media.hasFiles;
  return { kind: isFile ? 'media' : 'text', text: own, replyTo, ...(isFile && { attachments: [fileOf(media)] }) };
}

function senderOf(rest: string, people: ReadonlySet<string>): string | null {
  let name: string | null = null;
  const head = rest.slice(0, LONGEST_NAME + 2);
  for (let colon = head.indexOf(': '); colon > 0; colon = head.indexOf(': ', colon + 1)) {
    const one = head.slice(0, colon);
    if (name === null || people.has(one)) name = one;
  }
  return name !== null && name.includes('\n') ? null : name;
}

/** The longest known name that a text begins with. */
function beginning(text: string, people: ReadonlySet<string>): string | null {
  for (let end = text.lastIndexOf(' ', LONGEST_NAME); end > 0; end = text.lastIndexOf(' ', end - 1))
    if (people.has(text.slice(0, end))) return text.slice(0, end);
  return null;
}
