import type { Chat, Moment, Participant } from '@/utils/messengers/model';
import { momentOf } from '@/utils/messengers/time/iso';
import { parseClock } from '../clock';
import { parseDay } from '../day';
import { PageError } from '../page-error';
import type { Day, Row } from '../reader';
import { textOf } from '../text-of';
import { messageRow, originOf, titleOf } from './telegram-a-message';
import { OWN } from './telegram-people';

/** The messages in a list of Telegram Web A, by their days, and in them by who wrote them one after the other. */
export class Groups {
  readonly #chat: Chat;
  readonly #locale: string;
  readonly #now: number;
  readonly #names: Map<string, string>;

  /**
   * @param now what days are told from, milliseconds since 1970
   * @param names by ids, where only some messages have both; more are added
   */
  constructor(chat: Chat, locale: string, now: number, names: Map<string, string>) {
    this.#names = names;
    this.#chat = chat;
    this.#locale = locale;
    this.#now = now;
  }

  rows(container: Element): readonly Row[] {
    return [...container.querySelectorAll('.message-date-group')].flatMap((group) => {
      const day = this.#dayOf(group);
      const items = [...group.querySelectorAll('.message-list-item')];
      return items.flatMap((item, at) => (item.matches('.sponsored-message') ? [] : [this.#row(items, at, day)]));
    });
  }

  /** @throws PageError none of the days that the page shows can be read */
  checkDays(container: Element): void {
    const groups = [...container.querySelectorAll('.message-date-group')];
    if (groups.length > 0 && groups.every((group) => !this.#dayOf(group))) throw new PageError('changed', 'day');
  }

  #dayOf(group: Element): Day | null {
    const shown = group.querySelector('.sticky-date');
    return shown && parseDay(textOf(shown).trim(), this.#locale, this.#now);
  }

  #row(items: readonly Element[], at: number, day: Day | null): Row {
    const item = items[at] as Element;
    const id = item.getAttribute('data-message-id');
    if (id === null || !/^\d{1,20}(?:\.\d+)?$/.test(id)) return { kind: 'unread', id: null, check: 'message-id' };
    if (item.matches('.ActionMessage')) {
      const text = textOf(item, '.message-time').trim();
      return { kind: 'message', id, sender: null, time: null, message: { kind: 'system', text }, media: [] };
    }
    const shown = item.querySelector('.message-time')?.textContent ?? '';
    const time = this.#momentOf(shown, day);
    if (!time && day) return { kind: 'unread', id, check: 'time' };
    return messageRow(item, id, this.#senderOf(items, at), time, shown);
  }

  #momentOf(shown: string, day: Day | null): Moment | null {
    const clock = day && parseClock(shown.trim(), this.#locale);
    if (!clock) return null;
    const ms = Date.UTC(day.year, day.month - 1, day.day, clock.hour, clock.minute, clock.second ?? 0);
    return momentOf(ms, null, clock.second === null ? 'minute' : 'second');
  }

  /** Names stand above the first of a group, if at all; pictures beside the last of it, or beside the group. */
  #senderOf(items: readonly Element[], at: number): Participant | 'same' {
    const item = items[at] as Element;
    const chat = this.#chat;
    if (item.matches('.own')) return OWN;
    if (chat.kind === 'direct') return { id: chat.id, name: chat.title };
    const end = items.findIndex((other, place) => place >= at && other.matches('.last-in-group'));
    const group = end < 0 ? [item] : items.slice(at, end + 1);
    const around = item.closest('.sender-group-container');
    const picture = [around, ...group.toReversed()]
      .map((one) => one?.querySelector('.Avatar:not(.forward-avatar)[data-peer-id]'))
      .find(Boolean);
    const id = picture?.getAttribute('data-peer-id') ?? '';
    const name = originOf(item) ? '' : titleOf(item);
    if (id !== '' && name !== '') this.#names.set(id, name);
    if (!item.matches('.first-in-group') && name === '') return 'same';
    const known = name || this.#names.get(id) || picture?.querySelector('img')?.getAttribute('alt') || '';
    if (id !== '' || known !== '') return { id: id || known, name: known };
    // In a channel nobody has a name or a picture.
    return { id: chat.id, name: chat.title };
  }
}
