import type { Moment, Participant } from '@/utils/messengers/model';
import { momentOf } from '@/utils/messengers/time/iso';
import { parseClock } from '../clock';
import type { Clock, Day, Row, RowTime } from '../reader';
import { textOf } from '../text-of';
import { authorsIn, contentOf, kindOf, restOf } from './whatsapp-content';
import { type DayMark, Days } from './whatsapp-days';
import { parseStamp, type Stamp } from './whatsapp-stamp';

/** Messages, and what stands between them. */
const ITEMS = '[data-id]:not([data-id] *), span:not([data-id] *)';
/** Numbers of those who are in no address book. */
const PHONE = /^\+?[\d\s().-]{7,}$/;
/** A clock stands alone; longer texts with one are somebody's. UTF-16 units. */
const LONGEST_CLOCK = 20;

/** What is read of one element before the days are known. */
interface Item {
  readonly element: Element;
  readonly stamped: Element | null;
  readonly stamp: Stamp | null;
  /** Of a day's divider. */
  readonly divider: string | null;
}

/** The messages in a list of WhatsApp Web, and the days between them. */
export class Rows {
  readonly days: Days;
  readonly #title: string;
  readonly #locale: string;
  /** Names by what the stamps call people. */
  readonly #names = new Map<string, string>();
  /** Names that came with messages of others, as the stamps have them. */
  readonly #others = new Set<string>();
  #own: Participant | null = null;
  #hasAuthors = false;

  /** @param now what days are told from, milliseconds since 1970 */
  constructor(title: string, locale: string, now: number) {
    this.#title = title;
    this.#locale = locale;
    this.days = new Days(locale, now);
  }

  /** Who is signed in, once a message of theirs was seen. */
  get own(): Participant | null {
    return this.#own;
  }

  /** Of two, of more, or not known yet. */
  get kind(): 'direct' | 'group' | 'unknown' {
    if (this.#hasAuthors || this.#others.size > 1) return 'group';
    return this.#others.size === 0 ? 'unknown' : this.#others.has(this.#title) ? 'direct' : 'unknown';
  }

  read(list: Element): readonly Row[] {
    const items = [...list.querySelectorAll(ITEMS)].flatMap((element) => this.#itemOf(element) ?? []);
    this.days.learn(items.flatMap((item): DayMark[] => marksOf(item)));
    for (const item of items) this.#learnNames(item);
    const rows: Row[] = [];
    let day: Day | null = null;
    for (const item of items) {
      const shown = item.stamp?.date ?? item.divider;
      if (shown !== null) day = this.days.dayOf(shown);
      if (item.divider === null) rows.push(this.#row(item, day));
      else if (day) rows.push({ kind: 'day', day });
    }
    return rows;
  }

  #itemOf(element: Element): Item | null {
    if (!element.hasAttribute('data-id')) {
      const text = textOf(element).trim();
      return this.days.isDivider(text) ? { element, stamped: null, stamp: null, divider: text } : null;
    }
    const stamped = element.querySelector('[data-pre-plain-text]');
    const stamp = stamped && parseStamp(stamped.getAttribute('data-pre-plain-text') ?? '', this.#locale);
    return { element, stamped, stamp, divider: null };
  }

  #learnNames({ element, stamp }: Item): void {
    const isOwn = element.querySelector('.message-out') !== null;
    if (isOwn) {
      if (stamp && stamp.name !== '') this.#own = { id: stamp.name, name: stamp.name };
      return;
    }
    const authors = authorsIn(element);
    if (authors.length > 0) this.#hasAuthors = true;
    if (!stamp) return;
    this.#others.add(stamp.name);
    const shown = authors.find((name) => !PHONE.test(name));
    if (shown !== undefined) this.#names.set(stamp.name, shown);
  }

  #row({ element, stamped, stamp }: Item, day: Day | null): Row {
    const id = idOf(element);
    const isOut = element.querySelector('.message-out') !== null;
    if (!isOut && !element.querySelector('.message-in') && !stamped) return systemRow(element, id);
    if (stamped && (!stamp || !day)) return { kind: 'unread', id, check: stamp ? 'day' : 'pre-plain-text' };
    const isClock = (text: string): boolean => this.#clockIn(text) !== null;
    const content = contentOf(element, stamped, isClock);
    const clock = stamp?.clock ?? this.#clockOf(element);
    if (!clock) return content.media.length > 0 ? { kind: 'unread', id, check: 'time' } : systemRow(element, id);
    const { marked, media, reply, isDeleted } = content;
    if (stamped && marked.text === '' && media.length === 0 && !isDeleted) return { kind: 'unread', id, check: 'text' };
    const kind = kindOf(content);
    return {
      kind: 'message',
      id,
      sender: isOut ? (this.#own ?? { id: 'me', name: '' }) : this.#otherOf(element, stamp),
      time: timeOf(clock, day),
      message: {
        kind,
        text: isDeleted ? '' : kind === 'other' ? restOf(element, isClock) : marked.text,
        ...(marked.entities.length > 0 && (kind === 'text' || kind === 'media') && { entities: marked.entities }),
        ...(reply && { replyTo: reply }),
      },
      media,
    };
  }

  #otherOf(element: Element, stamp: Stamp | null): Participant | 'same' {
    if (stamp) return { id: stamp.name, name: this.#names.get(stamp.name) ?? stamp.name };
    const authors = authorsIn(element);
    const name = authors.find((one) => !PHONE.test(one));
    const id = authors.find((one) => PHONE.test(one)) ?? name;
    if (id !== undefined) return { id, name: name ?? this.#names.get(id) ?? id };
    return this.#hasAuthors ? 'same' : { id: this.#title, name: this.#title };
  }

  #clockIn(text: string): Clock | null {
    return text.length <= LONGEST_CLOCK && !/\n/.test(text.trim()) ? parseClock(text.trim(), this.#locale) : null;
  }

  /** The clock of a message without a stamp is the last one in it: before it are those of how long something plays. */
  #clockOf(element: Element): Clock | null {
    const meta = element.querySelector('[data-testid="msg-meta"]');
    const leaves = [...(meta ?? element).querySelectorAll('span, div')].filter((one) => one.children.length === 0);
    for (const leaf of leaves.toReversed()) {
      const clock = this.#clockIn(leaf.textContent);
      if (clock) return clock;
    }
    return null;
  }
}

function marksOf({ stamp, divider }: Item): DayMark[] {
  if (divider !== null) return [{ kind: 'divider', text: divider }];
  return stamp ? [{ kind: 'stamp', stamp }] : [];
}

/** What WhatsApp itself says has no time of its own. */
function systemRow(element: Element, id: string | null): Row {
  const text = textOf(element).trim();
  return { kind: 'message', id, sender: null, time: null, message: { kind: 'system', text }, media: [] };
}

function timeOf(clock: Clock, day: Day | null): RowTime {
  if (!day) return { clock };
  const ms = Date.UTC(day.year, day.month - 1, day.day, clock.hour, clock.minute, clock.second ?? 0);
  const moment: Moment | null = momentOf(ms, null, clock.second === null ? 'minute' : 'second');
  return moment;
}

/** `true_<chat>_<id>_<author>` until 2026; the id alone since. */
function idOf(element: Element): string | null {
  const id = element.getAttribute('data-id') ?? '';
  return (/^(?:true|false)_[^_]+_([^_]+)/.exec(id)?.[1] ?? id) || null;
}
