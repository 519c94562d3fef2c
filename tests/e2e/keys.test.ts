import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Result } from '../../utils/errors.ts';
import type { HeirsSheets, KeyInfo, KeyKind, KeyList } from '../../utils/vault/key-types.ts';
import { findingsInBothSchemes } from './lib/accessibility.ts';
import { SoftwareAuthenticator } from './lib/software-authenticator.ts';
import { type Stage, openFirstStage, openSecondTab } from './lib/stage.ts';
import { appState, putStored, storedFiles } from './lib/stored-vault.ts';
import { ageProofs } from './lib/vault-clock.ts';
import { type VirtualAuthenticator, addVirtualAuthenticator } from './lib/virtual-authenticator.ts';
import * as walk from './lib/walkthrough.ts';

/** A key derived from words takes seconds by design. */
const KEY_TIMEOUT = 120_000;
const PASSWORD = 'rain on a tin roof at night';
const FOREIGN_KEY = join(import.meta.dirname, '../vectors/vault-v1/keys/a0d638f71304bebdcad7bfd918b94d49.age');

let folder: string;
let stage: Stage;
let page: Page;
let words: string;
let sheets: readonly string[];
/** The one of the page, and those of two more tabs: one is a security key, one Chromium's own virtual authenticator. */
const ownPasskeys = new SoftwareAuthenticator();
const securityKey = new SoftwareAuthenticator({ synced: false });
let keyTab: Page;
let virtualTab: Page;
let virtual: VirtualAuthenticator;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'passkeep-keys-'));
  stage = await openFirstStage(folder, ownPasskeys);
  page = stage.page;
  words = await walk.setUp(page);
  const chat = join(folder, 'chat.txt');
  await writeFile(chat, 'Are you there? '.repeat(1000));
  await walk.backUp(page, [chat]);
  keyTab = await openSecondTab(stage.session, async (tab) => await securityKey.install(tab));
  virtualTab = await openSecondTab(stage.session, async (tab) => {
    virtual = await addVirtualAuthenticator(tab, 'prf');
  });
});

afterAll(async () => {
  await stage?.session.kill();
  await rm(folder, { recursive: true, force: true });
});

async function ask<T>(type: string, data?: unknown): Promise<T> {
  const result = await page.evaluate(
    async (wanted) => {
      const answer = await chrome.runtime.sendMessage({ id: 0, timestamp: Date.now(), ...wanted });
      return (answer as { res: unknown }).res;
    },
    { type, data },
  );
  const { ok, ...rest } = result as Result<T>;
  if (!ok) throw new Error(JSON.stringify(rest));
  return (result as { value: T }).value;
}

const keys = async (): Promise<readonly KeyInfo[]> => (await ask<KeyList>('listKeys')).keys;
const keyNamed = async (name: string) => await find(({ name: own }) => own === name);
const keyOfKind = async (kind: KeyKind) => await find((key) => key.kind === kind);
const textOf = async (from: Page, selector: string) =>
  await from.$eval(selector, (element) => (element as HTMLElement).innerText);
const said = async (from: Page, text: string) =>
  await from.waitForFunction((wanted) => document.querySelector('main')?.innerText.includes(wanted), {}, text);

/** The selector of a key's card. */
async function find(matches: (key: KeyInfo) => boolean): Promise<string> {
  const key = (await keys()).find(matches);
  if (!key) throw new Error('no such key');
  return `[data-key="${key.id}"]`;
}

async function front(tab: Page): Promise<void> {
  await tab.bringToFront();
  await walk.goTo(tab, 'keys');
}

async function addPasskeyIn(tab: Page, place: string, name: string): Promise<void> {
  await front(tab);
  await walk.click(tab, '#add-passkey-card summary');
  await walk.click(tab, `[name="passkey-place"][value="${place}"]`);
  await tab.locator('#passkey-name').fill(name);
  await walk.click(tab, '#add-passkey');
}

async function openIn(tab: Page): Promise<void> {
  await tab.bringToFront();
  await walk.unlockWithPasskey(tab);
}

describe('passkeys', () => {
  it('is the first of two keys, which protect the archives', async () => {
    await front(page);
    await page.waitForSelector('#keys-state[data-protected="true"]');
    expect(await textOf(page, '#keys-state')).toContain('Protected by 2 keys');
    expect(await textOf(page, await keyOfKind('passkey'))).toContain('synced to your other devices');
    expect(await findingsInBothSchemes(page)).toEqual([]);
    const [made] = ownPasskeys.requested('create');
    expect(made?.user.name).toBe('Passkeep: opens your saved chats. Do not delete.');
    expect(made?.user.displayName).toMatch(/^Passkeep: .* \(do not delete\)$/);
    expect(made?.hints).toEqual([]);
  });

  it('can be added where the user wants, under a name', async () => {
    await addPasskeyIn(keyTab, 'security-key', 'Blue key');
    await said(keyTab, '“Blue key” opens your archives now.');
    const [made] = securityKey.requested('create');
    expect(made?.hints).toEqual(['security-key']);
    expect(made?.user.displayName).toBe('Passkeep: Blue key (do not delete)');
    expect(made?.excluded).toEqual([ownPasskeys.toJSON().credentials[0]?.id]);
    expect(await textOf(keyTab, await keyNamed('Blue key'))).toContain('only on the device where it was made');
    expect(await textOf(keyTab, '#keys-state')).toContain('Protected by 3 keys');
  });

  it('can be added with Chromium’s own ceremony', async () => {
    await addPasskeyIn(virtualTab, 'client-device', 'This virtual one');
    await said(virtualTab, '“This virtual one” opens your archives now.');
    expect(await virtual.passkeys()).toHaveLength(1);
  });

  it('are not made a second time where one is already', async () => {
    await addPasskeyIn(page, 'client-device', 'Again');
    await said(page, 'A passkey for these archives is there already.');
    expect(await keys()).toHaveLength(4);
  });

  it('that cannot make a key are refused, and given up', async () => {
    const other = new SoftwareAuthenticator();
    other.misbehaviour = { noPrf: true };
    const tab = await openSecondTab(stage.session, async (bare) => await other.install(bare));
    await addPasskeyIn(tab, 'hybrid', 'Old phone');
    await tab.waitForSelector('#add-passkey-card [data-code="PASSKEY_NO_PRF"]');
    expect(other.requested('signal')).toHaveLength(1);
    expect(await findingsInBothSchemes(tab)).toEqual([]);
    await tab.close();
  });

  it('open the archives in one ceremony, whichever answers', async () => {
    await page.bringToFront();
    await walk.lock(page);
    const before = [securityKey, ownPasskeys].map((one) => one.requested('get').length);
    await openIn(keyTab);
    await walk.lock(keyTab);
    await openIn(virtualTab);
    await walk.lock(virtualTab);
    await openIn(page);
    const after = [securityKey, ownPasskeys].map((one) => one.requested('get').length);
    expect(after.map((n, at) => n - (before[at] ?? 0))).toEqual([1, 1]);
    expect(securityKey.requested('get').at(-1)?.allowed).toHaveLength(3);
  });

  it('are renamed in place, and whoever keeps them is told', async () => {
    await front(page);
    const card = await keyNamed('Blue key');
    await walk.click(page, `${card} .rename-key`);
    await page.waitForFunction((one) => document.activeElement?.matches(`${one} input`), {}, card);
    await page.keyboard.type('Green key');
    await page.keyboard.press('Enter');
    await page.waitForFunction((one) => document.querySelector(`${one} h3`)?.textContent === 'Green key', {}, card);
    await page.waitForFunction((one) => document.activeElement?.matches(`${one} .rename-key`), {}, card);
    expect(ownPasskeys.requested('signal').at(-1)).toMatchObject({
      name: 'signalCurrentUserDetails',
      options: {
        userId: securityKey.requested('create')[0]?.user.id,
        name: 'Passkeep: opens your saved chats. Do not delete.',
        displayName: 'Passkeep: Green key (do not delete)',
      },
    });
  });
});

describe('a rehearsal', () => {
  beforeAll(async () => {
    await ask('setPassword', { password: PASSWORD });
    const made = await ask<HeirsSheets>('makeHeirs', { people: ['Anna', 'Ben', 'Cleo'], threshold: 2 });
    await ask('keepHeirs', { set: made.set });
    sheets = made.shares;
  });

  it('tries one passkey alone, and says what it opened', async () => {
    await page.reload();
    await front(page);
    const card = await find(({ kind, name }) => kind === 'passkey' && name === '');
    await walk.click(page, `${card} .try-key`);
    await said(page, 'It works. It opened your archives, and');
    expect(ownPasskeys.requested('get').at(-1)?.allowed).toEqual([ownPasskeys.toJSON().credentials[0]?.id]);
    expect(await textOf(page, card)).toMatch(/Last tried: today/);
  });

  it('is quiet where the passkey is somewhere else', async () => {
    const card = await keyNamed('Green key');
    await walk.click(page, `${card} .try-key`);
    await said(page, 'No passkey was used.');
    expect(await page.$('[role="alert"]')).toBeNull();
  });

  const typeWords = async () => await page.locator('#try-typed').fill(words);
  const typePassword = async () => await page.locator('#try-typed').fill(PASSWORD);
  const typeSheets = async () => {
    const fields = '#try-dialog textarea';
    await page.locator(fields).fill(sheets[0] ?? '');
    await page.waitForFunction((all) => document.querySelectorAll(all).length > 1, {}, fields);
    const [, second] = await page.$$(fields);
    await second?.type(sheets[2] ?? '');
  };

  it.each<[KeyKind, () => Promise<void>]>([
    ['words', typeWords],
    ['password', typePassword],
    ['heirs', typeSheets],
  ])('tries %s', async (kind, type) => {
    const card = await keyOfKind(kind);
    await walk.click(page, `${card} .try-key`);
    await page.waitForSelector('#try-dialog[open]');
    await type();
    await walk.click(page, '#try-dialog .confirm:enabled');
    await page.waitForSelector('#try-dialog', { hidden: true, timeout: KEY_TIMEOUT });
    expect(await textOf(page, card)).toMatch(/It works\. It opened your archives, and .* of the newest one, today\./);
  });

  it('says what is wrong in place', async () => {
    await walk.click(page, `${await keyOfKind('password')} .try-key`);
    await page.locator('#try-typed').fill('rain on a tin roof at noon');
    await walk.click(page, '#try-dialog .confirm:enabled');
    await page.waitForSelector('#try-dialog [data-code="PASSWORD_WRONG"]', { timeout: KEY_TIMEOUT });
    expect(await findingsInBothSchemes(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.waitForSelector('#try-dialog', { hidden: true });
  });
});

describe('removing', () => {
  let removed: ReadonlyMap<string, Buffer>;

  it('asks for a key in place when the last one was shown too long ago, and goes on', async () => {
    await ageProofs(stage.session, 11 * 60_000);
    const card = await keyNamed('Green key');
    const { length } = await keys();
    const before = await storedFiles(page);
    await walk.click(page, `${card} .remove-key`);
    await walk.click(page, '#remove-key-dialog .confirm');
    await page.waitForSelector('#remove-key-dialog .prove');
    expect(await keys()).toHaveLength(length);
    await walk.click(page, '#remove-key-dialog .prove-passkey');
    await page.waitForSelector(card, { hidden: true });
    await page.waitForSelector('#remove-key-dialog', { hidden: true });
    expect(await keys()).toHaveLength(length - 1);
    const after = await storedFiles(page);
    removed = new Map([...before].filter(([path]) => path.startsWith('keys/') && !after.has(path)));
    expect([...removed.keys()].map((path) => path.split('.')[1]).toSorted()).toEqual(['age', 'txt']);
    expect(ownPasskeys.requested('signal').at(-1)).toMatchObject({
      name: 'signalUnknownCredential',
      options: { credentialId: securityKey.toJSON().credentials[0]?.id },
    });
  });

  it('of a proof with words does as well', async () => {
    await ageProofs(stage.session, 22 * 60_000);
    const card = await keyOfKind('heirs');
    await walk.click(page, `${card} .remove-key`);
    await walk.click(page, '#remove-key-dialog .confirm');
    await walk.click(page, '#remove-key-dialog .prove-otherwise');
    await page.locator('#proof-typed').fill(words);
    await walk.click(page, '#remove-key-dialog .prove-typed:enabled');
    await page.waitForSelector(card, { hidden: true, timeout: KEY_TIMEOUT });
  });

  it('a removed key whose file is back opens nothing, and is named', async () => {
    await putStored(page, removed);
    await walk.lock(page);
    await keyTab.bringToFront();
    await walk.goTo(keyTab, 'archives');
    await walk.click(keyTab, '#unlock');
    await keyTab.waitForSelector('[data-code="KEY_REMOVED"]');
    expect(await textOf(keyTab, '[data-code="KEY_REMOVED"]')).toContain('Green key');
    expect(await findingsInBothSchemes(keyTab)).toEqual([]);
    expect(await appState(keyTab)).toMatchObject({ vault: 'locked' });
    await openIn(page);
    await front(page);
    await page.waitForSelector('#stray-keys');
    expect(await textOf(page, '#stray-keys')).toMatch(/removed on today, .*Green key.*, is back/);
  });

  it('a file of a key that nobody knows of is told, and both can be deleted', async () => {
    await putStored(page, new Map([['keys/00112233445566778899aabbccddeeff.age', await readFile(FOREIGN_KEY)]]));
    await page.reload();
    await page.waitForFunction(() => document.querySelectorAll('#stray-keys .delete-stray').length === 2);
    expect(await textOf(page, '#stray-keys')).toContain('keys/00112233445566778899aabbccddeeff.age');
    for (const left of [1, 0]) {
      await walk.click(page, '.delete-stray');
      await walk.click(page, '#stray-dialog .confirm');
      await page.waitForSelector('#stray-dialog', { hidden: true });
      await page.waitForFunction((n) => document.querySelectorAll('.delete-stray').length === n, {}, left);
    }
    const files = await storedFiles(page);
    expect([...removed.keys(), 'keys/00112233445566778899aabbccddeeff.age'].some((path) => files.has(path))).toBe(
      false,
    );
  });

  it('of what is needed is refused with the reason, by the page and behind it', async () => {
    await walk.click(page, `${await keyOfKind('words')} .remove-key`);
    await page.waitForSelector('#needed-key-dialog[open]');
    expect(await textOf(page, '#needed-key-dialog')).toContain('At least two different keys');
    await page.keyboard.press('Escape');
    const { id } = (await keys()).find(({ kind }) => kind === 'words') ?? {};
    await expect(ask('removeKey', { id })).rejects.toThrow('KEY_LAST');
    expect(await textOf(page, '#keys-state')).toContain('Protected by 3 keys');
  });

  it('leads to the change of the archives’ key where a device was lost', async () => {
    await walk.click(page, `${await keyNamed('This virtual one')} .remove-key`);
    await walk.click(page, '.to-rotation');
    await page.waitForFunction(() => document.activeElement?.id === 'rotation');
    await page.waitForSelector('#remove-key-dialog', { hidden: true });
  });
});

describe('after the archives got a new key elsewhere', () => {
  it('a passkey that was left behind reads, and is renewed with the words and one touch', async () => {
    await front(page);
    await walk.click(page, '#start-rotation');
    await walk.click(page, '.rotate-next');
    await walk.click(page, '.rotate-next');
    await walk.click(page, '#rotate-passkey');
    await page.locator('#rotate-words').fill(words);
    await walk.click(page, '#rotate:enabled');
    await page.waitForSelector('#rotate-outcome', { timeout: KEY_TIMEOUT });
    await walk.lock(page);

    await openIn(virtualTab);
    expect(await appState(virtualTab)).toMatchObject({ readsOnly: true });
    await front(virtualTab);
    await virtualTab.waitForSelector('#reads-only #renewal-typed');
    expect(await textOf(virtualTab, await keyNamed('This virtual one'))).toContain('it reads, but cannot save');
    expect(await findingsInBothSchemes(virtualTab)).toEqual([]);
    await virtualTab.locator('#renewal-typed').fill(words);
    await walk.click(virtualTab, '#show-renewed:enabled');
    await virtualTab.waitForFunction(() => document.activeElement?.id === 'renew-passkey', { timeout: KEY_TIMEOUT });
    expect(await findingsInBothSchemes(virtualTab)).toEqual([]);
    await walk.click(virtualTab, '#renew-passkey');
    await virtualTab.waitForSelector('#reads-only', { hidden: true });
    await said(virtualTab, 'It can save again.');
    await walk.lock(virtualTab);
    await openIn(virtualTab);
    expect(await appState(virtualTab)).toMatchObject({ readsOnly: false });
  });
});
