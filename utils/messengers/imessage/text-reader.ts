import type { ChatEvents } from '../reading/chat-events';
import type { Moment } from '../model';
import { LONGEST_LINE, type Line } from '../text/lines';
import type { CopiedFiles } from './copied-files';
import { announcementOf, type Draft, ME, newDraft, say } from './draft';
import { INDENT, readBody } from './text-body';
import { quoteOf, Threads } from './threads';
import { readStamp, type Stamp } from './timestamp';

const NO_ANNOUNCEMENT = 'Unable to format announcement!';

/**
 * Puts messages together from the lines of one chat's text: a time, a sender, and lines until an empty one before the next
 * time. Announcements have their words behind the time.
 */
export class TextReader {
  readonly #file: string;
  readonly #events: ChatEvents;
  readonly #files: CopiedFiles;
  readonly #threads = new Threads();
  #time: Moment | null = null;
  /** The open message's lines under its time; null: none is open. */
  #lines: string[] | null = null;
  #length = 0;
  #isAfterBlank = true;

  constructor(file: string, events: ChatEvents, files: CopiedFiles) {
    this.#file = file;
    this.#events = events;
    this.#files = files;
  }

  line({ text, number }: Line): void {
    const stamp = this.#isAfterBlank ? readStamp(text) : null;
    const isOwn = this.#isAfterBlank && text === NO_ANNOUNCEMENT;
    this.#isAfterBlank = text === '';
    if (stamp || isOwn) this.#begin(stamp, text);
    else if (!this.#lines) {
      if (text.trim() !== '') this.#events.unparsed(this.#file, number, 'unknown', text);
    } else if (this.#length + text.length >= LONGEST_LINE) this.#events.unparsed(this.#file, number, 'too-long', text);
    else {
      this.#lines.push(text);
      this.#length += text.length + 1;
    }
  }

  end(): void {
    this.#close();
    for (const { draft, isMe, replyTo } of this.#threads.rest()) say(this.#events, draft, replyTo, isMe);
  }

  #begin(stamp: Stamp | null, text: string): void {
    this.#close();
    if (!stamp || stamp.rest !== '') {
      this.#events.message(announcementOf(stamp?.time ?? null, stamp ? stamp.rest.trim() : text));
      return;
    }
    this.#time = stamp.time;
    this.#lines = [];
    this.#length = 0;
  }

  #close(): void {
    if (!this.#lines) return;
    const [sender = '', ...lines] = this.#lines;
    this.#lines = null;
    if (lines.at(-1) === '') lines.pop();
    const { own, replies } = takeReplies(lines);
    const draft = newDraft(this.#time, sender);
    readBody(own, draft, this.#files);
    for (const reply of replies) this.#wait(reply, draft);
    say(this.#events, draft, draft.isReply ? this.#threads.replyTo(draft) : undefined, sender === ME);
  }

  #wait([first = '', sender = '', ...lines]: readonly string[], answered: Draft): void {
    const draft = newDraft(readStamp(first)?.time ?? null, sender);
    readBody(lines, draft, this.#files);
    const late = this.#threads.wait({ draft, isMe: sender === ME, replyTo: quoteOf(answered) });
    if (late) say(this.#events, late.draft, late.replyTo, late.isMe);
  }
}

/** Takes out the replies: each begins with an indented time, and ends with the indentation or the next time. */
function takeReplies(lines: readonly string[]): { own: string[]; replies: string[][] } {
  const own: string[] = [];
  const replies: string[][] = [];
  let open: string[] | null = null;
  const close = (): void => {
    while (open?.at(-1) === '') open.pop();
    open = null;
  };
  for (const line of lines) {
    const inner = line.startsWith(INDENT) ? line.slice(INDENT.length) : null;
    if (inner !== null && readStamp(inner)?.rest === '') {
      close();
      open = [inner];
      replies.push(open);
    } else if (open && (inner !== null || line === '')) open.push(inner ?? '');
    else {
      close();
      own.push(line);
    }
  }
  close();
  return { own, replies };
}
