import { classesOf } from '../html/classes';
import type { HtmlHandler } from '../html/read-html';
import { LONGEST_LINE } from '../text/lines';

/** A message, as a page shows it. */
export interface Tile {
  readonly id: string;
  /** '' where it is that of the message before. */
  name: string;
  /** Date and time as they are shown: all of it where the page has that, else the clock alone. */
  date: string;
  clock: string;
  text: string;
  /** What kind of message it is, as far as classes tell. */
  look: 'text' | 'emote' | 'sticker' | 'deleted' | 'info';
  /** Their addresses, with the tags that show them. */
  readonly files: Map<string, string>;
  answers: string;
}

/** What a page says beside its messages. */
interface RoomPage {
  title: string;
  exporter: { id: string; name: string } | null;
}

type Role = 'tile' | 'name' | 'clock' | 'body' | 'reply' | 'day' | 'intro' | 'title' | 'exporter';

const ROLES: ReadonlyMap<string, Role> = new Map([
  ['mx_Export_EventWrapper', 'tile'],
  ['mx_DisambiguatedProfile_displayName', 'name'],
  ['mx_MessageTimestamp', 'clock'],
  ['mx_EventTile_body', 'body'],
  ['mx_TextualEvent', 'body'],
  ['mx_ReplyChain', 'reply'],
  ['mx_ReplyTile', 'reply'],
  ['mx_DateSeparator', 'day'],
  ['mx_NewRoomIntro', 'intro'],
]);

const LOOKS: ReadonlyMap<string, Tile['look']> = new Map([
  ['mx_EventTile_info', 'info'],
  ['mx_TextualEvent', 'info'],
  ['mx_MEmoteBody', 'emote'],
  ['mx_MStickerBody', 'sticker'],
  ['mx_MStickerBody_wrapper', 'sticker'],
  ['mx_RedactedBody', 'deleted'],
]);

/** Where Element puts files. */
const FILE = /^(?:images|videos|audio|files|stickers)\//;

const BLOCKS = new Set(['p', 'div', 'li', 'blockquote', 'pre', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'tr']);

/** Reads Element's page: what is in which class. Gathered tiles are taken by {@link tiles}. */
export class ElementPage implements HtmlHandler {
  readonly room: RoomPage = { title: '', exporter: null };
  #depth = 0;
  readonly #roles: { readonly role: Role; readonly depth: number }[] = [];
  /** How many elements of a role are open. */
  readonly #open = new Map<Role, number>();
  #tile: Tile | null = null;
  #day = '';
  #tiles: { readonly tile: Tile; readonly day: string }[] = [];

  open(tag: string, attributes: Readonly<Record<string, string>>): void {
    this.#depth++;
    const classes = classesOf(attributes);
    for (const one of classes) {
      const look = LOOKS.get(one);
      if (look && this.#tile && !this.#in('reply')) this.#tile.look = look;
    }
    const role = [...classes].map((one) => ROLES.get(one)).find((one) => one) ?? this.#introRole(tag, attributes);
    if (role) this.#enter(role, attributes);
    if (this.#tile) this.#inTile(this.#tile, tag, attributes);
  }

  text(text: string): void {
    const role = this.#roles.at(-1)?.role;
    if (role === 'day') this.#day = bounded(this.#day + text);
    else if (role === 'title') this.room.title = bounded(this.room.title + text);
    else if (role === 'exporter' && this.room.exporter)
      this.room.exporter.name = bounded(this.room.exporter.name + text);
    else if (this.#tile && !this.#in('reply')) this.#addText(this.#tile, role, text);
  }

  close(): void {
    const open = this.#roles.at(-1);
    if (open?.depth === this.#depth) {
      this.#roles.pop();
      this.#open.set(open.role, (this.#open.get(open.role) ?? 1) - 1);
      if (open.role === 'tile') this.#endTile();
    }
    this.#depth--;
  }

  /** What has been gathered since the last call, each with the day it is below. */
  tiles(): readonly { readonly tile: Tile; readonly day: string }[] {
    const tiles = this.#tiles;
    this.#tiles = [];
    return tiles;
  }

  #in(role: Role): boolean {
    return (this.#open.get(role) ?? 0) > 0;
  }

  #enter(role: Role, attributes: Readonly<Record<string, string>>): void {
    if (role === 'tile') {
      // One that is still open has lost its end.
      this.#endTile();
      this.#tile = newTile(attributes.id ?? '');
      this.#roles.length = 0;
      this.#open.clear();
    }
    // A separator may be a class within another's.
    if (role === 'day' && !this.#in('day')) this.#day = '';
    if (role === 'clock' && this.#tile && !this.#in('reply'))
      this.#tile.date = attributes.title ?? attributes['aria-label'] ?? '';
    this.#roles.push({ role, depth: this.#depth });
    this.#open.set(role, (this.#open.get(role) ?? 0) + 1);
  }

  #endTile(): void {
    if (this.#tile) this.#tiles.push({ tile: this.#tile, day: this.#day });
    this.#tile = null;
  }

  #introRole(tag: string, attributes: Readonly<Record<string, string>>): Role | null {
    if (!this.#in('intro')) return null;
    if (tag === 'h2' && this.room.title === '') return 'title';
    const [, id] = /^https:\/\/matrix\.to\/#\/(@[^/?]{1,300})$/.exec(attributes.href ?? '') ?? [];
    if (tag === 'a' && id !== undefined) this.room.exporter = { id, name: '' };
    return tag === 'b' && this.room.exporter?.name === '' ? 'exporter' : null;
  }

  #inTile(tile: Tile, tag: string, attributes: Readonly<Record<string, string>>): void {
    const address = attributes.src ?? attributes.href ?? '';
    if (this.#in('reply')) {
      const [, event] = /^https:\/\/matrix\.to\/#\/[^/]{1,300}\/(\$[^?]{1,300})/.exec(address) ?? [];
      if (event !== undefined) tile.answers ||= event;
      return;
    }
    if (FILE.test(address) && !tile.files.has(address)) tile.files.set(address, tag);
    if (!this.#in('body')) return;
    if (tag === 'br' || (BLOCKS.has(tag) && tile.text !== '' && !tile.text.endsWith('\n'))) tile.text += '\n';
    // Emoji that Element has pictures for.
    if (tag === 'img' && !FILE.test(address)) tile.text += attributes.alt ?? '';
  }

  #addText(tile: Tile, role: Role | undefined, text: string): void {
    if (role === 'name') tile.name = bounded(tile.name + text);
    else if (role === 'clock') tile.clock = bounded(tile.clock + text);
    else if (role === 'body') tile.text += text;
    if (tile.text.length < LONGEST_LINE) return;
    // What goes on and on is handed over in pieces, so that no page fills the memory.
    this.#endTile();
    this.#tile = newTile('');
  }
}

function newTile(id: string): Tile {
  return { id, name: '', date: '', clock: '', text: '', look: 'text', files: new Map(), answers: '' };
}

/** Names and dates are short. */
function bounded(text: string): string {
  return text.slice(0, 1000);
}
