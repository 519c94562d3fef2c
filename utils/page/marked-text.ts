import type { Entity } from '@/utils/messengers/model';

/** A text, and the parts of it with a meaning, in their order. */
export interface MarkedText {
  readonly text: string;
  readonly entities: readonly Entity[];
}

/** How the elements in a text are read. */
export interface Reading {
  /** A selector of what in it is not the sender's: times, marks, quotes. */
  readonly leaveOut?: string;
  /** What an element stands for as a whole; null: for what is in it. */
  readonly instead?: (element: Element) => string | null;
}

/** Elements that a browser sets on lines of their own. */
const BLOCKS = new Set(
  'ADDRESS ARTICLE ASIDE BLOCKQUOTE DD DETAILS DIV DL DT FIGCAPTION FIGURE FOOTER FORM H1 H2 H3 H4 H5 H6 HEADER HR LI MAIN NAV OL P PRE SECTION SUMMARY TABLE TR UL'.split(
    ' ',
  ),
);

/** Elements whose text nobody reads. */
const SILENT = 'script, style, template, noscript, svg';

/**
 * The text in an element as its sender wrote it: line breaks and the ends of blocks as newlines, a blank line between
 * paragraphs, images (emoji) as their `alt`. White space counts as it stands, save between blocks. Needs no layout, and
 * no more stack for elements that lie deep.
 */
export function markedTextOf(root: Element, { leaveOut = '', instead = () => null }: Reading = {}): MarkedText {
  const skipped = leaveOut === '' ? SILENT : `${SILENT}, ${leaveOut}`;
  const writer = new Writer();
  let node: Node | null = root.firstChild;
  let at: Node = root;
  while (at !== root || node !== null) {
    if (node === null) {
      writer.leave(at as Element);
      node = at.nextSibling;
      at = at.parentNode ?? root;
      continue;
    }
    if (node instanceof Text) {
      if (!isBetweenBlocks(node)) writer.write(node.data);
    } else if (node instanceof Element && !node.matches(skipped)) {
      const whole = instead(node) ?? (node.tagName === 'IMG' ? (node.getAttribute('alt') ?? '') : null);
      if (whole !== null) writer.write(whole);
      else if (node.tagName === 'BR') writer.write('\n');
      else {
        writer.enter(node);
        if (node.firstChild !== null) {
          at = node;
          node = node.firstChild;
          continue;
        }
        writer.leave(node);
      }
    }
    node = node.nextSibling;
  }
  return writer.done();
}

/** A mark that has begun. */
interface Open {
  readonly element: Element;
  readonly mark: Pick<Entity, 'kind' | 'value'>;
  /** Where its first character stands; -1: nothing of it is written yet. */
  start: number;
}

class Writer {
  readonly #parts: string[] = [];
  readonly #open: Open[] = [];
  readonly #entities: Entity[] = [];
  #length = 0;
  /** Newlines at the end of what is written. */
  #ended = 0;
  /** Newlines that are wanted before what is written next. */
  #wanted = 0;

  write(text: string): void {
    if (text === '') return;
    if (this.#length > 0 && this.#wanted > this.#ended) this.#put('\n'.repeat(this.#wanted - this.#ended));
    this.#wanted = 0;
    for (const open of this.#open) if (open.start < 0) open.start = this.#length;
    this.#put(text);
    let own = 0;
    while (own < text.length && text[text.length - 1 - own] === '\n') own++;
    this.#ended = own === text.length ? this.#ended + own : own;
  }

  enter(element: Element): void {
    this.#border(element);
    const mark = markOf(element);
    if (mark) this.#open.push({ element, mark, start: -1 });
  }

  leave(element: Element): void {
    if (this.#open.at(-1)?.element === element) {
      const { mark, start } = this.#open.pop() as Open;
      if (start >= 0) this.#entities.push({ ...mark, start, length: this.#length - start });
    }
    this.#border(element);
  }

  done(): MarkedText {
    const text = this.#parts.join('').replace(/\n$/, '');
    const entities = this.#entities
      .map((entity) => ({ ...entity, length: Math.min(entity.length, text.length - entity.start) }))
      .filter(({ length }) => length > 0)
      .toSorted((one, other) => one.start - other.start || other.length - one.length);
    return { text, entities };
  }

  #put(text: string): void {
    this.#parts.push(text);
    this.#length += text.length;
  }

  #border(element: Element): void {
    if (isBlock(element)) this.#wanted = Math.max(this.#wanted, element.tagName === 'P' ? 2 : 1);
  }
}

const KINDS: Readonly<Record<string, Entity['kind']>> = {
  B: 'bold',
  STRONG: 'bold',
  I: 'italic',
  EM: 'italic',
  U: 'underline',
  INS: 'underline',
  S: 'strike',
  DEL: 'strike',
  STRIKE: 'strike',
  CODE: 'code',
  PRE: 'pre',
  BLOCKQUOTE: 'quote',
};

function markOf(element: Element): Open['mark'] | null {
  const kind = KINDS[element.tagName];
  if (kind) return { kind };
  if (element.classList.contains('spoiler')) return { kind: 'spoiler' };
  if (element.tagName !== 'A') return null;
  const href = element.getAttribute('href') ?? '';
  if (/mention/i.test(`${element.className} ${element.getAttribute('data-entity-type')}`)) return { kind: 'mention' };
  return /^(?:https?|mailto|tel|tg):/.test(href) ? { kind: 'link', value: href } : null;
}

/** Whether a text is only the space that the source of a page has between its blocks. */
function isBetweenBlocks(text: Text): boolean {
  return /^[ \t\r\n]*$/.test(text.data) && (isBlock(text.previousSibling) || isBlock(text.nextSibling));
}

function isBlock(node: Node | null): boolean {
  return node instanceof Element && BLOCKS.has(node.tagName) && !node.classList.contains('custom-emoji');
}
