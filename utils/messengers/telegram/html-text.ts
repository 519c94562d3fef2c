import type { Entity } from '../model';
import type { RichText } from './json-text';

/** UTF-16 units of one text at most. */
const LONGEST_TEXT = 2 ** 24;

/** By tag. tdesktop, export/output/export_output_html.cpp, FormatText. */
const TAGS = new Map<string, Entity['kind']>([
  ['strong', 'bold'],
  ['b', 'bold'],
  ['em', 'italic'],
  ['i', 'italic'],
  ['u', 'underline'],
  ['s', 'strike'],
  ['code', 'code'],
  ['pre', 'pre'],
  ['blockquote', 'quote'],
]);

/** A part that has begun. */
interface Begun {
  readonly tag: string;
  readonly kind: Entity['kind'] | null;
  readonly start: number;
  readonly value?: string;
}

/** Gathers the text of an element, and what its tags mean. */
export class HtmlText {
  #text = '';
  readonly #open: Begun[] = [];
  readonly #entities: Entity[] = [];

  /** Whether there was more than is kept. */
  get isTooLong(): boolean {
    return this.#text.length >= LONGEST_TEXT;
  }

  open(tag: string, attributes: Readonly<Record<string, string>>): void {
    if (tag === 'br') this.text('\n');
    const kind = tag === 'a' ? linkKind(attributes) : tag === 'span' ? spanKind(attributes) : (TAGS.get(tag) ?? null);
    const value = kind === 'link' || kind === 'emoji' ? attributes.href : undefined;
    this.#open.push({ tag, kind, start: this.#text.length, ...(value && { value }) });
  }

  text(text: string): void {
    this.#text += text.slice(0, LONGEST_TEXT - this.#text.length);
  }

  close(): void {
    const begun = this.#open.pop();
    if (!begun?.kind) return;
    const { kind, start, value } = begun;
    const words = this.#text.slice(start);
    const isMention = kind === 'link' && words.startsWith('@');
    const says = value === words || value === `mailto:${words}` || value === `tel:${words}`;
    if (words !== '')
      this.#entities.push({
        kind: isMention ? 'mention' : kind,
        start,
        length: words.length,
        ...(value && !says && !isMention && { value }),
      });
  }

  /** What was gathered, without the line breaks and the indentation that stand between the text and its element's tags. */
  done(): RichText {
    const first = /^\r?\n/.exec(this.#text)?.[0].length ?? 0;
    const last = this.#text.lastIndexOf('\n');
    const end = last >= first && this.#text.slice(last).trim() === '' ? last : this.#text.length;
    const text = this.#text.slice(first, end);
    const entities = this.#entities
      .map((entity) => ({ ...entity, start: entity.start - first }))
      .filter(({ start, length }) => start >= 0 && start + length <= text.length)
      .toSorted((a, b) => a.start - b.start);
    return entities.length > 0 ? { text, entities } : { text };
  }
}

function linkKind({ href = '', onclick = '' }: Readonly<Record<string, string>>): Entity['kind'] {
  if (/ShowHashtag|ShowCashtag/.test(onclick)) return 'hashtag';
  if (onclick.includes('ShowBotCommand')) return 'other';
  if (onclick.includes('ShowMentionName')) return 'mention';
  return /Emoji/.test(onclick) || (href !== '' && !/^[a-z][a-z0-9+.-]*:/i.test(href)) ? 'emoji' : 'link';
}

function spanKind({ class: classes = '' }: Readonly<Record<string, string>>): Entity['kind'] | null {
  return /\bspoiler\b/.test(classes) ? 'spoiler' : null;
}
