import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CapturedLine } from '../../utils/page/captured.ts';
import { type FakePage, openFake } from './lib/fake-messenger.ts';
import { openPopup } from './lib/pages.ts';
import { SoftwareAuthenticator } from './lib/software-authenticator.ts';
import { type Stage, openFirstStage } from './lib/stage.ts';
import * as walk from './lib/walkthrough.ts';
import { PLAIN_CHAT, plainChat, plainRow, plainText } from './pages/plain-chat.ts';
import type { FakeListHandle } from './pages/virtual-list.ts';

const MESSAGES = 90;
const MORE = 7;
const authenticator = new SoftwareAuthenticator();

let folder: string;
let stage: Stage;
let fake: FakePage;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'passkeep-capture-'));
  stage = await openFirstStage(folder, authenticator);
  await walk.setUp(stage.page);
  fake = await openFake(stage.session.browser, { url: PLAIN_CHAT, html: plainChat(MESSAGES) });
});

afterAll(async () => {
  await stage?.session.close();
  await rm(folder, { recursive: true, force: true });
});

/** The popup over the messenger's page. */
async function popup(): Promise<Page> {
  return await openPopup(stage.session, fake.page);
}

/** Captures the chat with the toolbar button, and waits until it is saved. */
async function capture(): Promise<void> {
  const over = await popup();
  await over.waitForSelector('#capture-chat');
  const earlier = await over.$$eval('[data-capture]', (cards) =>
    cards.map((card) => card.getAttribute('data-capture')),
  );
  await walk.click(over, '#capture-chat');
  const not = earlier.map((id) => `:not([data-capture="${id}"])`).join('');
  await over.waitForSelector(`[data-capture][data-status="saved"]${not}`, { timeout: 120_000 });
  await over.close();
}

/** The messages of the newest archive, as they come out of it. */
async function restored(): Promise<CapturedLine[]> {
  await stage.page.bringToFront();
  const path = await walk.restore(stage.page, stage.downloads);
  const lines: CapturedLine[] = [];
  for await (const line of createInterface({ input: createReadStream(path) }))
    lines.push(JSON.parse(line) as CapturedLine);
  return lines;
}

const textsOf = (lines: readonly CapturedLine[]) =>
  lines.flatMap((line) => (line.type === 'message' ? [line.message.text] : []));
const textsFrom = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => plainText(from + at));

describe('the chat that is open in a page', () => {
  it('leaves the page alone before the click', async () => {
    expect(await fake.page.evaluate(() => document.documentElement.children.length)).toBe(2);
    expect(fake.refused.filter((url) => !url.endsWith('/favicon.ico'))).toEqual([]);
  });

  it('is backed up from the toolbar button, whole', async () => {
    await capture();
    const lines = await restored();
    expect(lines[0]).toMatchObject({ type: 'captured-view', client: 'discord-web', ended: 'top', gap: false });
    expect(textsOf(lines)).toEqual(textsFrom(0, MESSAGES));
  });

  it('and the next time goes on with what is new', async () => {
    await fake.page.evaluate(
      (rows) => {
        const { fakeList } = globalThis as unknown as { fakeList: FakeListHandle };
        for (const row of rows) fakeList.append(row);
      },
      Array.from({ length: MORE }, (_, at) => plainRow(MESSAGES + at)),
    );
    await capture();
    const lines = await restored();
    expect(lines[0]).toMatchObject({ type: 'captured-view', ended: 'known', gap: false });
    expect(textsOf(lines)).toEqual(textsFrom(MESSAGES, MESSAGES + MORE));
  });
});
