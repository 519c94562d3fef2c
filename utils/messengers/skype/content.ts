import type { Entity, Reply } from '../model';
import { readXml, type XmlHandler } from './xml';

/** A file, as `<URIObject>` tells it. */
export interface SkypeObject {
  /** `Picture.1`, `File.1`, `Video.1/Message.1`, `Audio.1/Message.1`, `SWIFT.1`… */
  readonly type: string;
  readonly uri: string;
  readonly name: string;
  /** Bytes; null: not told. */
  readonly size: number | null;
}

/** What Skype's XML says. */
export interface SkypeContent {
  readonly text: string;
  readonly entities: readonly Entity[];
  readonly reply: Reply | null;
  readonly objects: readonly SkypeObject[];
  /** It is what a sender made of an earlier message; `at` in milliseconds. */
  readonly edited: { readonly at: number | null } | null;
  /** Of what `<partlist type="…">`, `<contacts>`, `<location>` or `<URIObject type="Poll">` it consists. */
  readonly about: string | null;
}

const STYLES: ReadonlyMap<string, Entity['kind']> = new Map([
  ['b', 'bold'],
  ['strong', 'bold'],
  ['i', 'italic'],
  ['em', 'italic'],
  ['u', 'underline'],
  ['s', 'strike'],
  ['strike', 'strike'],
  ['del', 'strike'],
  ['code', 'code'],
  ['pre', 'pre'],
  ['a', 'link'],
  ['at', 'mention'],
  ['ss', 'emoji'],
]);

/** What Skype puts in front of an edited text for clients that know no edits. */
const EDITED = 'Edited previous message: ';

/**
 * A message's text as people saw it, and what else is in its XML: `<b>`, `<ss>` (emoticons), `<a>`, `<at>`, `<quote>`,
 * `<e_m>` (edited), `<URIObject>` (files). Source: siwen-r/skype-export-parser, Pecurgian and exports as others describe them.
 */
export function readContent(xml: string): SkypeContent {
  const builder = new ContentBuilder();
  readXml(xml, builder);
  return builder.content();
}

class ContentBuilder implements XmlHandler {
  #text = '';
  readonly #entities: Entity[] = [];
  /** Where each style that is open began. */
  readonly #open: { readonly tag: string; readonly start: number; readonly value: string | undefined }[] = [];
  #reply: { id?: string; sender?: string; text: string } | null = null;
  /** `text` is the sender's own; the others are not part of it. */
  #inside: 'text' | 'quote' | 'object' | 'skipped' = 'text';
  readonly #objects: { type: string; uri: string; name: string; size: number | null }[] = [];
  #edited: { at: number | null } | null = null;
  #about: string | null = null;

  open(tag: string, attributes: ReadonlyMap<string, string>): void {
    if (tag === 'quote' && !this.#reply) this.#openQuote(attributes);
    else if (tag === 'legacyquote' && this.#inside === 'quote') this.#inside = 'skipped';
    else if (tag === 'uriobject') this.#openObject(attributes);
    else if (tag === 'e_m') this.#edited = { at: secondsOf(attributes) };
    else if (tag === 'br') this.text('\n');
    else if (this.#inside === 'object') this.#inObject(tag, attributes);
    else this.#inText(tag, attributes);
  }

  text(text: string): void {
    if (this.#inside === 'text') this.#text += text;
    else if (this.#inside === 'quote' && this.#reply) this.#reply.text += text;
  }

  close(tag: string): void {
    if (tag === 'quote' || tag === 'uriobject') this.#inside = 'text';
    else if (tag === 'legacyquote' && this.#inside === 'skipped') this.#inside = 'quote';
    const open = this.#open.at(-1);
    if (open?.tag !== tag) return;
    this.#open.pop();
    const { start, value } = open;
    const length = this.#text.length - start;
    const kind = STYLES.get(tag) ?? 'other';
    if (length > 0) this.#entities.push({ kind, start, length, ...(value && { value }) });
  }

  content(): SkypeContent {
    const isMarked = this.#edited !== null && this.#text.startsWith(EDITED);
    const cut = isMarked ? EDITED.length : 0;
    const entities = this.#entities
      .filter(({ start }) => start >= cut)
      .map((entity) => ({ ...entity, start: entity.start - cut }))
      .toSorted((a, b) => a.start - b.start);
    return {
      text: this.#text.slice(cut),
      entities,
      reply: this.#reply,
      objects: this.#objects,
      edited: this.#edited,
      about: this.#about,
    };
  }

  #openQuote(attributes: ReadonlyMap<string, string>): void {
    const id = attributes.get('messageid');
    const sender = attributes.get('author') || attributes.get('authorname');
    this.#reply = { ...(id && { id }), ...(sender && { sender }), text: '' };
    this.#inside = 'quote';
  }

  #openObject(attributes: ReadonlyMap<string, string>): void {
    const type = attributes.get('type') ?? '';
    const uri = attributes.get('uri') ?? '';
    if (type === 'Poll') this.#about = 'poll';
    else if (!/^(?:SWIFT|Album)/i.test(type)) this.#objects.push({ type, uri, name: '', size: null });
    this.#inside = 'object';
  }

  /** `<OriginalName v="a.pdf"/><FileSize v="12"/><meta type="photo" originalName="a.jpg"/>` */
  #inObject(tag: string, attributes: ReadonlyMap<string, string>): void {
    const object = this.#objects.at(-1);
    if (!object) return;
    if (tag === 'originalname') object.name = attributes.get('v') || object.name;
    if (tag === 'meta') object.name ||= attributes.get('originalname') ?? '';
    if (tag === 'filesize' && /^\d{1,15}$/.test(attributes.get('v') ?? '')) object.size = Number(attributes.get('v'));
  }

  #inText(tag: string, attributes: ReadonlyMap<string, string>): void {
    if (tag === 'partlist') this.#about = attributes.get('type') || 'partlist';
    if (tag === 'contacts' || tag === 'location') this.#about = tag;
    if (tag === 'c') this.text(`${this.#text && '\n'}${attributes.get('f') || attributes.get('s') || ''}`);
    if (tag === 'location') this.text(placeOf(attributes));
    if (!STYLES.has(tag) || this.#inside !== 'text') return;
    const value = attributes.get('href') ?? attributes.get('id') ?? attributes.get('type');
    this.#open.push({ tag, start: this.#text.length, value });
  }
}

/** `ts_ms`, or `ts` in seconds. Milliseconds. */
function secondsOf(attributes: ReadonlyMap<string, string>): number | null {
  const exact = Number(attributes.get('ts_ms'));
  const rough = Number(attributes.get('ts')) * 1000;
  return exact > 0 ? exact : rough > 0 ? rough : null;
}

/** Degrees from millionths of them. */
function placeOf(attributes: ReadonlyMap<string, string>): string {
  const [latitude, longitude] = ['latitude', 'longitude'].map((name) => Number(attributes.get(name) ?? NaN) / 1e6);
  const isKnown = Number.isFinite(latitude) && Number.isFinite(longitude);
  return isKnown ? `${latitude}, ${longitude} ` : (attributes.get('address') ?? '');
}
