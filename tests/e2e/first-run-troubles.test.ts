import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ErrorCode } from '../../utils/errors.ts';
import { findingsInBothSchemes } from './lib/accessibility.ts';
import { type Misbehaviour, SoftwareAuthenticator } from './lib/software-authenticator.ts';
import { type Stage, openFirstStage, openSecondTab, openStage } from './lib/stage.ts';
import { appState, storedFiles } from './lib/stored-vault.ts';
import { type AuthenticatorKind, addVirtualAuthenticator } from './lib/virtual-authenticator.ts';
import * as walk from './lib/walkthrough.ts';

const SHOWN_WORDS = '#words li:nth-child(12)';

let folder: string;
let stage: Stage;
let page: Page;
const authenticator = new SoftwareAuthenticator();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'passkeep-first-run-'));
  stage = await openFirstStage(folder, authenticator);
  page = stage.page;
});

afterAll(async () => {
  await stage?.session.kill();
  await rm(folder, { recursive: true, force: true });
});

/** What the page says, the quiet line included. */
async function said(from: Page): Promise<string> {
  return await from.$eval('main', (main) => main.innerText);
}

async function expectNothingMade(from: Page): Promise<void> {
  expect([...(await storedFiles(from)).keys()]).toEqual([]);
  expect(await appState(from)).toMatchObject({ vault: 'none', storedBytes: 0 });
}

/** Makes the vault as far as its passkey, from the button that is on the screen. */
async function createPasskey(from: Page): Promise<void> {
  await walk.click(from, '#create-passkey');
  await from.waitForSelector('#words');
  expect(await appState(from)).toMatchObject({ vault: 'setup', setupOpen: true });
}

async function abandon(from: Page): Promise<void> {
  await from.evaluate(() => chrome.runtime.sendMessage({ id: 0, type: 'abandonSetup', timestamp: Date.now() }));
  await from.waitForSelector('#create-passkey:enabled');
}

async function shownWords(): Promise<string> {
  await page.waitForSelector(SHOWN_WORDS, { timeout: 60_000 });
  return await page.$$eval('#words li', (items) => items.map((item) => item.textContent.trim()).join(' '));
}

/** The file of a key. */
const SLOT = /^keys\/.*\.age$/;

describe('before there is a vault', () => {
  it('asks for consent before anything else, and a reload does not ask for it again', async () => {
    await page.waitForSelector('#agree');
    await page.reload();
    await walk.click(page, '#agree');
    await page.waitForSelector('#start-new');
    await page.reload();
    await walk.click(page, '#start-new');
    await page.waitForSelector('#create-passkey:enabled');
    await expectNothingMade(page);
  });

  describe('a passkey that cannot be used', () => {
    afterEach(async () => {
      authenticator.misbehaviour = {};
      await abandon(page);
    });

    const unusable: [string, Misbehaviour, ErrorCode, string][] = [
      ['knows no PRF', { noPrf: true }, 'PASSKEY_NO_PRF', 'This passkey cannot make a key'],
      [
        'is enabled and gives no results',
        { enabledWithoutResults: true },
        'PASSKEY_NO_PRF_RESULT',
        'This passkey did not give a key',
      ],
      [
        'answers differently at get than at create',
        { differentAtGet: true },
        'PASSKEY_UNSTABLE',
        'This passkey gave two different answers',
      ],
      [
        'answers differently every time',
        { unstable: true },
        'PASSKEY_UNSTABLE',
        'This passkey gave two different answers',
      ],
    ];
    it.each(unusable)('which %s: says why and which ones work', async (_, misbehaviour, code, why) => {
      authenticator.misbehaviour = misbehaviour;
      await walk.click(page, '#create-passkey');
      await page.waitForSelector(`#other-passkey[data-code="${code}"]`);
      const text = await said(page);
      expect(text).toContain(why);
      expect(text).toContain('Try again, and choose another place for the passkey');
      expect(text).toContain('Windows Hello');
      expect(await findingsInBothSchemes(page)).toEqual([]);
      await expectNothingMade(page);
      authenticator.misbehaviour = {};
      await createPasskey(page);
    });

    it('without having checked the user: says so', async () => {
      authenticator.misbehaviour = { userVerification: false };
      await walk.click(page, '#create-passkey');
      await page.waitForSelector('[role="alert"][data-code="PASSKEY_NOT_VERIFIED"]');
      expect(await said(page)).toContain('Set up a PIN, fingerprint or face');
      expect(await findingsInBothSchemes(page)).toEqual([]);
      await expectNothingMade(page);
      authenticator.misbehaviour = {};
      await createPasskey(page);
    });

    it.each(['create', 'get'] as const)('cancelled at %s: a quiet line, and it can be tried again', async (cancel) => {
      authenticator.misbehaviour = { cancel };
      await walk.click(page, '#create-passkey');
      await page.waitForFunction(() => document.querySelector('main')?.innerText.includes('No passkey was used.'));
      expect(await page.$('[role="alert"], #other-passkey')).toBeNull();
      await page.waitForSelector('#create-passkey:enabled');
      expect(await findingsInBothSchemes(page)).toEqual([]);
      await expectNothingMade(page);
      authenticator.misbehaviour = {};
      await createPasskey(page);
    });

    it.each(['create', 'get'] as const)('which never answers at %s: a reload leaves nothing behind', async (silent) => {
      authenticator.misbehaviour = { silent };
      const asked = authenticator.requested(silent).length;
      await walk.click(page, '#create-passkey');
      await page.waitForSelector('#create-passkey:disabled');
      await expect.poll(() => authenticator.requested(silent).length).toBe(asked + 1);
      expect(await findingsInBothSchemes(page)).toEqual([]);
      await page.reload();
      await walk.click(page, '#start-new');
      await page.waitForSelector('#create-passkey:enabled');
      await expectNothingMade(page);
      authenticator.misbehaviour = {};
      await createPasskey(page);
    });
  });

  it.each<[string, Misbehaviour]>([
    ['at get only', { resultsOnlyAtGet: true }],
    ['as arrays', { arrayResults: true }],
  ])('takes results that come %s', async (_, misbehaviour) => {
    const asked = authenticator.requested('get').length;
    authenticator.misbehaviour = misbehaviour;
    await createPasskey(page);
    expect(authenticator.requested('get')).toHaveLength(asked + (misbehaviour.resultsOnlyAtGet ? 2 : 1));
    authenticator.misbehaviour = {};
    await abandon(page);
  });

  it('says that the browser has no passkeys, where it has none', async () => {
    const bare = await openSecondTab(stage.session, (tab) =>
      tab.evaluateOnNewDocument(() => {
        Object.assign(globalThis, { kept: PublicKeyCredential });
        Reflect.deleteProperty(globalThis, 'PublicKeyCredential');
      }),
    );
    await walk.click(bare, '#start-new');
    await walk.click(bare, '#create-passkey');
    await bare.waitForSelector('#other-passkey[data-code="PASSKEY_UNSUPPORTED"]');
    expect(await said(bare)).toContain('This browser cannot use passkeys here');
    expect(await findingsInBothSchemes(bare)).toEqual([]);
    await expectNothingMade(bare);
    await bare.evaluate(() => {
      Object.assign(globalThis, { PublicKeyCredential: (globalThis as unknown as { kept: unknown }).kept });
    });
    await addVirtualAuthenticator(bare, 'prf');
    await createPasskey(bare);
    await abandon(bare);
    await bare.close();
  });

  it.each<[AuthenticatorKind, boolean, string, string]>([
    ['noPrf', true, '#other-passkey[data-code="PASSKEY_NO_PRF"]', 'This passkey cannot make a key'],
    ['prf', false, '#create-passkey:enabled', 'No passkey was used.'],
  ])('fails with the browser’s own authenticator (%s, user verified: %s)', async (kind, verified, shown, why) => {
    const own = await openSecondTab(stage.session, async () => {});
    const bad = await addVirtualAuthenticator(own, kind);
    await bad.setUserVerified(verified);
    await walk.click(own, '#start-new');
    await walk.click(own, '#create-passkey');
    await own.waitForSelector(shown);
    await own.waitForFunction((text) => document.querySelector('main')?.innerText.includes(text), {}, why);
    expect(await findingsInBothSchemes(own)).toEqual([]);
    await expectNothingMade(own);
    await bad.remove();
    await addVirtualAuthenticator(own, 'prf');
    await createPasskey(own);
    await abandon(own);
    await own.close();
  });
});

describe('a set-up left in the middle', () => {
  let words: string;

  it('goes on with the same words after a reload while they are shown', async () => {
    await page.bringToFront();
    await createPasskey(page);
    words = await shownWords();
    await page.reload();
    expect(await shownWords()).toBe(words);
    await walk.click(page, '#words-written');
    expect(await said(page)).not.toContain(words.split(' ').slice(0, 2).join(' '));
  });

  it('goes on after a reload before they are proved, and no form restore brings back what was typed', async () => {
    await page.locator('#words-typed').fill(words);
    await page.reload();
    expect(await shownWords()).toBe(words);
    await walk.click(page, '#words-written');
    await page.waitForSelector('#words-typed');
    expect(await page.$eval('#words-typed', (field) => (field as HTMLTextAreaElement).value)).toBe('');
    await page.goto('about:blank');
    await page.goBack();
    expect(await shownWords()).toBe(words);
    await walk.click(page, '#words-written');
    expect(await page.$eval('#words-typed', (field) => (field as HTMLTextAreaElement).value)).toBe('');
  });

  const notThem: [string, (list: string[]) => string, ErrorCode][] = [
    ['eleven of them', (list) => list.slice(1).join(' '), 'WORDS_INVALID'],
    ['a misspelt one', ([, ...rest]) => ['zzzzz', ...rest].join(' '), 'WORDS_INVALID'],
    ['another order', (list) => list.toSorted().toReversed().join(' '), 'WORDS_INVALID'],
    ['other words', () => 'legal winner thank year wave sausage worth useful legal winner thank yellow', 'WORDS_WRONG'],
  ];
  it.each(notThem)('refuses %s in words', async (_, change, expected) => {
    await page.locator('#words-typed').fill(change(words.split(' ')));
    await walk.click(page, '#prove-words');
    // Another order may by chance have a matching checksum, one time in sixteen: then they are only the wrong ones.
    const refused = `[role="alert"]:is([data-code="${expected}"], [data-code="WORDS_WRONG"])`;
    await page.waitForSelector(refused, { timeout: 60_000 });
    expect(await said(page)).toMatch(/These (are not twelve recovery words|words do not open your archives)/);
    expect(await findingsInBothSchemes(page)).toEqual([]);
    expect(await appState(page)).toMatchObject({ vault: 'setup' });
    expect([...(await storedFiles(page)).keys()].filter((path) => SLOT.test(path))).toHaveLength(1);
  });

  it('resumes with the passkey, and with new words, when the browser was killed', async () => {
    await stage.session.kill();
    stage = await openStage(folder, authenticator);
    page = stage.page;
    await page.waitForSelector('#resume-setup');
    expect(await findingsInBothSchemes(page)).toEqual([]);
    authenticator.misbehaviour = { cancel: true };
    await walk.click(page, '#resume-setup');
    await page.waitForFunction(() => document.querySelector('main')?.innerText.includes('No passkey was used.'));
    authenticator.misbehaviour = {};
    await walk.click(page, '#resume-setup');
    expect(await shownWords()).not.toBe(words);
  });

  it('starts again from nothing where the user wants that', async () => {
    await stage.session.kill();
    stage = await openStage(folder, authenticator);
    page = stage.page;
    await walk.click(page, '#start-again');
    await page.waitForSelector('#create-passkey:enabled');
    await expectNothingMade(page);
    await createPasskey(page);
    words = await shownWords();
  });

  it('accepts the words with numbers, line feeds, capitals and blanks', async () => {
    await walk.click(page, '#words-written');
    const list = words.split(' ').map((word, index) => ` ${index + 1}.  ${index % 2 ? word.toUpperCase() : word} ,`);
    await page.locator('#words-typed').fill(`\n${list.join('\n\t ')}\n`);
    await walk.click(page, '#prove-words');
    await page.waitForSelector('#protected', { timeout: 60_000 });
    expect(await appState(page)).toMatchObject({ vault: 'unlocked' });
    expect([...(await storedFiles(page)).keys()].filter((path) => SLOT.test(path))).toHaveLength(2);
  });
});
