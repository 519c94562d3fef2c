import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FakeBrowser, type FakeSite, startFakes } from './lib/fake-messenger.ts';
import type { Told } from './lib/capture-told.ts';
import { captureFake, seenIn } from './lib/fake-reading.ts';
import { conversation, type Person, type Said, textOf } from './pages/conversation.ts';
import { telegramA } from './pages/telegram-a.ts';
import { telegramK } from './pages/telegram-k.ts';

const OWN: Person = { id: 'me', name: '', own: true };
const ANNA: Person = { id: '101', name: 'Anna <b>' };
const NOUR: Person = { id: '102', name: 'نور \u200fالدين' };
const DAVID: Person = { id: '103', name: 'דוד 🌊' };
const GROUP: Person = { id: '-100200', name: 'Hiking & more' };

/** A Sunday. */
const NOW = Date.UTC(2026, 10, 22, 14, 5);

let browser: FakeBrowser;
beforeAll(async () => {
  browser = await startFakes();
});
afterAll(async () => await browser.close());

async function capture(site: FakeSite): Promise<Told> {
  return await captureFake(browser, site, { now: NOW });
}

/** @param precision milliseconds of the page's clock @param timed whether the page tells when Telegram itself said something */
function said(messages: readonly Said[], precision: number, timed: boolean): unknown[] {
  return messages.map(({ id, by, at, parts, media, answers }) => {
    const time = by || timed ? at - (at % precision) : null;
    const reply = answers === undefined ? null : textOf(messages[answers]?.parts ?? []).trim() || null;
    return [id, by && [by.id, by.name], time, textOf(parts), reply, media ?? ''];
  });
}

const SECOND = 1000;
const MINUTE = 60_000;

describe('told Telegram Web K', () => {
  test('a chat of two, of which the page has a few messages at once', async () => {
    const messages = conversation(110, [ANNA, OWN], NOW - 7 * MINUTE - 12_000);
    const told = await capture(telegramK({ peer: ANNA, messages, live: 40 }));
    expect(told.failed).toBeNull();
    expect(told.chat).toEqual({ id: ANNA.id, title: ANNA.name, kind: 'direct' });
    expect(told.me).toEqual({ id: 'me', name: '' });
    expect(seenIn(told)).toEqual(said(messages, SECOND, true));
    expect(told.end).toMatchObject({ ended: 'top' });
  });

  test('a group, whose names stand above the first of several messages', async () => {
    const messages = conversation(110, [ANNA, NOUR, OWN, DAVID], NOW - 7 * MINUTE - 12_000);
    const told = await capture(telegramK({ peer: GROUP, messages, live: 40 }));
    expect(told.failed).toBeNull();
    expect(told.chat).toEqual({ id: GROUP.id, title: GROUP.name, kind: 'group' });
    expect(seenIn(told)).toEqual(said(messages, SECOND, true));
  });
});

describe('told Telegram Web A', () => {
  test('a chat of two, opened at an older message', async () => {
    const messages = conversation(110, [ANNA, OWN], NOW - 7 * MINUTE);
    const told = await capture(telegramA({ peer: ANNA, messages, now: NOW, live: 40, lastShown: 50 }));
    expect(told.failed).toBeNull();
    expect(told.chat).toEqual({ id: ANNA.id, title: ANNA.name, kind: 'direct' });
    expect(seenIn(told)).toEqual(said(messages, MINUTE, false));
  });

  test('a group, in German, with a clock of twelve hours', async () => {
    const messages = conversation(110, [ANNA, NOUR, OWN, DAVID], NOW - 7 * MINUTE);
    const told = await capture(telegramA({ peer: GROUP, messages, now: NOW, live: 40, hours: 12, locale: 'de' }));
    expect(told.failed).toBeNull();
    expect(told.chat).toEqual({ id: GROUP.id, title: GROUP.name, kind: 'unknown' });
    expect(seenIn(told)).toEqual(said(messages, MINUTE, false));
  });
});

const TEN = conversation(30, [ANNA, OWN], NOW - 7 * MINUTE);

test.each([
  ['telegram-k', 'class="chat tabs-tab', 'class="pane tabs-tab', 'chat'],
  ['telegram-k', 'bubbles-inner', 'inner', 'bubbles'],
  ['telegram-k', 'data-mid=', 'data-id=', 'mid'],
  ['telegram-k', 'data-timestamp=', 'data-at=', 'timestamp'],
  ['telegram-k', 'class="bubble ', 'class="row ', 'bubble'],
  ['telegram-k', 'class="peer-title"', 'class="name"', 'title'],
  ['telegram-a', 'class="messages-container"', 'class="container"', 'list'],
  ['telegram-a', 'message-list-item', 'item', 'message'],
  ['telegram-a', 'data-message-id=', 'data-id=', 'message-id'],
  ['telegram-a', 'class="message-time"', 'class="time"', 'time'],
  ['telegram-a', 'class="sticky-date interactive"', 'class="date"', 'day'],
  ['telegram-a', 'class="MiddleHeader"', 'class="Header"', 'title'],
] as const)('told a page of %s that has %s changed to %s', async (client, from, to, check) => {
  const site =
    client === 'telegram-k'
      ? telegramK({ peer: ANNA, messages: TEN, live: 40 })
      : telegramA({ peer: ANNA, messages: TEN, now: NOW, live: 40 });
  const inScript = (text: string): string => JSON.stringify(text).slice(1, -1);
  const changed = site.html.replaceAll(from, to).replaceAll(inScript(from), inScript(to));
  expect(changed).not.toBe(site.html);
  // The script of the fake itself finds its list by this.
  const html = from.includes('messages-container') ? changed.replace('#front .messages-', '#front .') : changed;
  const { failed } = await capture({ ...site, html });
  expect(failed).toEqual({ code: 'PAGE_CHANGED', detail: { client, check } });
});

test('told that no chat is open in either, and chats without messages', async () => {
  const k = telegramK({ peer: ANNA, messages: [] });
  const a = telegramA({ peer: ANNA, messages: [], now: NOW });
  const empty = { headers: {}, html: '<!doctype html><div id="column-center"></div>' };
  expect((await capture({ ...k, ...empty })).failed).toEqual({ code: 'PAGE_NO_CHAT' });
  expect((await capture({ ...a, ...empty })).failed).toEqual({ code: 'PAGE_NO_CHAT' });
  expect((await capture(k)).failed).toEqual({ code: 'CAPTURE_EMPTY' });
  expect((await capture(a)).failed).toEqual({ code: 'CAPTURE_EMPTY' });
});

test('told pictures, and which parts of a text are bold and links', async () => {
  const told = await capture(telegramK({ peer: ANNA, messages: TEN }));
  const pictures = TEN.filter(({ media }) => media === 'image').map(({ id }) => `picture ${id}`);
  expect(told.media.map(({ bytes }) => bytes.toString()).toSorted()).toEqual(pictures);
  const marked = told.messages.flatMap(({ message: { text, entities = [] } }) =>
    entities.map(({ kind, start, length }) => `${kind}: ${text.slice(start, start + length)}`),
  );
  expect(marked).toContain('bold: important');
  expect(marked).toContain('link: https://example.org/a?b=1&c=2');
});
