import { afterAll, beforeAll, expect, test } from 'vitest';
import { captureTold, type Telling, type Told } from './lib/capture-told.ts';
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

async function capture(site: FakeSite, telling: Telling = {}): Promise<Told> {
  const { page, refused } = await browser.open(site);
  const told = await captureTold(page, { now: NOW, ...telling });
  expect(refused.filter((url) => !url.endsWith('/favicon.ico'))).toEqual([]);
  await page.close();
  return told;
}

/** Each message as a person would compare it. */
function seen({ messages, people }: Told): unknown[] {
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return messages.map(({ message }) => {
    const { id, sender, time, text, replyTo, attachments } = message;
    const by = sender === null ? null : [sender, names.get(sender)];
    return [id, by, time?.ms ?? null, text, replyTo?.text ?? null, attachments?.map(({ kind }) => kind).join() ?? ''];
  });
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
  expect(seen(told)).toEqual(said(messages));
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
  expect(seen(told)).toEqual(said(messages));
});
