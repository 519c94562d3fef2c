import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Told, captureTold } from './lib/capture-told.ts';
import { type FakeBrowser, type FakePage, startFakes } from './lib/fake-messenger.ts';
import { PLAIN_CHAT, PLAIN_START, plainChat, plainId, plainRow, plainText } from './pages/plain-chat.ts';
import type { FakeListHandle } from './pages/virtual-list.ts';

/** A page whose policy lets in nothing but what the fake itself needs. */
const STRICT = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'";
/** Chromium asks for it by itself. */
const OF_THE_BROWSER = /\/favicon\.ico$/;

let fakes: FakeBrowser;
let fake: FakePage;
let page: Page;

beforeAll(async () => {
  fakes = await startFakes();
});

afterAll(async () => await fakes?.close());

async function open(html: string, headers: Readonly<Record<string, string>> = {}): Promise<void> {
  await page?.close();
  fake = await fakes.open({ url: PLAIN_CHAT, html, headers });
  ({ page } = fake);
}

const textsOf = ({ messages }: Told) => messages.map(({ message }) => message.text);
const textsFrom = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => plainText(from + at));
const keyOf = (index: number) => `id:${plainId(index)}`;

/** Where the card is; null: there is none. */
async function card(): Promise<{ x: number; y: number; width: number; height: number } | null> {
  return await page.evaluate(() => {
    const host = document.documentElement.lastElementChild;
    if (host === document.body || !host) return null;
    const { x, y, width, height } = host.getBoundingClientRect();
    return { x, y, width, height };
  });
}

/** Presses the card's one button, as a user does. */
async function press(): Promise<void> {
  const { x, y, height } = (await card()) ?? { x: 0, y: 0, height: 0 };
  await page.mouse.click(x + 40, y + height - 30);
}

async function untilCard(isThere: boolean): Promise<void> {
  await expect.poll(async () => (await card()) !== null, { timeout: 10_000 }).toBe(isThere);
}

describe('a chat that is read', () => {
  it('is there whole, once, in its order, with nothing asked of anybody and nothing left', async () => {
    await open(plainChat(100), { 'content-security-policy': STRICT });
    const before = await page.evaluate(() => document.documentElement.children.length);
    const told = await captureTold(page);
    expect(told.end).toMatchObject({ ended: 'top', metKnown: false });
    expect(told).toMatchObject({ client: 'discord-web', chat: { id: '55' }, failed: null });
    expect(textsOf(told)).toEqual(textsFrom(0, 100));
    expect(told.messages.map(({ message }) => message.time?.ms)).toEqual(
      Array.from({ length: 100 }, (_, at) => PLAIN_START + at * 60_000),
    );
    expect(told.messages.map(({ message }) => message.sender)).toEqual(
      Array.from({ length: 100 }, (_, at) => `User ${(at - (at % 3)) % 2}`),
    );
    expect(told.people).toHaveLength(2);
    await press();
    await untilCard(false);
    expect(await page.evaluate(() => document.documentElement.children.length)).toBe(before);
    expect(fake.refused.filter((url) => !OF_THE_BROWSER.test(url))).toEqual([]);
  });

  it('is read from its newest message, also where the page shows older ones and scrolls from bottom to top', async () => {
    await open(plainChat(100, { lastShown: 40, reverse: true, live: 50 }));
    const told = await captureTold(page);
    expect(textsOf(told)).toEqual(textsFrom(0, 100));
  });

  it('is read down to its newest where nothing is to be pressed for it', async () => {
    await open(plainChat(90, { lastShown: 50, newest: '' }));
    expect(textsOf(await captureTold(page))).toEqual(textsFrom(0, 90));
  });

  it('goes no further back than was asked for', async () => {
    await open(plainChat(160));
    const told = await captureTold(page, { since: PLAIN_START + 100 * 60_000 });
    expect(told.end).toMatchObject({ ended: 'since' });
    expect(textsOf(told)).toEqual(textsFrom(100, 160));
  });

  it('goes on where the capture before has begun, also where some of that is deleted', async () => {
    await open(plainChat(160));
    const known = Array.from({ length: 40 }, (_, at) => keyOf(61 + at));
    const told = await captureTold(page, { known: [...known, 'id:deleted'] });
    expect(told.end).toMatchObject({ ended: 'known', metKnown: true });
    expect(textsOf(told)).toEqual(textsFrom(101, 160));
  });

  it('has nothing to send where nothing is new', async () => {
    await open(plainChat(60));
    const told = await captureTold(page, { known: [keyOf(58), keyOf(59)] });
    expect(told).toMatchObject({ messages: [], failed: null, end: { ended: 'known', metKnown: true } });
  });

  it('says that nothing known was met', async () => {
    await open(plainChat(45));
    const told = await captureTold(page, { known: ['id:7'] });
    expect(told.messages).toHaveLength(45);
    expect(told.end).toMatchObject({ ended: 'top', metKnown: false });
  });

  it('has the files that the page holds, and the addresses of the others', async () => {
    await open(plainChat(30));
    await page.evaluate(
      (rows) => {
        const picture = URL.createObjectURL(new Blob(['a picture'], { type: 'image/png' }));
        const { fakeList } = globalThis as unknown as { fakeList: FakeListHandle };
        for (const [index, row] of rows.entries())
          fakeList.replace(28 + index, { html: row.html.replace('BLOB', picture) });
      },
      [
        plainRow(
          28,
          '<div class="imageWrapper_1"><a href="https://cdn.discordapp.com/a/b.png"><img src="BLOB"></a></div>',
        ),
        plainRow(29, '<div class="imageWrapper_1"><img src="https://cdn.discordapp.com/attachments/c.png"></div>'),
      ],
    );
    const told = await captureTold(page);
    const asked = fake.refused.filter((url) => !OF_THE_BROWSER.test(url));
    const attachments = told.messages.flatMap(({ message }) => message.attachments ?? []);
    expect(attachments).toContainEqual(expect.objectContaining({ path: null, missing: 'remote' }));
    for (const { path } of attachments.filter((one) => one.path !== null))
      expect(told.media.find((one) => one.path === path)?.bytes.toString()).toBe('a picture');
    expect(told.end?.unseen).toContain('media');
    // The page itself asks for the picture that it shows; the script never does.
    expect(new Set(asked)).toEqual(new Set(['https://cdn.discordapp.com/attachments/c.png']));
    expect(asked).toHaveLength(1);
  });
});

/** Waits until the page shows this message, or an earlier one: it may be past it before that can be seen. */
async function untilRead(message: number): Promise<void> {
  const isRead = (number: number) => {
    const id = document.querySelector('li')?.id;
    return id !== undefined && Number(id.slice(-4)) <= number;
  };
  await page.waitForFunction(isRead, { timeout: 60_000 }, message);
}

describe('a capture that is ended', () => {
  it('by the user, keeps what is there; the page cannot press the button', async () => {
    await open(plainChat(2000));
    const reading = captureTold(page);
    await untilCard(true);
    await page.evaluate(() => {
      const host = document.documentElement.lastElementChild as HTMLElement;
      if (host.shadowRoot) throw new Error('the page sees into the card');
      host.click();
      host.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true }));
    });
    await untilRead(1900);
    expect(await page.evaluate(() => document.activeElement === document.body)).toBe(true);
    await press();
    const told = await reading;
    expect(told.end).toMatchObject({ ended: 'stopped' });
    expect(told.messages.length).toBeGreaterThan(60);
    expect(textsOf(told)).toEqual(textsFrom(2000 - told.messages.length, 2000));
  });

  it('by the offscreen document, keeps what is there', async () => {
    await open(plainChat(2000));
    const told = await captureTold(page, { stopAfter: 40 });
    expect(told.end).toMatchObject({ ended: 'stopped' });
    expect(textsOf(told)).toEqual(textsFrom(2000 - told.messages.length, 2000));
  });

  it('by another chat in its place, never mixes the two', async () => {
    await open(plainChat(2000));
    const reading = captureTold(page);
    await untilRead(1900);
    await page.evaluate(() => {
      history.pushState(null, '', '/channels/1/66');
      for (const row of document.querySelectorAll('li')) row.id = row.id.replace('-55-', '-66-');
    });
    const told = await reading;
    expect(told.end).toMatchObject({ ended: 'stopped' });
    expect(told.messages.length).toBeGreaterThan(60);
    expect(textsOf(told)).toEqual(textsFrom(2000 - told.messages.length, 2000));
  });

  it('by an offscreen document that is gone, leaves nothing', async () => {
    await open(plainChat(300));
    const told = await captureTold(page, { goneAfter: 20 });
    expect(told).toMatchObject({ end: null, failed: null });
    await untilCard(false);
  });
});

describe('a page that cannot be read', () => {
  it('because it has changed, is told by what was not found', async () => {
    const rows = Array.from({ length: 100 }, (_, index) => plainRow(index));
    // A third of them, so that the reader itself finds nothing wrong with most of what it sees.
    const changed = rows.map(({ html }) => ({
      html: html.replace(/<span id="message-username.*?<\/span><\/span>/, ''),
    }));
    await open(plainChat(0, { rows: changed }));
    const told = await captureTold(page);
    expect(told.messages).toEqual([]);
    expect(told.failed).toEqual({ code: 'PAGE_CHANGED', detail: { client: 'discord-web', check: 'sender' } });
  });

  it('because no chat is open, says so', async () => {
    await open('<!doctype html><title>Friends</title><main><h1>Friends</h1></main>');
    expect((await captureTold(page)).failed).toEqual({ code: 'PAGE_NO_CHAT' });
  });
});
