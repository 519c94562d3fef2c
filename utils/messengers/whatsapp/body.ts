import type { Attachment, MessageKind } from '../model';
import { attached, type FindFile, isFileName, isGivenName, kindOfMessage, leftOut } from './attachment';
import { withoutMarks } from './fold';
import { isPlace, placeOf } from './place';
import { pollOf } from './poll';
import { placeholderOf } from './words';

/** What a message says. */
export interface Body {
  readonly kind: MessageKind;
  readonly text: string;
  readonly attachments?: readonly Attachment[];
  readonly isEdited?: true;
  readonly nativeKind?: string;
}

/** What bodies are read with. */
export interface BodyContext {
  readonly find: FindFile;
  /** What stands in parentheses behind the names of attached files: `file attached`. */
  readonly attachedWords: ReadonlySet<string>;
  /** What stands in angle brackets at the end of texts that were changed: `This message was edited`. */
  readonly editedWords: ReadonlySet<string>;
  /** Whether a text has somebody's name in it. */
  hasName(text: string): boolean;
  /** Marks in front of a text make it the messenger's: iOS. For Android they only stand before names of files. */
  readonly marksSystem: boolean;
}

/**
 * Reads what a person's name stands in front of.
 * @param raw as in the file, from behind the name on
 * @param isLed a mark of direction stands before the header: iOS puts it there for what has more than text
 */
export function readBody(raw: string, isLed: boolean, context: BodyContext): Body {
  const edited = raw.charCodeAt(raw.length - 1) === GREATER ? editedText(raw, context) : null;
  const body = bodyOf(edited ?? raw, isLed, context);
  return edited === null ? body : { ...body, isEdited: true };
}

function bodyOf(raw: string, isLed: boolean, context: BodyContext): Body {
  const marked = MARKS.test(raw) ? markedBody(raw, isLed, context) : null;
  return marked ?? plainBody(raw, context) ?? { kind: 'text', text: raw };
}

const GREATER = 62;
/** Found more quickly by a pattern: a search for one of them looks at every space, which has the same byte in it. */
const MARKS = /[\u200e\u200f]/;

/** Android, and what of iOS has lost its marks. null: nothing but text. */
function plainBody(raw: string, context: BodyContext, isMarked = false): Body | null {
  const lineEnd = raw.indexOf('\n');
  const line = lineEnd < 0 ? raw : raw.slice(0, raw.charCodeAt(lineEnd - 1) === 13 ? lineEnd - 1 : lineEnd);
  const rest = lineEnd < 0 ? '' : raw.slice(lineEnd + 1);
  const last = line.charCodeAt(line.length - 1);
  if (last === 41 || last === 0xff09) {
    const name = attachedName(line, context, isMarked);
    if (name !== null) return withFile(attached(name, context.find), rest);
  }
  if (last === GREATER && line.charCodeAt(0) === 60) {
    const inside = line.slice(1, -1);
    const name = namedIn(inside);
    if (name !== null) return withFile(attached(name, context.find), rest);
    if (isPhrase(inside)) return withFile(leftOut(inside, ''), rest);
  }
  if (raw === 'null') return { kind: 'other', nativeKind: 'null', text: '' };
  if (lineEnd >= 0 && line.endsWith(':')) return pollOf(raw);
  if (isPlace(raw)) return { kind: 'location', text: placeOf(raw) };
  const kind = lineEnd < 0 ? placeholderOf(raw, false) : null;
  return kind && { kind, text: kind === 'call' ? raw : '' };
}

/** What iOS marks with U+200E or U+200F as its own. null: the marks are in a text that a person wrote. */
function markedBody(raw: string, isLed: boolean, context: BodyContext): Body | null {
  const at = Math.max(raw.lastIndexOf('\u200e'), raw.lastIndexOf('\u200f'));
  const own = raw.slice(at + 1).trimEnd();
  const before = raw.slice(0, at);
  if (own.startsWith('<') && own.endsWith('>')) {
    const name = namedIn(own.slice(1, -1));
    if (name !== null) return withFile(attached(name, context.find), captionOf(before, name));
  }
  const isMarked = /^[\u200e\u200f]/.test(raw);
  if (!context.marksSystem)
    return isMarked ? plainBody(withoutMarks(raw.slice(0, 1)) + raw.slice(1), context, true) : null;
  if (/^[\u200e\u200f]{2}/.test(raw)) return { kind: 'system', text: withoutMarks(raw) };
  if (isLed && !raw.slice(at).includes('\n')) {
    const name = captionOf(before, '');
    const isName = isFileName(name);
    return withFile(leftOut(own, isName ? name : ''), isName ? '' : name);
  }
  if (!isMarked) return null;
  const poll = pollOf(raw);
  if (poll) return poll;
  const text = withoutMarks(raw).trimEnd();
  if (isPlace(text)) return { kind: 'location', text: placeOf(text) };
  const kind = context.hasName(text) ? null : placeholderOf(text, true);
  return kind ? { kind, text: kind === 'call' ? text : '' } : { kind: 'system', text };
}

function withFile(attachment: Attachment, caption: string): Body {
  return { kind: kindOfMessage(attachment), text: caption, attachments: [attachment] };
}

/** The name in `IMG-20220323-WA0002.jpg (file attached)`; null where that is a person's text. */
function attachedName(line: string, { find, attachedWords }: BodyContext, isMarked: boolean): string | null {
  const open = line.lastIndexOf(line.endsWith(')') ? '(' : '（');
  const name = withoutMarks(line.slice(0, Math.max(0, open))).trimEnd();
  if (!isFileName(name)) return null;
  const isKnown = isMarked || attachedWords.has(line.slice(open + 1, -1)) || isGivenName(name);
  return isKnown || find(name) ? name : null;
}

/** The name in `attached: 00000042-TR.vcf`, whatever the words and the colon; null: none. */
function namedIn(inside: string): string | null {
  const colon = inside.search(/[:：]/);
  const name = withoutMarks(inside.slice(colon + 1)).trim();
  return colon > 0 && isFileName(name) ? name : null;
}

/** What stands before an attachment: a caption, or the file's own name with its pages (`Resume.pdf • 2 pages`). */
function captionOf(before: string, name: string): string {
  const line = before.lastIndexOf('\n') + 1;
  const pages = before.slice(line).search(/ ?• ?[\u200e\u200f]/);
  const text = before
    .slice(0, pages < 0 ? before.length : line + pages)
    .replace(/^[\u200e\u200f]+/, '')
    .trimEnd();
  return text !== '' && name.endsWith(text) ? '' : text;
}

/** `Media omitted`: words, and not what people put into angle brackets. */
function isPhrase(inside: string): boolean {
  return inside.length >= 4 && inside.length <= 80 && /\s|[^\0-\x7f]/.test(inside) && !/[<>/=:]/.test(inside);
}

/**
 * The text before `<This message was edited>`; null where no such words end it. iOS puts a mark before them; for Android they
 * are known by coming again and again.
 */
function editedText(raw: string, { editedWords }: BodyContext): string | null {
  const open = raw.lastIndexOf('<');
  const before = raw.slice(0, Math.max(0, open));
  const inside = raw.slice(open + 1, -1);
  const isMarked = /[ \n][\u200e\u200f]$/.test(before) && namedIn(inside) === null && isPhrase(inside);
  if (!isMarked && !(/[ \n]$/.test(before) && editedWords.has(inside))) return null;
  return before.slice(0, isMarked ? -2 : -1);
}
