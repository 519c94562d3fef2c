import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Failure } from '../../utils/errors.ts';
import type { KeyList } from '../../utils/vault/key-types.ts';
import { ALL_KINDS, ON_SECURITY_KEY, REMOVED_AT, SYNCED, keyOf, listOf } from './lib/told-keys.ts';
import { type ToldBrowser, openToldBrowser } from './lib/told-browser.ts';
import { IN_BROWSER, showTold } from './lib/told-state.ts';

const NARROW = 380;

let browser: ToldBrowser;
let page: Page;

beforeAll(async () => {
  browser = await openToldBrowser();
  ({ page } = browser);
});

afterAll(async () => await browser?.close());

const textOf = async (selector: string) => await page.$eval(selector, (element) => (element as HTMLElement).innerText);

async function show(
  list: KeyList,
  state = IN_BROWSER,
  failures: Readonly<Record<string, Failure>> = {},
): Promise<void> {
  await showTold(page, browser.addressOf('options.html#keys'), state, { listKeys: list }, failures);
  await page.waitForSelector('#keys-state');
}

async function expectAccessible(): Promise<void> {
  expect(await browser.findings()).toEqual([]);
}

async function expectNoSideways(): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(NARROW);
}

describe('the keys page', () => {
  it('names every key, where it lives, and when it was used', async () => {
    await show(listOf({}));
    expect(await textOf('#keys-state')).toContain('Protected by 4 keys');
    expect(await textOf('[data-key="01"]')).toMatch(/Mac\n+Google Password Manager, synced/);
    expect(await textOf('[data-key="02"]')).toMatch(/Blue key\n+Security key, only on that key/);
    expect(await textOf('[data-key="02"]')).toContain('Not tried for 180 days.');
    expect(await textOf('[data-key="05"]')).toContain('Any 2 of 3 people together');
    await expectAccessible();
  });

  it('says what is missing to be protected', async () => {
    await show(listOf({ keys: ALL_KINDS.slice(0, 1), isProtected: false }));
    expect(await textOf('#keys-state')).toMatch(/Not protected yet[^]*recovery words/);
    await expectAccessible();
    await show(listOf({ keys: ALL_KINDS.slice(2, 4), isProtected: false }));
    expect(await textOf('#keys-state')).toContain('Add a passkey');
  });

  it('tells of keys that are back, unknown or missing, and asks before a file is deleted', async () => {
    const strays = [
      {
        file: 'keys/00112233445566778899aabbccddeeff.age',
        removed: { kind: 'passkey', name: 'Old phone', at: REMOVED_AT },
      },
      { file: 'keys/ffeeddccbbaa99887766554433221100.age', removed: null },
    ] as const;
    await show(listOf({ strays, missing: ['02'] }));
    expect(await textOf('#stray-keys')).toMatch(/removed on .*2026, .?Old phone.?, is back/);
    expect(await textOf('#stray-keys')).toContain('stands on no list of yours');
    expect(await textOf('#missing-keys')).toMatch(/Blue key.* has not come/);
    await expectAccessible();
    await page.locator('.delete-stray').click();
    await page.waitForSelector('#stray-dialog[open]');
    await expectAccessible();
    await page.setViewport({ width: NARROW, height: 800 });
    await expectNoSideways();
    await page.setViewport(null);
    await page.keyboard.press('Escape');
    await page.waitForSelector('#stray-dialog', { hidden: true });
  });

  it('asks for a key in place when the last one was shown too long ago', async () => {
    await show(listOf({}), IN_BROWSER, { removeKey: { code: 'PROOF_TOO_OLD' } });
    await page.locator('[data-key="02"] .remove-key').click();
    await page.waitForSelector('#remove-key-dialog[open]');
    expect(await textOf('#remove-key-dialog')).toContain('Remove ⁨Blue key⁩?');
    await expectAccessible();
    await page.locator('#remove-key-dialog .confirm').click();
    await page.waitForSelector('#remove-key-dialog .prove');
    await expectAccessible();
    await page.locator('.prove-otherwise').click();
    await page.waitForSelector('#proof-typed');
    await expectAccessible();
  });

  it('explains why a key has to stay', async () => {
    await show(listOf({ keys: ALL_KINDS.slice(1, 3).map((key) => ({ ...key, isRemovable: false })) }));
    await page.locator('[data-key="02"] .remove-key').click();
    await page.waitForSelector('#needed-key-dialog[open]');
    expect(await textOf('#needed-key-dialog')).toContain('At least two different keys');
    await expectAccessible();
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => document.activeElement?.matches('[data-key="02"] .remove-key'));
  });

  it.each(['words', 'password', 'heirs'])('asks for %s in a dialog, and says what came of it', async (kind) => {
    const key = ALL_KINDS.find((one) => one.kind === kind)?.id;
    const tried = { key, sampleBytes: 2_300_000, renewed: false };
    await showTold(page, browser.addressOf('options.html#keys'), IN_BROWSER, {
      listKeys: listOf({}),
      tryKey: tried,
    });
    await page.locator(`[data-key="${key}"] .try-key`).click();
    await page.waitForSelector('#try-dialog[open]');
    await expectAccessible();
    expect(await page.$eval('#try-dialog .confirm', (button) => (button as HTMLButtonElement).disabled)).toBe(true);
    await page.locator('#try-dialog :is(textarea, input)').fill('anything');
    await page.locator('#try-dialog .confirm').click();
    await page.waitForSelector('#try-dialog', { hidden: true });
    expect(await textOf(`[data-key="${key}"]`)).toContain('It opened your archives, and 2.3 MB of the newest one');
    await expectAccessible();
  });

  it('shows the way back when what opened it is from before a change', async () => {
    const keys = ALL_KINDS.map((key) => ({ ...key, isOutdated: key.kind === 'passkey' }));
    await show(listOf({ keys, rotatedAt: REMOVED_AT }), { ...IN_BROWSER, readsOnly: true });
    await page.waitForSelector('#reads-only #renewal-typed');
    expect(await textOf('[data-key="01"]')).toContain('it reads, but cannot save');
    await expectAccessible();
  });

  it('shows it where files are backed up too, and says so in the popup', async () => {
    const keys = ALL_KINDS.map((key) => ({ ...key, isOutdated: key.kind === 'passkey' }));
    const state = { ...IN_BROWSER, readsOnly: true };
    await showTold(page, browser.addressOf('options.html#backup'), state, { listKeys: listOf({ keys }) });
    await page.waitForSelector('#reads-only #renewal-typed');
    await expectAccessible();
    await showTold(page, browser.addressOf('popup.html'), state);
    await page.waitForFunction(() => document.querySelector('main')?.innerText.includes('Nothing can be saved yet'));
    await expectAccessible();
  });

  it('shows why the keys could not be read, and tries again', async () => {
    await showTold(page, browser.addressOf('options.html#keys'), IN_BROWSER, {}, { listKeys: { code: 'DAMAGED' } });
    await page.waitForSelector('[data-code="DAMAGED"] button');
    await expectAccessible();
  });

  it('says what there is while it is locked', async () => {
    const locked = { ...IN_BROWSER, vault: 'locked' as const };
    const hints = [{}, {}];
    await showTold(page, browser.addressOf('options.html#keys'), locked, { listPasskeys: hints });
    await page.waitForSelector('#unlock-keys #unlock');
    await page.waitForFunction(() => document.querySelector('main')?.innerText.includes('2 passkeys'));
    await expectAccessible();
  });

  it('offers three places for a new passkey, under a name that can be changed', async () => {
    await show(listOf({}));
    await page.locator('#add-passkey-card summary').click();
    await page.locator('[name="passkey-place"][value="security-key"]').click();
    await page.waitForFunction(
      () => document.querySelector<HTMLInputElement>('#passkey-name')?.value === 'Security key',
    );
    await expectAccessible();
  });

  it('renames in place: Escape leaves the name as it was, and the focus comes back', async () => {
    await show(listOf({}));
    await page.locator('[data-key="01"] .rename-key').click();
    await page.waitForFunction(() => document.activeElement?.matches('[data-key="01"] input'));
    await expectAccessible();
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => document.activeElement?.matches('[data-key="01"] .rename-key'));
    expect(await textOf('[data-key="01"] h3')).toBe('Mac');
  });
});

describe('names of keys', () => {
  it.each(['A very long name of a key '.repeat(3).slice(0, 60), 'x'.repeat(60), 'מפתח כחול / גיבויים'])(
    'may be %s, also on a narrow page',
    async (name) => {
      await page.setViewport({ width: NARROW, height: 800 });
      await show(listOf({ keys: [keyOf({ id: '01', name, passkey: SYNCED }), ...ALL_KINDS.slice(2)] }));
      await expectNoSideways();
      await page.locator('[data-key="01"] .remove-key').click();
      await page.waitForSelector('#remove-key-dialog[open]');
      await expectNoSideways();
      expect(await page.$eval('dialog', (dialog) => dialog.scrollWidth - dialog.clientWidth)).toBeLessThanOrEqual(0);
      await page.keyboard.press('Escape');
      await page.waitForSelector('#remove-key-dialog', { hidden: true });
      await page.locator('[data-key="01"] .rename-key').click();
      await expectNoSideways();
      await page.setViewport(null);
    },
  );

  it('are not needed', async () => {
    await show(listOf({ keys: [keyOf({ id: '01', passkey: ON_SECURITY_KEY }), keyOf({ id: '03', kind: 'words' })] }));
    expect(await textOf('[data-key="01"] h3')).toBe('Passkey');
    expect(await textOf('[data-key="03"] h3')).toBe('Recovery words');
  });
});
