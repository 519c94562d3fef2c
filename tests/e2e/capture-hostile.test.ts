import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CaptureState } from '../../utils/messages/state.ts';
import { openFake } from './lib/fake-messenger.ts';
import { openPopup } from './lib/pages.ts';
import { SoftwareAuthenticator } from './lib/software-authenticator.ts';
import { type Stage, openFirstStage } from './lib/stage.ts';
import { appState } from './lib/stored-vault.ts';
import { startCapture, type TakenOver, takeOver } from './lib/taken-over-page.ts';
import { until } from './lib/until.ts';
import * as walk from './lib/walkthrough.ts';

const EVERYTHING = { kind: 'chat', since: null } as const;

let folder: string;
let stage: Stage;
let app: Page;
let sites = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'passkeep-hostile-'));
  stage = await openFirstStage(folder, new SoftwareAuthenticator());
  app = stage.page;
  await walk.setUp(app);
});

afterAll(async () => {
  await stage?.session.close();
  await rm(folder, { recursive: true, force: true });
});

/** A page at an address of its own. */
async function openSite(): Promise<Page> {
  const url = `https://chat-${sites++}.example/`;
  return (await openFake(stage.session.browser, { url, html: '<!doctype html><title>Chat</title><p>Hello' })).page;
}

async function takenOver(): Promise<TakenOver> {
  return await takeOver(stage.session, app, await openSite());
}

const captureOf = async (tab: number): Promise<CaptureState | undefined> =>
  (await appState(app)).captures.findLast((capture) => capture.tab === tab);

async function ended(tab: number): Promise<CaptureState> {
  return await until('the end of the capture', async () => {
    const capture = await captureOf(tab);
    return capture && (capture.status === 'saved' || capture.status === 'failed') ? capture : null;
  });
}

/**
 * Sends messages on a port of this name, each so many times, without waiting; tells what is heard until it is cut. Runs in
 * the page.
 */
async function flood(name: string, lies: readonly string[], times: number): Promise<unknown[]> {
  const chat = { type: 'chat', client: 'slack-web', chat: { id: 'c', title: 'Evil', kind: 'group' }, me: null };
  const batch = (key: string, text: string, count: number) => ({
    type: 'messages',
    people: [],
    messages: Array.from({ length: count }, (_, at) => ({
      key: key + at,
      message: { id: null, time: null, sender: null, kind: 'text', text },
    })),
  });
  const makers: Readonly<Record<string, () => unknown>> = {
    chat: () => chat,
    batch: () => batch('k', 'x'.repeat(100), 500),
    huge: () => batch('k', 'x'.repeat(30_000_000), 1),
    title: () => ({ ...chat, chat: { ...chat.chat, title: 'x'.repeat(30_000_000) } }),
    polluted: () =>
      JSON.parse(
        '{"type": "chat", "client": "slack-web", "me": null, "chat": {"__proto__": {"id": "c", "title": "t"}},' +
          '"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}}}',
      ),
    own: () => ({ id: 1, type: 'getState', timestamp: 1 }),
    circle: () => {
      const circle = { type: 'messages', people: [], messages: [] as unknown[] };
      circle.messages.push(circle);
      return circle;
    },
    endless: () => ({ ...batch('k', '', 1), people: Object.assign([], { length: 2 ** 32 - 1 }) }),
    elsewhere: () => ({ type: 'media', path: '../../../etc/passwd', blob: new Blob(['x']) }),
  };
  const port = chrome.runtime.connect({ name });
  const heard: unknown[] = [];
  port.onMessage.addListener((message) => heard.push(message));
  const cut = new Promise<void>((resolve) => port.onDisconnect.addListener(() => resolve()));
  try {
    for (const lie of lies) for (let time = 0; time < times; time++) port.postMessage(makers[lie]?.());
  } catch {
    // It has been cut.
  }
  await cut;
  return heard;
}

describe('a page that somebody has taken over', () => {
  let liar: TakenOver;
  beforeAll(async () => {
    liar = await takenOver();
  });
  afterAll(async () => await liar.page.close());

  it('gets no answer from the extension, whatever it asks, and no port that nobody expects', async () => {
    const ask = async (type: string) => {
      const asked = chrome.runtime.sendMessage({ id: 1, type, data: { view: 'keys', tab: 1 }, timestamp: Date.now() });
      const answer = (await asked.catch(() => null)) as { res?: unknown } | null;
      return answer?.res ?? null;
    };
    expect(await app.evaluate(ask, 'getState')).toMatchObject({ ok: true, value: { vault: 'unlocked' } });
    for (const type of ['getState', 'listArchives', 'listKeys', 'lock', 'startCapture', 'ensureOffscreen', 'openApp'])
      expect(await liar.run(ask, type), type).toBeNull();
    expect(await liar.run(flood, 'state', [], 0)).toEqual([]);
    expect(await liar.run(flood, 'capture', ['chat'], 1)).toEqual([]);
    expect(await appState(app)).toMatchObject({ vault: 'unlocked', lockPending: false, captures: [] });
  });

  it.each<[string, readonly string[], number]>([
    ['sends without waiting', ['chat', 'batch'], 300],
    ['sends a huge text', ['chat', 'huge'], 1],
    ['has a huge title', ['title'], 1],
    ['sends prototypes', ['polluted'], 1],
    ['speaks as the extension does', ['own'], 1],
    ['sends what has no end', ['endless'], 1],
    ['sends what is within itself', ['circle'], 1],
    ['names files elsewhere', ['elsewhere'], 1],
  ])('spoils its own capture only where it %s', async (_, lies, times) => {
    await startCapture(app, liar.tab, EVERYTHING);
    const heard = await liar.run(flood, 'capture', lies, times);
    expect(heard.at(-1)).toEqual({ type: 'failed', failure: { code: 'PAGE_LIED' } });
    expect(await ended(liar.tab)).toMatchObject({ status: 'failed', failure: { code: 'PAGE_LIED' } });
    expect(await appState(app)).toMatchObject({ archives: 0, jobs: [] });
    expect(await app.evaluate(() => 'polluted' in {})).toBe(false);
  });
});

/** Begins a chat, and sends one batch; resolves when it has been taken. Runs in the page. */
async function tellSome(title: string, messages: number): Promise<void> {
  const port = chrome.runtime.connect({ name: 'capture' });
  Object.assign(globalThis, { port });
  const next = () =>
    new Promise<unknown>((resolve) => {
      port.onMessage.addListener(function listen(message) {
        port.onMessage.removeListener(listen);
        resolve(message);
      });
    });
  const begun = next();
  port.postMessage({ type: 'chat', client: 'slack-web', chat: { id: title, title, kind: 'group' }, me: null });
  await begun;
  const taken = next();
  const batch = Array.from({ length: messages }, (_, at) => ({
    key: `id:${at}`,
    message: { id: `${at}`, time: null, sender: 'bo', kind: 'text', text: `no ${at}` },
  }));
  port.postMessage({ type: 'messages', people: [{ id: 'bo', name: 'Bo' }], messages: batch });
  await taken;
}

describe('pages that go away in the middle', () => {
  it('leave what has come: two at once, one closed and one left', async () => {
    const [closed, left, empty] = [await takenOver(), await takenOver(), await takenOver()];
    for (const { tab } of [closed, left, empty]) await startCapture(app, tab, EVERYTHING);
    await closed.run(tellSome, 'Closed', 30);
    await left.run(tellSome, 'Left', 20);
    expect((await appState(app)).captures.slice(-3).map(({ status }) => status)).toEqual([
      'reading',
      'reading',
      'starting',
    ]);
    await empty.run(() => void Object.assign(globalThis, { port: chrome.runtime.connect({ name: 'capture' }) }));
    await Promise.all([closed.page.close(), left.page.goto('about:blank'), empty.page.close()]);
    expect(await ended(closed.tab)).toMatchObject({ status: 'saved', ended: 'interrupted', messages: 30 });
    expect(await ended(left.tab)).toMatchObject({ status: 'saved', ended: 'interrupted', messages: 20 });
    expect(await ended(empty.tab)).toMatchObject({ status: 'failed', failure: { code: 'PAGE_GONE' } });
    expect((await appState(app)).archives).toBe(2);
    await left.page.close();
  });

  it('leave the file that was downloaded, through the popup, beside one in another tab that is never given', async () => {
    const [giving, silent] = [await openSite(), await openSite()];
    const tabs: number[] = [];
    for (const page of [giving, silent]) {
      const popup = await openPopup(stage.session, page);
      await walk.click(popup, '#capture-export');
      tabs.push(
        await until('the page to be heard', async () => {
          const capture = (await appState(app)).captures.at(-1);
          const isNew = capture?.status === 'waiting' && !tabs.includes(capture.tab);
          return isNew ? capture.tab : null;
        }),
      );
      await popup.close().catch(() => {});
    }
    await giving.bringToFront();
    // Its own scripts have nothing to speak to the extension with, also now.
    expect(await giving.evaluate(() => [typeof globalThis.chrome?.runtime, 'browser' in globalThis])).toEqual([
      'undefined',
      false,
    ]);
    await giving.evaluate(() => {
      const link = document.createElement('a');
      link.href = URL.createObjectURL(new Blob(['{"messages": []}']));
      link.download = '../Our_trip.json';
      link.click();
    });
    await until('the file', async () => (await captureOf(tabs[0] ?? -1))?.files === 1);
    await Promise.all([giving.close(), silent.goto('about:blank')]);
    expect(await ended(tabs[0] ?? -1)).toMatchObject({ status: 'saved', files: 1, bytes: 16 });
    expect(await ended(tabs[1] ?? -1)).toMatchObject({ status: 'failed', failure: { code: 'PAGE_GONE' } });
    expect((await appState(app)).archives).toBe(3);
    await silent.close();
  });
});
