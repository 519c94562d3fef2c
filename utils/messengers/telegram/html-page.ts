import { classesOf } from '../html/classes';
import type { HtmlHandler } from '../html/read-html';
import { type Draft, draftOf, isDivider } from './html-draft';
import { parsePageDate } from './html-dates';
import { HtmlMedia } from './html-media';
import { HtmlText } from './html-text';
import type { RichText } from './json-text';

type Attributes = Readonly<Record<string, string>>;

/** An element whose text is wanted. */
interface Capture {
  readonly depth: number;
  readonly text: HtmlText;
  readonly take: (text: RichText) => void;
}

const MEDIA_LINES = ['title', 'description', 'status', 'question', 'answer'] as const;

/** Makes drafts of the messages on a chat's pages. tdesktop, export/output/export_output_html.cpp, pushMessage. */
export class ChatPages implements HtmlHandler {
  /** Of the chat, as the head of its pages has it. */
  title: string | null = null;
  /** Whether the page ends before its end. */
  isCut = false;
  /** Links to the pages before and after. */
  neighbours: string[] = [];
  /** Texts that were longer than is kept. */
  tooLong = 0;
  #drafts: Draft[] = [];
  #depth = 0;
  #draft: Draft | null = null;
  #draftDepth = 0;
  /** Depth of the element that is being read; 0: none. */
  #forwarded = 0;
  #media = 0;
  #capture: Capture | null = null;
  /** Inside the capture: the depth of an element whose text is not wanted. */
  #unwanted = 0;

  /** The messages that were finished since this was last asked. */
  drafts(): readonly Draft[] {
    const drafts = this.#drafts;
    this.#drafts = [];
    return drafts;
  }

  open(tag: string, attributes: Attributes): void {
    this.#depth++;
    const classes = classesOf(attributes);
    if (classes.has('message') && (classes.has('service') || classes.has('default')))
      this.#begin(attributes.id, classes);
    else if (!this.#capture) this.#look(tag, attributes, classes);
    else if (!this.#unwanted) this.#openInside(tag, attributes, classes);
  }

  text(text: string): void {
    if (!this.#unwanted) this.#capture?.text.text(text);
  }

  close(tag: string, isImplied: boolean): void {
    if (this.#capture) this.#closeInside(this.#capture);
    if (this.#forwarded === this.#depth) this.#forwarded = 0;
    if (this.#media === this.#depth) this.#media = 0;
    if (this.#draftDepth === this.#depth) this.#end();
    if (tag === 'html' && isImplied) this.isCut = true;
    this.#depth--;
  }

  #begin(id: string | undefined, classes: ReadonlySet<string>): void {
    // Programs before 5.9 did not close the elements around a bot's buttons: the next message stands inside.
    this.#end();
    this.#draft = draftOf(id, classes);
    this.#draftDepth = this.#depth;
  }

  #end(): void {
    if (this.#capture) this.#finish(this.#capture);
    if (this.#draft && !isDivider(this.#draft)) this.#drafts.push(this.#draft);
    this.#draft = null;
    this.#draftDepth = 0;
    this.#forwarded = 0;
    this.#media = 0;
  }

  #look(tag: string, attributes: Attributes, classes: ReadonlySet<string>): void {
    const draft = this.#draft;
    if (!draft) {
      if (classes.has('text') && classes.has('bold')) this.#wait(({ text }) => (this.title ??= text.trim()));
      else if (classes.has('pagination') && this.neighbours.length < 2) this.neighbours.push(attributes.href ?? '');
    } else if (classes.has('media_wrap')) {
      this.#media = this.#depth;
      draft.media = new HtmlMedia();
    } else if (this.#media && draft.media) this.#lookAtMedia(draft.media, attributes.href, classes);
    else if (classes.has('forwarded') && classes.has('body')) {
      this.#forwarded = this.#depth;
      draft.forwarded = { from: null, at: null };
    } else if (classes.has('date') && attributes.title !== undefined) draft.time ??= parsePageDate(attributes.title);
    else if (classes.has('from_name')) this.#wait(({ text }) => this.#name(draft, text));
    else if (classes.has('reply_to')) draft.reply ??= {};
    else if (tag === 'a') this.#link(draft, attributes.href ?? '', classes);
    else if (classes.has('text') || (draft.isService && classes.has('body')))
      this.#wait((text) => (draft.text = draft.text ? { text: `${draft.text.text}\n${text.text}` } : text));
    else this.#lookAtReaction(draft, attributes, classes);
  }

  #lookAtMedia(media: HtmlMedia, href: string | undefined, classes: ReadonlySet<string>): void {
    media.open(classes, href);
    const line = MEDIA_LINES.find((name) => classes.has(name));
    if (line) this.#wait(({ text }) => media.line(line, text.trim()));
  }

  #lookAtReaction({ reactions }: Draft, { title }: Attributes, classes: ReadonlySet<string>): void {
    const reaction = reactions.at(-1);
    if (classes.has('reaction')) reactions.push({ emoji: '', count: 0, by: [] });
    else if (!reaction) return;
    else if (classes.has('emoji')) this.#wait(({ text }) => (reaction.emoji = text.trim()));
    else if (classes.has('count')) this.#wait(({ text }) => (reaction.count = Number(text.trim()) || 0));
    else if (title !== undefined) reaction.by.push(title.replace(/, \d\d\.\d\d\.\d{4} [^,]*$/, ''));
  }

  #link(draft: Draft, href: string, classes: ReadonlySet<string>): void {
    const target = goTo(href);
    if (draft.reply && target !== null) draft.reply = { id: target };
    else if (draft.isService && classes.has('userpic_link')) draft.picture = href;
  }

  #name(draft: Draft, written: string): void {
    const bot = written.lastIndexOf(' via @');
    const name = (bot < 0 ? written : written.slice(0, bot)).trim();
    if (this.#forwarded && draft.forwarded) draft.forwarded.from = name;
    else draft.from = name;
  }

  #wait(take: (text: RichText) => void): void {
    this.#capture = { depth: this.#depth, text: new HtmlText(), take };
    this.#unwanted = 0;
  }

  /** An element inside of one whose text is wanted. */
  #openInside(tag: string, attributes: Attributes, classes: ReadonlySet<string>): void {
    const draft = this.#draft;
    if (classes.has('details')) {
      // When a message was first sent, or how many chose an answer.
      this.#unwanted = this.#depth;
      if (draft?.forwarded && attributes.title !== undefined) draft.forwarded.at = parsePageDate(attributes.title);
      return;
    }
    const target = draft?.isService ? goTo(attributes.href ?? '') : null;
    if (draft && target !== null) draft.reply = { id: target };
    this.#capture?.text.open(tag, attributes);
  }

  #closeInside(capture: Capture): void {
    if (capture.depth === this.#depth) this.#finish(capture);
    else if (this.#unwanted === 0) capture.text.close();
    else if (this.#unwanted === this.#depth) this.#unwanted = 0;
  }

  #finish({ text, take }: Capture): void {
    this.#capture = null;
    this.#unwanted = 0;
    if (text.isTooLong) this.tooLong++;
    take(text.done());
  }
}

/** Of which message a link leads to: `messages2.html#go_to_message123`. */
function goTo(href: string): string | null {
  return /#go_to_message(-?\d{1,16})$/.exec(href)?.[1] ?? null;
}
