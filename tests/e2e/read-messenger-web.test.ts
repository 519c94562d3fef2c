import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { captureTold, type Telling } from './lib/capture-told.ts';
import { type FakeBrowser, startFakes } from './lib/fake-messenger.ts';
import {
  ARABIC,
  ENGLISH,
  GERMAN,
  type MessengerLine,
  type MessengerPage,
  messengerInbox,
  messengerPage,
} from './pages/messenger.ts';

// Messenger's pages as public code has them that reads these pages, with the script as it is built.

const NOW = Date.UTC(2026, 10, 22, 18, 30);
const [MINUTE, HOUR] = [60_000, 3_600_000];

let fakes: FakeBrowser;
beforeAll(async () => {
  fakes = await startFakes();
});
afterAll(async () => {
  await fakes.close();
});

/** What the script tells of a page. */
async function read(page: Partial<MessengerPage>, url = 'https://www.messenger.com/t/1234567/', telling: Telling = {}) {
  const whole = {
    id: '1234567',
    title: 'Bea Miller',
    language: ENGLISH,
    now: NOW,
    lines: [],
    build: 'labelled',
    ...page,
  };
  const html = messengerPage(whole as MessengerPage);
  const fake = await fakes.open({ url, html });
  const told = await captureTold(fake.page, { now: NOW, ...telling });
  await fake.page.close();
  expect(fake.refused.filter((address) => !address.endsWith('/favicon.ico'))).toEqual([]);
  return told;
}

const shownOf = ({ messages }: Awaited<ReturnType<typeof read>>) =>
  messages.map(({ message: { id, sender, time, text } }) => ({ id, sender, at: time?.ms ?? null, text }));
const expectedOf = (lines: readonly MessengerLine[]) =>
  lines.map(({ id, from, at, text }) => ({ id, sender: from ?? 'self', at, text }));

/** Many messages over weeks, the last ones of today: all the traps there are in texts. */
function longChat(people: readonly (string | null)[], count = 90): MessengerLine[] {
  const texts = [
    'Hello',
    'a: b, c: 12:30',
    'two\nlines',
    '👍',
    'Yes 😀 of course',
    'Bea Miller',
    'You: no',
    'At 8:59 AM, Bea',
    'שלום',
    'ok',
  ];
  const start = NOW - 20 * 24 * HOUR;
  return Array.from({ length: count }, (_, n) => ({
    id: `mid.$c${1000 + n}`,
    from: people[Math.floor(n / 2) % people.length] ?? null,
    at: start + Math.floor((n * 20 * 24 * HOUR) / count / MINUTE) * MINUTE,
    text: n % 10 === 9 ? `number ${n}` : (texts[n % 10] as string),
    ...(n % 7 === 3 && { quote: 'Hello' }),
    ...(n % 5 === 1 && { reaction: '❤️' }),
  }));
}

describe('messages with labels', () => {
  test('everything is told as it was written: sender, time, text, emoji, what is answered left out', async () => {
    const lines = longChat([null, 'Bea Miller']);
    const told = await read({ lines });
    expect(told.failed).toBeNull();
    expect(told.chat).toEqual({ id: '1234567', title: 'Bea Miller', kind: 'direct' });
    expect(told.me).toEqual({ id: 'self', name: '' });
    expect(shownOf(told)).toEqual(expectedOf(lines));
    expect(told.messages.map(({ message }) => message.time?.precision)).toContain('minute');
    expect(told.end).toMatchObject({ metKnown: false, unseen: expect.arrayContaining(['edits', 'seconds']) });
  });

  test('in Arabic, from right to left, in a group', async () => {
    const lines = longChat(['ليلى', null, 'Омар', null], 45);
    const told = await read(
      { lines, language: ARABIC, title: 'العائلة' },
      'https://www.facebook.com/messages/e2ee/t/1234567/',
    );
    expect(told.failed).toBeNull();
    expect(told.chat).toEqual({ id: '1234567', title: 'العائلة', kind: 'group' });
    expect(shownOf(told)).toEqual(expectedOf(lines));
  });

  test('without ids: messages that are the same are as many as there are', async () => {
    const lines = Array.from({ length: 80 }, (_, n) => ({
      id: null,
      from: n % 8 < 4 ? null : 'Bea Miller',
      at: NOW - (80 - Math.floor(n / 4) * 4) * HOUR,
      text: n % 4 < 3 ? 'same' : `other ${n}`,
    }));
    const told = await read({ lines });
    expect(told.failed).toBeNull();
    expect(shownOf(told)).toEqual(expectedOf(lines));
    expect(new Set(told.messages.map(({ key }) => key)).size).toBe(80);
  });

  test('a picture comes as a file; faces, drawn emoji and reactions do not', async () => {
    const png =
      'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
    const lines = longChat([null, 'Bea Miller'], 12).map((line, n) =>
      n === 5 ? { ...line, text: '', picture: png } : line,
    );
    const told = await read({ lines });
    expect(told.failed).toBeNull();
    const files = told.messages.map(({ message }) => message.attachments?.map(({ kind, path }) => [kind, path]));
    expect(files.filter(Boolean)).toEqual([[['image', expect.stringMatching(/^media\//)]]]);
    expect(told.messages[5]?.message).toMatchObject({ kind: 'media', text: '', sender: 'self' });
    expect(told.media).toHaveLength(1);
  });

  test('it stops where the last capture began', async () => {
    const lines = longChat([null, 'Bea Miller'], 60);
    const told = await read({ lines }, undefined, { known: ['id:mid.$c1038', 'id:mid.$c1039'] });
    expect(told.end).toMatchObject({ ended: 'known', metKnown: true });
    expect(shownOf(told)).toEqual(expectedOf(lines.slice(40)));
  });
});

test('the older page, in German: times between messages, and names above them, are carried on', async () => {
  const lines = longChat([null, 'Bea Müller'], 70).map((line) => ({ ...line, id: null }));
  const told = await read({ lines, build: 'rows', language: GERMAN, title: 'Bea Müller' });
  expect(told.failed).toBeNull();
  expect(told.chat).toMatchObject({ title: 'Bea Müller', kind: 'direct' });
  expect(shownOf(told)).toEqual(expectedOf(lines));
});

describe('what cannot be read is said', () => {
  const lines = longChat([null, 'Bea Miller'], 40);

  test.each<[string, (html: string) => string, string]>([
    ['labels', (html) => html.replace(/aria-label="At [^"]*"/, ''), 'time'],
    [
      'what tells messages',
      (html) => html.replace(/ data-message-id="[^"]*"| data-scope="[^"]*"|aria-roledescription/g, ''),
      'message',
    ],
    ['the conversation', (html) => html.replace('role="log"', 'role="feed"'), 'log'],
  ])('a page that has changed: %s', async (_, change, check) => {
    const told = await read({ lines, change });
    expect(told.messages).toEqual([]);
    expect(told.failed).toMatchObject({ code: 'PAGE_CHANGED', detail: { client: 'messenger-web', check } });
  });

  test.each(['https://www.messenger.com/', 'https://www.facebook.com/messages/t/9'])(
    'no chat is open at %s',
    async (url) => {
      const fake = await fakes.open({ url, html: messengerInbox() });
      const told = await captureTold(fake.page, { now: NOW });
      await fake.page.close();
      expect(told.failed).toMatchObject({ code: 'PAGE_NO_CHAT' });
    },
  );
});
