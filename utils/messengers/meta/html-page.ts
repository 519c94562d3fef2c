import type { HtmlHandler } from '../html/read-html';
import type { Attachment } from '../model';
import { parseLocalised } from '../time/localised';
import { type Block, type BlockFile, addFile, emptyBlock, joined, reactionsOf } from './html-block';

/** One message as a page shows it. */
export interface PageMessage {
  readonly sender: string;
  /** As it is written; '' for none. */
  readonly date: string;
  readonly body: Block;
}

/** What has no box of its own: its text belongs to the line that it is in. */
const INLINE = new Set([
  'a',
  'span',
  'b',
  'i',
  'em',
  'strong',
  'u',
  's',
  'img',
  'video',
  'audio',
  'source',
  'br',
  'wbr',
]);
const UNSHOWN = new Set(['style', 'script']);
const FILES = new Map<string, Attachment['kind']>([
  ['img', 'image'],
  ['video', 'video'],
  ['audio', 'audio'],
]);

/** Classes of the boxes of senders and of times since 2020, and before. */
const SENDER = /(?:^| )(?:_a6-h|_2lek)(?: |$)/;
const TIME = /(?:^| )(?:_a6-o|_2lem)(?: |$)/;

/** Longest text that is looked at as a date. UTF-16 units. */
const LONGEST_DATE = 80;
/** Most of what is kept of one box that is no message, and what a box in it counts beside its text. UTF-16 units. */
const MOST_KEPT = 2 ** 22;
const BOX = 64;
/** Texts before the first message that are remembered. */
const MOST_INTRO = 50;

interface Frame {
  readonly tag: string;
  readonly classes: string;
  readonly blocks: Block[];
  /** Text right in it, up to the next box. */
  run: Block;
  size: number;
  /** How many texts had been met when it was opened. */
  readonly introduced: number;
}

/**
 * Finds the messages of a thread's page. Class names have changed over the years, so a message is known by its shape: a box
 * of boxes, the first a name, the last a date. Where the first one was, the others are.
 */
export class DyiPage implements HtmlHandler {
  /** Found since it was last emptied. */
  found: PageMessage[] = [];
  /** Texts of boxes beside the messages that are none, since it was last emptied. */
  unknown: string[] = [];
  title = '';
  /** Language of the page, where it says so. */
  language = '';
  /** What stands before the first message. */
  intro: readonly string[] = [];
  /** Whether something was too large to be kept. */
  isCut = false;
  readonly #texts: string[] = [];
  readonly #stack: Frame[] = [frameOf('', '', 0)];
  /** Where messages are: how deep, in what, and the classes of their boxes and of the boxes of their times. */
  #place: { readonly depth: number; readonly around: Frame; readonly classes: string; readonly time: string } | null =
    null;
  #link: { readonly href: string; readonly run: Block; readonly start: number } | null = null;
  #unshown = 0;
  /** Whether the page has boxes of a class that is known to be that of senders: then each message has one. */
  #isKnown = false;

  open(tag: string, attributes: Readonly<Record<string, string>>): void {
    if (tag === 'html') this.language = attributes['lang'] ?? '';
    if (UNSHOWN.has(tag)) this.#unshown++;
    if (INLINE.has(tag)) {
      this.#inline(tag, attributes);
      return;
    }
    this.#flush(this.#top);
    const classes = attributes['class'] ?? '';
    this.#isKnown ||= SENDER.test(classes);
    this.#stack.push(frameOf(tag, classes, this.#texts.length));
  }

  text(text: string): void {
    const top = this.#top;
    if (top.tag === 'title') this.title += text.slice(0, 1000);
    // What leads to a file is a label for it, in the language of the page.
    else if (this.#unshown === 0 && !(this.#link && isLocal(this.#link.href))) this.#add(top, text);
  }

  close(tag: string): void {
    if (UNSHOWN.has(tag) && this.#unshown > 0) this.#unshown--;
    if (tag === 'a') this.#closeLink();
    if (INLINE.has(tag) || this.#stack.length === 1) return;
    const frame = this.#top;
    this.#flush(frame);
    const isMessage = this.#take(frame);
    this.#stack.pop();
    if (isMessage || frame.tag === 'title') return;
    const { blocks, classes } = frame;
    const reactions = tag === 'ul' ? reactionsOf(blocks) : null;
    if (this.#top === this.#place?.around) {
      const { text } = joined('', blocks);
      if (text.trim() !== '') this.unknown.push(text);
      return;
    }
    const block = reactions ? { ...emptyBlock(classes), reactions: [...reactions] } : joined(classes, blocks);
    this.#keep(this.#top, block);
  }

  get #top(): Frame {
    return this.#stack.at(-1) as Frame;
  }

  #inline(tag: string, { href, src }: Readonly<Record<string, string>>): void {
    const { run } = this.#top;
    if (tag === 'br') this.#add(this.#top, '\n');
    if (tag === 'a' && href) {
      this.#link = { href, run, start: run.text.length };
      if (isLocal(href)) this.#file({ uri: href });
    }
    const kind = FILES.get(tag);
    if (kind && src && !src.startsWith('data:'))
      this.#file({ uri: src, kind: src.includes('/stickers_used/') ? 'sticker' : kind });
  }

  #file(file: BlockFile): void {
    const top = this.#top;
    if (top.size + file.uri.length > MOST_KEPT) this.isCut = true;
    else {
      top.size += file.uri.length + BOX;
      addFile(top.run.files, file);
    }
  }

  #closeLink(): void {
    const link = this.#link;
    this.#link = null;
    if (!link || isLocal(link.href) || link.run !== this.#top.run) return;
    const length = link.run.text.length - link.start;
    if (length > 0) link.run.entities.push({ kind: 'link', start: link.start, length, value: link.href });
  }

  #add(frame: Frame, text: string): void {
    if (frame.size + text.length > MOST_KEPT) this.isCut = true;
    else {
      frame.size += text.length;
      frame.run.text += text;
    }
  }

  /** Ends the text right in a box. */
  #flush(frame: Frame): void {
    const { run } = frame;
    frame.run = emptyBlock('');
    const isBlank = run.text.trim() === '';
    if (isBlank && run.files.length === 0) return;
    if (!isBlank && !this.#place && this.#texts.length < MOST_INTRO) this.#texts.push(run.text.slice(0, 10_000));
    frame.blocks.push(run);
  }

  /** Keeps what a box shows in the one around it. */
  #keep(frame: Frame, block: Block): void {
    const size = block.text.length + BOX;
    if (frame.size + size > MOST_KEPT) {
      this.isCut = true;
      return;
    }
    frame.size += size;
    frame.blocks.push(block);
  }

  /** Whether a box is a message; then it is among those found. */
  #take({ classes, blocks, introduced }: Frame): boolean {
    const depth = this.#stack.length;
    const place = this.#place;
    if (blocks.length < 2 || (place && place.depth !== depth)) return false;
    const [first, last] = [blocks[0], blocks.at(-1)] as [Block, Block];
    const isSender = this.#isKnown ? SENDER.test(first.classes) : first.text.trim() !== '';
    const isKnown = this.#isKnown && isSender && TIME.test(last.classes);
    const isSame = place?.classes === classes;
    if (!isKnown && !isSame && (!isSender || blocks.length < 3)) return false;
    const isDate = last.text.length <= LONGEST_DATE && parseLocalised(last.text.trim(), { dayFirst: true }) !== null;
    if (!isKnown && !isSame && !isDate) return false;
    const endsInTime = isDate || isKnown || last.classes === place?.time;
    if (!place) {
      this.#place = { depth, around: this.#stack.at(-2) as Frame, classes, time: last.classes };
      this.intro = this.#texts.slice(0, introduced);
    }
    const body = joined('', blocks.slice(1, endsInTime ? -1 : undefined));
    this.found.push({ sender: first.text.trim(), date: endsInTime ? last.text.trim() : '', body });
    return true;
  }
}

function frameOf(tag: string, classes: string, introduced: number): Frame {
  return { tag, classes, blocks: [], run: emptyBlock(''), size: 0, introduced };
}

function isLocal(href: string): boolean {
  return !/^(?:[a-z][a-z0-9+.-]*:|\/\/|#)/i.test(href);
}
