import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { combineShares } from '@/utils/heirs/split';
import type { ProtocolMap } from '@/utils/messages/protocol';
import { wordsToDigits } from '@/utils/recovery/digits';
import { type Session, launch } from './lib/browser.ts';
import { writeWhatsAppZip } from './lib/exports.ts';
import { type RecordedMessage, recordMessages } from './lib/message-record.ts';
import { appOpenedByItself, extensionUrl } from './lib/pages.ts';
import { scanProfile } from './lib/profile-scan.ts';
import { SoftwareAuthenticator } from './lib/software-authenticator.ts';
import { appState, storedFiles } from './lib/stored-vault.ts';
import { type Traces, collectTraces } from './lib/traces.ts';
import { until } from './lib/until.ts';
import * as secrets from './lib/vault-secrets.ts';
import * as walk from './lib/walkthrough.ts';

/** What has to carry a secret, since the user has to see it, or has typed it. Nothing else may. */
const MAY_CARRY: readonly `${'request' | 'answer'} ${keyof ProtocolMap}`[] = [
  'answer newWords',
  'request proveWords',
  'request unlock',
  'request tryKey',
  'request setPassword',
  'answer makeHeirs',
  'request rotate',
];

const PASSWORD = 'Ein Käfig voller Vögel, 1982!';
const OTHER_PASSWORD = 'zwölf Boxkämpfer jagen Viktor';

describe("the keys' secrets, through a whole life of keys", () => {
  const authenticator = new SoftwareAuthenticator();
  const known: secrets.Secrets = new Map();
  const messages: RecordedMessage[] = [];
  /** What the app's pages held beside text: attributes and titles, each time after a secret was shown or typed. */
  const attributes: string[] = [];
  let folder: string;
  let session: Session;
  let traces: Traces;
  let stored = '';

  const ask = async (page: Page, type: keyof ProtocolMap, data?: unknown) =>
    await page.evaluate(
      async (name, input) => {
        const answer = await chrome.runtime.sendMessage({ id: 1, type: name, data: input, timestamp: Date.now() });
        return (answer as { res: unknown }).res;
      },
      type,
      data,
    );
  const value = async <T>(page: Page, type: keyof ProtocolMap, data?: unknown): Promise<T> => {
    const result = (await ask(page, type, data)) as { ok: boolean; value: T; error: unknown };
    expect(result, type).toMatchObject({ ok: true });
    return result.value;
  };
  const code = async (page: Page, type: keyof ProtocolMap, data: unknown) =>
    ((await ask(page, type, data)) as { error?: { code: string } }).error?.code;
  const noteAttributes = async (page: Page) =>
    void attributes.push(
      await page.evaluate(() => {
        const all = [...document.querySelectorAll('*')].flatMap((element) => [...element.attributes]);
        const written = all.map(({ name, value: text }) => `${name}=${text}`);
        return [document.title, location.href, JSON.stringify(history.state), ...written].join('\n');
      }),
    );

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'passkeep-secrets-'));
    session = await launch({ profile: join(folder, 'profile') });
    traces = await collectTraces(session.browser);
    const page = await appOpenedByItself(session);
    await authenticator.install(page);
    await recordMessages(page, messages);
    await page.reload();
    // A second context, which hears what the others send.
    const listener = await session.browser.newPage();
    await recordMessages(listener, messages);
    await listener.goto(extensionUrl(session, 'popup.html'));
    await page.bringToFront();
    await live(page);
  }, 400_000);
  afterAll(async () => {
    await session?.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function live(page: Page): Promise<void> {
    const first = await walk.setUp(page, async () => await noteAttributes(page));
    secrets.addWords(known, 'the first words', first);
    secrets.addText(known, 'the first words as digits', wordsToDigits(first).join(' '));

    const words = await value<string>(page, 'newWords');
    expect(await code(page, 'proveWords', { words: first })).toBe('WORDS_WRONG');
    await value(page, 'proveWords', { words });
    const digits = wordsToDigits(words).join(' ');
    secrets.addWords(known, 'the words', words);
    secrets.addText(known, 'the digits', digits);
    await value(page, 'tryKey', { kind: 'words', typed: digits });
    expect(await code(page, 'tryKey', { kind: 'words', typed: first })).toMatch(/WORDS_WRONG|KEY_REMOVED/);
    expect(await code(page, 'tryKey', { kind: 'words', typed: `${words} zoo` })).toBe('WORDS_INVALID');

    for (const [name, password] of Object.entries({ 'the first password': OTHER_PASSWORD, 'the password': PASSWORD })) {
      secrets.addText(known, name, password);
      await value(page, 'setPassword', { password });
    }
    expect(await code(page, 'setPassword', { password: PASSWORD.slice(0, 7) })).toBe('PASSWORD_WEAK');
    expect(await code(page, 'tryKey', { kind: 'password', typed: `${PASSWORD}!` })).toBe('PASSWORD_WRONG');

    const people = ['Ada', 'Zoë', 'محمد'];
    const { set, shares } = await value<{ set: string; shares: string[] }>(page, 'makeHeirs', { people, threshold: 2 });
    for (const [at, share] of shares.entries()) secrets.addText(known, `sheet ${at + 1}`, share);
    secrets.addBytes(known, "the heirs' secret", await combineShares(shares.slice(0, 2)));
    await value(page, 'keepHeirs', { set });
    const mistyped = shares[0]?.replace(/.$/, (last) => (last === 'Q' ? 'P' : 'Q'));
    expect(await code(page, 'tryKey', { kind: 'heirs', shares: [mistyped, shares[1]] })).toBe('SHARE_INVALID');
    expect(await code(page, 'tryKey', { kind: 'heirs', shares: [shares[0]] })).toBe('SHARES_MISSING');
    await value(page, 'tryKey', { kind: 'heirs', shares: shares.slice(1) });
    await noteSlots(page, 'before the change', words);

    const exported = join(folder, 'export.zip');
    await writeWhatsAppZip(exported, { marker: 'a life of keys', messages: 50, photos: [] });
    await walk.backUp(page, [exported]);
    await value(page, 'rotate', {
      proofs: [
        { kind: 'words', typed: words },
        { kind: 'heirs', shares },
      ],
    });
    await noteSlots(page, 'after the change', words);
    await value(page, 'startReencrypt');
    await until('the archives to be encrypted anew', async () =>
      (await appState(page)).jobs.some(({ kind, status }) => kind === 'reencrypt' && status === 'done'),
    );

    for (const proof of [
      { kind: 'words', typed: digits },
      { kind: 'password', typed: PASSWORD },
      { kind: 'heirs', shares },
    ]) {
      await value(page, 'lock');
      await value(page, 'unlock', proof);
    }
    await value(page, 'lock');
    await walk.goTo(page, 'archives');
    await walk.click(page, '#use-words');
    await page.locator('#words-typed').fill(words);
    await noteAttributes(page);
    await walk.click(page, '#unlock-words');
    await page.waitForSelector('#lock-now');
    await walk.goTo(page, 'keys');
    await page.waitForSelector('#lock-shortcut');
    await noteAttributes(page);
    await value(page, 'lock');
    await sayMarkers(page);
    stored = await everythingStored(page);
  }

  async function noteSlots(page: Page, when: string, words: string): Promise<void> {
    for (const [path, file] of await storedFiles(page)) {
      if (!/^keys\/.*\.age$/.test(path)) continue;
      const header = file.subarray(0, 200).toString('latin1');
      // The password's slot is not for the words.
      if (header.includes('-> scrypt'))
        await secrets.addIdentities(known, `${when}, ${path}`, file, words).catch(() => {});
      if (header.includes('fido2prf')) secrets.addWrapKey(known, when, authenticator.toJSON(), file);
    }
  }

  /** Something for each place that is searched, so that it is known that the search would find it. */
  async function sayMarkers(page: Page): Promise<void> {
    const offscreen = await session.browser.waitForTarget((one) => one.url().endsWith('/offscreen.html'));
    await page.evaluate(() => console.log('marker of the page'));
    await (await offscreen.asPage()).evaluate(() => console.log('marker of the offscreen document'));
    const worker = await session.browser.waitForTarget((one) => one.type() === 'service_worker');
    await (await worker.worker())?.evaluate(() => console.log('marker of the service worker'));
    const vault = await session.browser.waitForTarget((one) => one.url().includes('/vault-worker'));
    const expression = "console.log('marker of the vault worker')";
    await (await vault.createCDPSession()).send('Runtime.evaluate', { expression });
    // The console tells of each in its own time.
    await until('all of them', () => markersIn(traces).size === 4);
  }

  it('were all there', () => {
    const names = [...known.keys()].join('\n');
    for (const part of ['the words', 'the digits', 'the password', 'sheet 3', "the heirs' secret", 'wrap key'])
      expect(names).toContain(part);
    expect(names).toMatch(/before the change, .*, identity 2\n/);
    expect(names).toMatch(/after the change, .*, identity 3\n/);
  });

  it('are in the messages that must carry them, and in no other message, answer, error or state', () => {
    const found = new Map<string, Set<string>>();
    for (const { way, type, text } of messages) {
      const names = secrets.secretsIn(known, text);
      const message = `${way === 'heard' ? 'request' : way} ${type}`;
      for (const name of names) found.set(message, (found.get(message) ?? new Set()).add(name));
    }
    const elsewhere = [...found].filter(([message]) => !MAY_CARRY.some((one) => one === message));
    expect(elsewhere).toEqual([]);
    // And the search is one that finds them.
    expect([...found.keys()].toSorted()).toEqual(MAY_CARRY.toSorted());
    const ways = new Set(messages.map(({ way }) => way));
    expect([...ways].toSorted()).toEqual(['answer', 'heard', 'port', 'request']);
    expect(messages.some(({ way, text }) => way === 'answer' && text.includes('WORDS_INVALID'))).toBe(true);
  });

  it('are identities and keys in no message at all', () => {
    const own = new Map([...known].filter(([name]) => /identity|seed|wrap key|answer|secret/.test(name)));
    expect(own.size).toBeGreaterThan(20);
    expect(messages.flatMap(({ text }) => secrets.secretsIn(own, text))).toEqual([]);
    expect(messages.filter(({ text }) => text.includes('AGE-SECRET-KEY'))).toEqual([]);
    expect(messages.filter(({ text }) => text.includes('a key that can be read'))).toEqual([]);
  });

  it('are on no console, in no exception, address, title or request', () => {
    expect([...markersIn(traces)].toSorted()).toEqual(['offscreen document', 'page', 'service worker', 'vault worker']);
    expect(traces.lines.some((line) => line.startsWith('target: chrome-extension://'))).toBe(true);
    expect(traces.lines.flatMap((line) => secrets.secretsIn(known, line))).toEqual([]);
  });

  it('are in no attribute', () => {
    expect(attributes.length).toBeGreaterThan(5);
    expect(attributes.every((text) => text.includes('lang='))).toBe(true);
    expect(attributes.flatMap((text) => secrets.secretsIn(known, text))).toEqual([]);
  });

  it('are in no storage of the extension', () => {
    expect(stored).toContain('lockAfterMinutes');
    expect(stored).toContain('age-encryption.org/v1');
    expect(secrets.secretsIn(known, stored)).toEqual([]);
  });

  it('are in no file of the profile once the browser is closed', async () => {
    await session.close();
    const { hits, bytes } = await scanProfile(session.profile, [session.extension.id], secrets.asStored(known));
    expect(hits.filter(({ encoding }) => encoding === 'bytes')).toEqual([]);
    expect(hits.length).toBeGreaterThan(0);
    expect(bytes).toBeGreaterThan(100_000);
  });
});

function markersIn({ lines }: Traces): Set<string> {
  return new Set(lines.flatMap((line) => /marker of the ([a-z ]+)/.exec(line)?.[1] ?? []));
}

/** All that the page's origin keeps: databases with their blobs, and the two simple storages. */
async function everythingStored(page: Page): Promise<string> {
  return await page.evaluate(async () => {
    const parts = [JSON.stringify(localStorage), JSON.stringify(sessionStorage), document.cookie];
    const all = async <T>(request: IDBRequest<T>) =>
      await new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const write = async (content: unknown): Promise<string> => {
      if (content instanceof Blob) return await write(new Uint8Array(await content.arrayBuffer()));
      if (ArrayBuffer.isView(content)) {
        const bytes = new Uint8Array(content.buffer, content.byteOffset, content.byteLength);
        return `${bytes.toHex()} ${Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')}`;
      }
      if (typeof content !== 'object' || content === null) return String(content);
      const fields = Object.entries(content).map(async ([name, field]) => `${name}: ${await write(field)}`);
      return (await Promise.all(fields)).join('\n');
    };
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await all(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        const contents = await all(database.transaction(store).objectStore(store).getAll());
        const keys = await all(database.transaction(store).objectStore(store).getAllKeys());
        parts.push(store, keys.join('\n'), ...(await Promise.all(contents.map(write))));
      }
      database.close();
    }
    return parts.join('\n');
  });
}
