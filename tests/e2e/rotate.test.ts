import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findingsInBothSchemes } from './lib/accessibility.ts';
import { identitiesBehind, opens } from './lib/age-files.ts';
import { type Stage, openFirstStage, openSecondTab } from './lib/stage.ts';
import { SoftwareAuthenticator } from './lib/software-authenticator.ts';
import { appState, putStored, storedFiles } from './lib/stored-vault.ts';
import { until } from './lib/until.ts';
import * as walk from './lib/walkthrough.ts';

const KEY_TIMEOUT = 120_000;

let folder: string;
let stage: Stage;
/** The tab of the computer's own passkey, of one that will be lost, and of one that is left behind when the key changes. */
let page: Page;
let lostTab: Page;
let phoneTab: Page;
let words: string;
/** The vault's identity before and after the change, the files of the archive from before it, and those of the lost key. */
let oldKey = '';
let newKey = '';
let before: ReadonlyMap<string, Buffer>;
let lostFiles: ReadonlyMap<string, Buffer>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'passkeep-rotate-'));
  stage = await openFirstStage(folder, new SoftwareAuthenticator());
  ({ page } = stage);
  words = await walk.setUp(page);
  await backUp('before.txt', 'Hello\n'.repeat(1000));
  lostTab = await tabWithPasskey('Old phone');
  phoneTab = await tabWithPasskey('New phone');
  await page.bringToFront();
});

afterAll(async () => {
  await stage?.session.close();
  await rm(folder, { recursive: true, force: true });
});

const textOf = async (selector: string, of = page) =>
  await of.$eval(selector, (element) => (element as HTMLElement).innerText);

async function backUp(name: string, text: string): Promise<void> {
  await writeFile(join(folder, name), text);
  await walk.backUp(page, [join(folder, name)]);
}

/** One more tab, with an authenticator of its own, whose passkey is added to the open vault. */
async function tabWithPasskey(name: string): Promise<Page> {
  const authenticator = new SoftwareAuthenticator({ aaguid: Buffer.from(name.padEnd(16)).toString('base64url') });
  const tab = await openSecondTab(stage.session, async (one) => await authenticator.install(one));
  await tab.bringToFront();
  await walk.goTo(tab, 'keys');
  await walk.click(tab, '#add-passkey-card summary');
  await tab.locator('#passkey-name').fill(name);
  await walk.click(tab, '#add-passkey');
  await tab.waitForSelector(`.key ::-p-text(${name})`, { timeout: KEY_TIMEOUT });
  return tab;
}

async function files(kind: 'keys' | 'packs' | 'index' | 'snapshots'): Promise<Map<string, Buffer>> {
  const all = await storedFiles(page);
  return new Map([...all].filter(([path]) => path.startsWith(`${kind}/`) && path.endsWith('.age')));
}

/** Which of the files an identity opens, by their paths. */
async function opened(identity: string, among: ReadonlyMap<string, Buffer>): Promise<string[]> {
  const found: string[] = [];
  for (const [path, bytes] of among) if (await opens(identity, bytes)) found.push(path);
  return found.toSorted();
}

/** Those of the vault that are not slots. */
async function contents(): Promise<Map<string, Buffer>> {
  const all = [await files('packs'), await files('index'), await files('snapshots')];
  return new Map(all.flatMap((some) => [...some]));
}

/** The vault's identity, as the recovery words lead to it. */
const identity = async () => (await identitiesBehind(words, [...(await files('keys')).values()]))[0] ?? '';
const paths = (all: ReadonlyMap<string, Buffer>) => [...all.keys()].toSorted();

/** Changes the key by the keyboard: what is said below the words as they settle moves the button. */
async function change(): Promise<void> {
  const button = await page.waitForSelector('#rotate:enabled');
  await button?.press('Enter');
}

async function expectAccessible(of = page): Promise<void> {
  expect(await findingsInBothSchemes(of)).toEqual([]);
}

describe('after a device was lost', () => {
  it('its passkey is removed, and the wizard says what it can still open', async () => {
    await walk.goTo(page, 'keys');
    const name = await page.waitForSelector('.key ::-p-text(Old phone)');
    const lost = await name?.evaluate((element) => element.closest('.key')?.getAttribute('data-key'));
    await walk.click(page, `.key[data-key="${lost}"] .remove-key`);
    const withLost = await storedFiles(page);
    await walk.click(page, '#remove-key-dialog .confirm');
    await page.waitForSelector(`.key[data-key="${lost}"]`, { hidden: true, timeout: KEY_TIMEOUT });
    const left = await storedFiles(page);
    lostFiles = new Map([...withLost].filter(([path]) => path.startsWith('keys/') && !left.has(path)));
    expect(lostFiles.size).toBe(2);
    before = await contents();
    oldKey = await identity();
    expect(await opened(oldKey, before)).toEqual(paths(before));
    await walk.click(page, '#start-rotation');
    await page.waitForSelector('.rotate-next');
    expect(await textOf('.rotate-list')).not.toContain('Old phone');
    expect(await textOf('.rotate-list')).toContain('New phone');
    await expectAccessible();
    await walk.click(page, '.rotate-next');
    await page.waitForSelector('#rotate-card dl');
    expect(await textOf('#rotate-card dl')).toContain('What you have saved until now');
    expect(await textOf('#rotate-card dl')).toContain('What you save from now on');
    await expectAccessible();
    await walk.click(page, '.rotate-next');
  });

  it('two keys have to be shown, of which one can be wrong without harm', async () => {
    await page.waitForSelector('#rotate-words');
    expect(await page.$eval('#rotate', (button) => (button as HTMLButtonElement).disabled)).toBe(true);
    await walk.click(page, '#rotate-passkey');
    await page.waitForSelector('#rotate-passkey:disabled');
    expect(await page.$eval('#rotate', (button) => (button as HTMLButtonElement).disabled)).toBe(true);
    await page.locator('#rotate-words').fill(words.replace(/^\S+/, 'zoo'));
    await change();
    await page.waitForSelector('#rotate-card [role="alert"]', { timeout: KEY_TIMEOUT });
    await expectAccessible();
    expect(await identity()).toBe(oldKey);
  });

  it('the key is changed, and the page says what each key is worth now', async () => {
    await page.locator('#rotate-words').fill(words);
    await change();
    await page.waitForSelector('#rotate-outcome', { timeout: KEY_TIMEOUT });
    expect(await textOf('#rotate-card')).toContain('Your next backup stores everything once more');
    expect(await textOf('#rotate-opens')).toContain('Recovery words');
    expect(await textOf('#rotate-reads')).toContain('New phone');
    expect(await textOf('#old-archives')).toMatch(/^1 archive \(/);
    await expectAccessible();
    newKey = await identity();
    expect(newKey).toMatch(/^AGE-SECRET-KEY-PQ-1/);
    expect(newKey).not.toBe(oldKey);
  });

  it('what is saved from then on does not open with the old key', async () => {
    const changed = await contents();
    await backUp('after.txt', 'Good morning\n'.repeat(1000));
    const all = await contents();
    const recent = new Map([...all].filter(([path]) => !changed.has(path)));
    expect(paths(recent).filter((path) => path.startsWith('packs/')).length).toBeGreaterThan(0);
    expect(await opened(oldKey, recent)).toEqual([]);
    expect(await opened(newKey, recent)).toEqual(paths(recent));
    // And what was saved before still does, as the page says.
    const archive = paths(before).filter((path) => !path.startsWith('snapshots/'));
    expect(await opened(oldKey, all)).toEqual(expect.arrayContaining(archive));
    expect(await opened(oldKey, await files('keys'))).toEqual([]);
  });

  it('the passkey that was lost opens nothing', async () => {
    await walk.lock(page);
    await lostTab.bringToFront();
    await walk.goTo(lostTab, 'archives');
    await walk.click(lostTab, '#unlock');
    await lostTab.waitForSelector('output::-p-text(No passkey was used.)', { timeout: KEY_TIMEOUT });
    expect(await lostTab.$('#lock-now')).toBeNull();
  });

  it('nor does its own file help, which a sync program may bring back: it reads what there was, and saves nothing', async () => {
    await putStored(lostTab, lostFiles);
    await walk.unlockWithPasskey(lostTab);
    await until('the vault only to read', async () => (await appState(lostTab)).readsOnly);
    await lostTab.waitForSelector('#archive-list a');
    const titles = await lostTab.$$eval('#archive-list a', (all) => all.map((one) => one.textContent));
    expect(titles).toHaveLength(1);
    expect(titles[0]).toContain('before');
    await walk.lock(lostTab);
  });

  it('a passkey that was left behind reads everything, and saves nothing', async () => {
    await phoneTab.bringToFront();
    await walk.unlockWithPasskey(phoneTab);
    for (const title of ['before', 'after']) await walk.openArchive(phoneTab, title);
    await writeFile(join(folder, 'third.txt'), 'No\n');
    await walk.collect(phoneTab, [join(folder, 'third.txt')]);
    await walk.click(phoneTab, '#start-backup');
    await phoneTab.waitForSelector('.job[data-status="failed"]', { timeout: KEY_TIMEOUT });
    expect(await textOf('.job', phoneTab)).toContain('This key is from before the key of your archives was changed');
    await expectAccessible(phoneTab);
    await walk.click(phoneTab, '#dismiss-job');
  });

  it('that passkey is renewed by showing a renewed key once, and itself', async () => {
    await walk.goTo(phoneTab, 'keys');
    await phoneTab.locator('#renewal-typed').fill(words);
    await walk.click(phoneTab, '#show-renewed:enabled');
    await walk.click(phoneTab, '#renew-passkey');
    await phoneTab.waitForSelector('#rotate-reads', { hidden: true, timeout: KEY_TIMEOUT });
    await walk.lock(phoneTab);
    await walk.unlockWithPasskey(phoneTab);
    await walk.goTo(phoneTab, 'keys');
    await phoneTab.waitForSelector('#rotate-card');
    expect(await phoneTab.$('#reads-only')).toBeNull();
  });

  it('the archives from before are encrypted anew, and the old key opens nothing any more', async () => {
    await page.bringToFront();
    await walk.goTo(page, 'keys');
    await walk.click(page, '#reencrypt:enabled');
    await walk.jobDone(page, async () => await expectAccessible());
    await walk.goTo(page, 'keys');
    await page.waitForSelector('#old-archives', { hidden: true });
    const all = await contents();
    expect(await opened(oldKey, all)).toEqual([]);
    expect(await opened(newKey, all)).toEqual(paths(all));
  });

  it('they restore as they were', async () => {
    const path = await walk.restore(page, stage.downloads, 'before');
    expect(await readFile(path, 'utf8')).toBe('Hello\n'.repeat(1000));
  });
});
