import type { ChatEvents } from '../reading/chat-events';
import type { HtmlHandler } from '../html/read-html';
import { LONGEST_LINE } from '../text/lines';
import type { CopiedFiles } from './copied-files';
import { announcementOf, type Draft, newDraft, readTapback, say } from './draft';
import { hasText, type Role, roleOf } from './page-roles';
import { quoteOf, Threads } from './threads';
import { readStamp, type Stamp } from './timestamp';

/** What a file counts as, beside its path. UTF-16 units. */
const FILE_SIZE = 64;

/** An element that is open. */
interface Open {
  readonly role: Role;
  readonly text: string[];
}

/** A message that is open; replies stand inside of what they answer. */
interface Frame {
  readonly draft: Draft;
  isMe: boolean;
  /** Roles of the elements in it that are open, with how many of each. */
  readonly inside: Map<Role, number>;
}

/** `Unknown attachment type: attachments/1/2.bin (1.00 KB)` */
const NOT_SHOWN =
  /^(?:Unknown attachment type|Unable to embed .{1,100}? attachments): (.{1,1024}?)(?: \([\d.]+ \w{1,3}\))?$/;
const NO_FILE = /^(?:Attachment does not exist!|Unable to locate attachment: ?(.{0,1024}))$/;

/** Puts messages together from the elements of one chat's page. */
export class PageReader implements HtmlHandler {
  readonly #path: string;
  readonly #events: ChatEvents;
  readonly #files: CopiedFiles;
  readonly #threads = new Threads();
  readonly #elements: Open[] = [];
  /** Those among the elements that gather text. */
  readonly #texts: Open[] = [];
  readonly #frames: Frame[] = [{ draft: newDraft(), isMe: false, inside: new Map() }];
  /** The time of an announcement, whose words come after it. */
  #stamp: Stamp | null = null;
  #cell = '';
  /** UTF-16 units, and files, that open elements and messages hold; what comes above {@link LONGEST_LINE} is not kept. */
  #held = 0;
  /** The video has shown its file; exporters write its source twice. */
  #isShown = false;

  constructor(path: string, events: ChatEvents, files: CopiedFiles) {
    this.#path = path;
    this.#events = events;
    this.#files = files;
  }

  open(tag: string, attributes: Readonly<Record<string, string>>): void {
    const role = roleOf(tag, attributes, this.#frame.inside);
    if (role === 'message') this.#frames.push({ draft: newDraft(), isMe: false, inside: new Map() });
    const { inside, draft } = this.#frame;
    if (role === 'message' && attributes['id']?.startsWith('r-')) draft.id = attributes['id'].slice(2);
    if (role === 'sent') this.#frame.isMe = true;
    if (role === 'video') this.#isShown = false;
    if (tag === 'br') this.#texts.at(-1)?.text.push('\n');
    this.#file(tag, attributes);
    const element = { role, text: [] };
    this.#elements.push(element);
    if (role === 'none') return;
    inside.set(role, (inside.get(role) ?? 0) + 1);
    if (hasText(role)) this.#texts.push(element);
  }

  text(text: string): void {
    const open = this.#texts.at(-1);
    if (open && this.#hold(text.length, text)) open.text.push(text);
  }

  close(): void {
    const element = this.#elements.pop();
    if (!element || element.role === 'none') return;
    const { role } = element;
    const { inside } = this.#frame;
    const count = (inside.get(role) ?? 1) - 1;
    if (count > 0) inside.set(role, count);
    else inside.delete(role);
    if (hasText(role)) {
      this.#texts.pop();
      this.#gathered(role, element.text.join(''));
      if (this.#frames.length === 1 && this.#texts.length === 0) this.#held = 0;
    } else if (role === 'row') this.#frame.draft.versions.push(this.#cell);
    else if (role === 'message') this.#finish();
  }

  end(): void {
    for (const { draft, isMe, replyTo } of this.#threads.rest()) say(this.#events, draft, replyTo, isMe);
  }

  get #frame(): Frame {
    return this.#frames.at(-1) as Frame;
  }

  #finish(): void {
    const { draft, isMe } = this.#frames.pop() as Frame;
    if (this.#frames.length === 1) this.#held = 0;
    const answered = this.#frames.length > 1 ? this.#frame.draft : null;
    if (answered) {
      const late = this.#threads.wait({ draft, isMe, replyTo: quoteOf(answered) });
      if (late) say(this.#events, late.draft, late.replyTo, late.isMe);
    } else say(this.#events, draft, draft.isReply ? this.#threads.replyTo(draft) : undefined, isMe);
  }

  /** Elements that stand for a file, or hold the message's GUID in a link. */
  #file(tag: string, { src, href, class: classes = '' }: Readonly<Record<string, string>>): void {
    const { draft, inside } = this.#frame;
    if (tag === 'a' && inside.has('stamp')) {
      const guid = /[?&]message-guid=([^&]+)/.exec(href ?? '')?.[1];
      if (guid !== undefined) draft.id = guid;
    } else if (tag === 'a' && href && inside.has('part') && !inside.has('text') && !inside.has('app'))
      this.#attach(href);
    else if (src && (tag === 'img' || tag === 'audio') && !inside.has('app'))
      this.#attach(src, inside.has('tapbacks') || inside.has('sticker') || classes === 'inline_sticker');
    else if (src && tag === 'source' && !this.#isShown) {
      this.#isShown = true;
      this.#attach(src);
    }
  }

  /** Whether there is room for some more. */
  #hold(size: number, text: string): boolean {
    const before = this.#held;
    this.#held += size;
    if (before <= LONGEST_LINE && this.#held > LONGEST_LINE) this.#events.unparsed(this.#path, null, 'too-long', text);
    return this.#held <= LONGEST_LINE;
  }

  #attach(path: string, isSticker = false): void {
    if (this.#frames.length === 1 || !this.#hold(path.length + FILE_SIZE, path)) return;
    const file = this.#files.attachment(decoded(path.replace(/^file:\/\//, '')), isSticker ? 'sticker' : undefined);
    this.#frame.draft.attachments.push(file);
  }

  /** The text of an element that has been closed. */
  #gathered(role: Role, raw: string): void {
    const { draft } = this.#frame;
    const text = raw.replaceAll(/\s+/g, ' ').trim();
    if (role === 'stamp') this.#stamped(readStamp(text));
    else if (role === 'announcement') this.#announced(text);
    else if (role === 'sender') draft.sender = text;
    else if (role === 'cell') this.#cell = raw;
    else if (role === 'text' && raw !== '') draft.parts.push(raw);
    else if (role === 'app') {
      draft.native = 'app';
      draft.parts.push(
        raw
          .split(/\s*\n\s*/)
          .filter(Boolean)
          .join('\n'),
      );
    } else if (role === 'error') draft.attachments.push(this.#files.attachment(NO_FILE.exec(text)?.[1] ?? ''));
    else if (role === 'part' && text !== '') this.#loose(text);
    else if (role === 'tapback') this.#tapback(text);
    else if (role === 'reply-mark') draft.isReply = true;
    else if (role === 'unsent') draft.isUnsent = true;
    else if (role === 'shareplay') draft.native = 'SharePlay';
    else if (role === 'location') draft.native = 'location';
  }

  #stamped(stamp: Stamp | null): void {
    if (this.#frame.inside.has('announcement')) this.#stamp = stamp;
    else if (stamp && this.#frame.draft.time === null) this.#frame.draft.time = stamp.time;
  }

  #announced(text: string): void {
    this.#events.message(announcementOf(this.#stamp?.time ?? null, text));
    this.#stamp = null;
  }

  /** Text of a part outside of its bubble: a file that no browser shows, or something new. */
  #loose(text: string): void {
    const { draft } = this.#frame;
    const path = NOT_SHOWN.exec(text)?.[1] ?? NO_FILE.exec(text)?.[1];
    if (path !== undefined || NO_FILE.test(text)) draft.attachments.push(this.#files.attachment(path ?? ''));
    else if (!/^Click to (download|open) /.test(text)) draft.parts.push(text);
  }

  #tapback(text: string): void {
    const by = /^(?:by|from) (.{1,200})$/.exec(text)?.[1];
    const tapback = by === undefined ? readTapback(text) : { emoji: 'Sticker', by };
    if (tapback) this.#frame.draft.reactions.push({ emoji: tapback.emoji, by: tapback.by });
  }
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
