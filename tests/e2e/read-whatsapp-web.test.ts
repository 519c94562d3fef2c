import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Told } from './lib/capture-told.ts';
import { captureFake, seenIn } from './lib/fake-reading.ts';
import { type FakeBrowser, type FakeSite, startFakes } from './lib/fake-messenger.ts';
import { conversation, type Person, type Said, textOf } from './pages/conversation.ts';
import { whatsappWeb } from './pages/whatsapp-web.ts';

const OWN: Person = { id: 'Own Name', name: 'Own Name', own: true };
const ANNA: Person = { id: 'Anna: <b>', name: 'Anna: <b>' };
const NOUR: Person = { id: '+49 151 23456789', name: 'نور الدين' };
const DAVID: Person = { id: 'דוד 🌊', name: 'דוד 🌊' };

/** A Sunday early in a month: its dates can be read in both orders. */
const NOW = Date.UTC(2026, 10, 8, 14, 5);
const MINUTE = 60_000;
const DAY = 86_400_000;

let browser: FakeBrowser;
beforeAll(async () => {
  browser = await startFakes();
});
afterAll(async () => await browser.close());

async function capture(site: FakeSite): Promise<Told> {
  return await captureFake(browser, site, { now: NOW });
}

function said(messages: readonly Said[]): unknown[] {
  return messages.map(({ id, by, at, parts, media, answers }) => {
    const reply = answers === undefined ? null : textOf(messages[answers]?.parts ?? []).trim() || null;
    const opaque = `3EB0${id.padStart(16, 'A0')}`;
    return [opaque, by && [by.id, by.name], by ? at : null, textOf(parts), reply, media ?? ''];
  });
}

test('told a chat of two, in British English, older messages on a button', async () => {
  const messages = conversation(110, [ANNA, OWN], NOW - 7 * MINUTE);
  const told = await capture(
    whatsappWeb({ title: ANNA.id, messages, now: NOW, locale: 'en-GB', lang: 'en', live: 40, older: 'Get older ones' }),
  );
  expect(told.failed).toBeNull();
  expect(told.chat).toMatchObject({ id: ANNA.id, title: ANNA.id, kind: 'direct' });
  expect(told.me).toEqual({ id: OWN.id, name: OWN.name });
  expect(seenIn(told)).toEqual(said(messages));
});

test.each([
  ['en-US', 'en', 'class'],
  ['de', 'de', 'dir'],
  ['ar-EG', 'ar', 'testid'],
  ['he', 'he', 'testid'],
  ['ko', 'ko', 'class'],
  ['es-MX', 'es', 'testid'],
] as const)('told a group, in %s', async (locale, lang, texts) => {
  const messages = conversation(60, [ANNA, NOUR, OWN, DAVID], NOW - 7 * MINUTE);
  const told = await capture(
    whatsappWeb({ title: 'Hiking', messages, now: NOW, locale, lang, texts, live: 40, beside: [NOW - 20 * DAY] }),
  );
  expect(told.failed).toBeNull();
  expect(told.chat).toMatchObject({ id: 'Hiking', title: 'Hiking', kind: 'group' });
  expect(seenIn(told)).toEqual(said(messages));
});

test('told numbers of both orders by the other chats, or by a date that would be in the future', async () => {
  const until = Date.UTC(2026, 3, 5, 14, 5);
  const messages = conversation(30, [ANNA, OWN], until);
  const chat = { title: ANNA.id, messages, now: NOW, live: 40, lang: 'en' };
  const american = await capture(whatsappWeb({ ...chat, locale: 'en-US', beside: [Date.UTC(2026, 9, 25)] }));
  const british = await capture(whatsappWeb({ ...chat, locale: 'en-GB', beside: [Date.UTC(2026, 9, 25)] }));
  const later = conversation(30, [ANNA, OWN], Date.UTC(2026, 6, 12, 9, 5));
  const future = await capture(whatsappWeb({ ...chat, messages: later, locale: 'en-US' }));
  expect(seenIn(american)).toEqual(said(messages));
  expect(seenIn(british)).toEqual(said(messages));
  expect(seenIn(future)).toEqual(said(later));
  expect(future.chat?.dayFirst).toEqual({ value: false, by: 'file' });
});

test.each([
  ['id="main"', 'id="conversation"', 'chat'],
  ['data-id=', 'data-key=', 'message'],
  ['data-pre-plain-text=', 'data-plain=', 'pre-plain-text'],
  ['data-pre-plain-text="[', 'data-pre-plain-text="<', 'pre-plain-text'],
  ['data-testid="selectable-text" dir="ltr"', 'data-testid="t"', 'text'],
] as const)('told a page that has %s changed to %s', async (from, to, check) => {
  const messages = conversation(30, [ANNA, OWN], NOW - 7 * MINUTE);
  const site = whatsappWeb({ title: ANNA.id, messages, now: NOW, locale: 'de', live: 40 });
  const inScript = (text: string): string => JSON.stringify(text).slice(1, -1);
  const html = site.html.replaceAll(from, to).replaceAll(inScript(from), inScript(to));
  expect(html).not.toBe(site.html);
  const { failed } = await capture({ ...site, html });
  expect(failed).toEqual({ code: 'PAGE_CHANGED', detail: { client: 'whatsapp-web', check } });
});

test('told that no chat is open, and of one without messages', async () => {
  const site = whatsappWeb({ title: ANNA.id, messages: [], now: NOW, locale: 'de' });
  const none = site.html.replace(
    /<div id="main">.*?<\/footer><\/div>/s,
    '<div id="front"><div role="application"></div></div>',
  );
  expect((await capture({ ...site, html: none })).failed).toEqual({ code: 'PAGE_NO_CHAT' });
  expect((await capture(site)).failed).toEqual({ code: 'CAPTURE_EMPTY' });
});

test('told pictures that the page has loaded, and voices that it has not', async () => {
  const messages = conversation(30, [ANNA, OWN], NOW - 7 * MINUTE);
  const told = await capture(whatsappWeb({ title: ANNA.id, messages, now: NOW, locale: 'de', live: 60 }));
  const pictures = messages.filter(({ media }) => media === 'image').map(({ id }) => `picture ${id}`);
  expect(told.media.map(({ bytes }) => bytes.toString()).toSorted()).toEqual(pictures);
  expect(told.end?.unseen).toContain('media');
});
