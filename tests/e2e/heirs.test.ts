import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ErrorCode } from '../../utils/errors.ts';
import { findingsInBothSchemes } from './lib/accessibility.ts';
import { type Session, launch } from './lib/browser.ts';
import { appOpenedByItself } from './lib/pages.ts';
import { takeScreenshots } from './lib/screenshots.ts';
import { keepSheets, makeSheets, printSheets, readCodes, typeSheets, unlockWithSheets } from './lib/sheets.ts';
import { storedFiles } from './lib/stored-vault.ts';
import { lacking } from './lib/tools.ts';
import { addVirtualAuthenticator } from './lib/virtual-authenticator.ts';
import * as walk from './lib/walkthrough.ts';

const KEY_TIMEOUT = 120_000;

let folder: string;
let session: Session;
let page: Page;
/** The first set, 2 of 3, and the one that takes its place. */
let sheets: readonly string[] = [];
let newer: readonly string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'passkeep-heirs-'));
  session = await launch({ profile: join(folder, 'profile') });
  page = await appOpenedByItself(session);
  await addVirtualAuthenticator(page, 'prf');
  await walk.setUp(page);
  const export1 = join(folder, 'chat.txt');
  await writeFile(export1, 'Hello\n'.repeat(1000));
  await walk.backUp(page, [export1]);
});

afterAll(async () => {
  await session?.close();
  await rm(folder, { recursive: true, force: true });
});

const textOf = async (selector: string) => await page.$eval(selector, (element) => (element as HTMLElement).innerText);
const sheet = (at: number) => sheets[at - 1] ?? '';

async function expectAccessible(): Promise<void> {
  expect(await findingsInBothSchemes(page)).toEqual([]);
}

async function expectRefused(code: ErrorCode): Promise<string> {
  const alert = `[role="alert"][data-code="${code}"]`;
  await page.waitForSelector(alert, { timeout: KEY_TIMEOUT });
  return await textOf(alert);
}

/** A sheet's text with one character changed to another that sheets have. */
function mistyped(text: string): string {
  return text.slice(0, 20) + (text[20] === 'Q' ? 'P' : 'Q') + text.slice(21);
}

describe('sheets for heirs', () => {
  it('say what a choice of people means, before anything is made', async () => {
    await walk.goTo(page, 'keys');
    await walk.click(page, '#make-heirs');
    await page.waitForSelector('#make-sheets');
    expect(await textOf('#heirs-choice')).toBe(
      'Any 2 of the 3 people together can open your archives. If 2 sheets are lost, the others open nothing.',
    );
    await page.select('#heirs-needed', '3');
    expect(await textOf('#heirs-choice')).toContain('All 3 people have to come together');
    await walk.click(page, '.heir button');
    expect(await textOf('#heirs-choice')).toContain('All 2 people have to come together');
    expect(await page.$('.heir button')).toBeNull();
    await expectAccessible();
    await page.locator('#heirs-card ::-p-text(Cancel)').click();
    await page.waitForSelector('#make-heirs');
  });

  it('keep nothing when they are left in the middle', async () => {
    const before = [...(await storedFiles(page)).keys()].toSorted();
    await makeSheets(page, ['', '', ''], 2);
    const [text = ''] = await printSheets(page);
    await walk.goTo(page, 'about');
    await walk.goTo(page, 'keys');
    await page.waitForSelector('#make-heirs');
    expect(await page.content()).not.toContain(text.slice(0, 20));
    expect([...(await storedFiles(page)).keys()].toSorted()).toEqual(before);
  });

  it('are printed one page each, in the place of everything else', async () => {
    await makeSheets(page, ['Anna', 'נועה לוי-כהן', ''], 2);
    await expectAccessible();
    sheets = await printSheets(page, async () => {
      expect(await page.$eval('nav', (nav) => nav.checkVisibility())).toBe(false);
      expect(await page.$eval('.paper', (paper) => paper.checkVisibility())).toBe(true);
      await takeScreenshots(page, 'heirs-sheet', ['wide']);
      await page.emulateMediaType('print');
      const first = await textOf('.heirs-sheet');
      expect(first).toContain('Sheet 1 of 3, for \u2068Anna\u2069');
      expect(first).toContain('Any 2 of the 3 sheets together open everything.');
      expect(first).toContain('נועה לוי-כהן');
      expect(await findingsInBothSchemes(page)).toEqual([]);
    });
    expect(sheets).toHaveLength(3);
    for (const text of sheets) expect(text).toMatch(/^PASSKEEP1( [02-9AC-HJ-NP-Z]{4}){11} [02-9AC-HJ-NP-Z]{2}$/);
  });

  it.skipIf(lacking('codes'))(`have a code that another program reads, also folded${lacking('codes')}`, async () => {
    await page.setViewport({ width: 800, height: 1100, deviceScaleFactor: 2 });
    const picture = join(folder, 'sheets.png') as `${string}.png`;
    await printSheets(page, async () => {
      await page.screenshot({ path: picture, fullPage: true });
      expect(readCodes(picture)).toEqual(sheets.map((text) => text.replaceAll(' ', '')).toSorted());
      // A fold across the middle, and one down from the top, wear off a stripe.
      await page.$$eval('.share-code', (codes) => {
        for (const code of codes)
          code.insertAdjacentHTML('beforeend', '<path d="M0 21.5h45v2H0zM21.5 0h2v45h-2z" fill="#fff"/>');
      });
      await page.screenshot({ path: picture, fullPage: true });
      expect(readCodes(picture)).toEqual(sheets.map((text) => text.replaceAll(' ', '')).toSorted());
    });
    await page.setViewport({ width: 1200, height: 900 });
  });

  it('count as a key once they are kept', async () => {
    await keepSheets(page);
    await expectAccessible();
    await page.waitForSelector('.key[data-kind="heirs"]');
    expect(await page.content()).not.toContain(sheet(1).slice(0, 20));
  });

  it('open the archives together, from any two people', async () => {
    await walk.lock(page);
    await unlockWithSheets(page, [sheet(1), sheet(3)]);
    await page.waitForSelector('#lock-now', { timeout: KEY_TIMEOUT });
    await walk.openArchive(page);
  });

  it('tell while they are typed which one is wrong, and why', async () => {
    await walk.lock(page);
    await walk.goTo(page, 'archives');
    await walk.click(page, '#use-words');
    await walk.click(page, '#unlock-with-heirs');
    const says = async (place: number) => await textOf(`#sheets-typed${place === 1 ? '' : `-${place}`}-says-this`);
    await typeSheets(page, 'sheets-typed', [sheet(1)]);
    expect(await says(1)).toMatch(/^Sheet 1 of 3, from the set [0-9a-f]{8}\.$/);
    expect(await textOf('#sheets-typed-says')).toBe('1 more sheet is needed.');
    await typeSheets(page, 'sheets-typed', [sheet(1), mistyped(sheet(2))]);
    expect(await says(2)).toBe('Mistyped: look at group 3 after PASSKEEP1.');
    await expectAccessible();
    await typeSheets(page, 'sheets-typed', [sheet(1), sheet(1).toLowerCase()]);
    expect(await says(2)).toBe('This sheet has been given already.');
    await typeSheets(page, 'sheets-typed', [`${sheet(1)}\n${sheet(2)}`]);
    expect(await says(2)).toContain('Sheet 2 of 3');
    expect(await textOf('#sheets-typed-says')).toBe('These are enough.');
  });

  it('are refused by what is wrong: mistyped, too few', async () => {
    await unlockWithSheets(page, [sheet(1), mistyped(sheet(2))]);
    expect(await expectRefused('SHARE_INVALID')).toContain('Sheet 2 is mistyped');
    await expectAccessible();
    await unlockWithSheets(page, [sheet(2)]);
    expect(await expectRefused('SHARES_MISSING')).toContain('1 of the 2 sheets');
  });

  it('prove themselves by “Try it” without a change', async () => {
    await unlockWithSheets(page, [sheet(2), sheet(3)]);
    await page.waitForSelector('#lock-now', { timeout: KEY_TIMEOUT });
    await walk.goTo(page, 'keys');
    await walk.click(page, '.key[data-kind="heirs"] .try-key');
    await page.waitForSelector('#try-dialog[open]');
    await typeSheets(page, 'try-typed', [sheet(1), sheet(2)]);
    await walk.click(page, '#try-dialog .confirm');
    await page.waitForSelector('#try-dialog', { hidden: true, timeout: KEY_TIMEOUT });
    expect(await textOf('.key[data-kind="heirs"]')).toContain('It works');
  });

  it('are replaced by newer ones, which say so', async () => {
    await makeSheets(page, ['Anna', 'Ben', 'Cleo'], 2);
    expect(await textOf('#heirs-card')).toContain('the old ones go on working');
    newer = await printSheets(page);
    await keepSheets(page);
    expect(await page.$$('.key[data-kind="heirs"]')).toHaveLength(1);
    await walk.lock(page);
    await unlockWithSheets(page, [sheet(1), newer[1] ?? '']);
    expect(await expectRefused('SHARES_OTHER_SET')).toContain('Sheet 2 does not belong to the others');
    await unlockWithSheets(page, [sheet(1), sheet(2)]);
    expect(await expectRefused('SHARES_WRONG')).toContain('newer sheets');
    await expectAccessible();
    await unlockWithSheets(page, [newer[2] ?? '', newer[0] ?? '']);
    await page.waitForSelector('#lock-now', { timeout: KEY_TIMEOUT });
  });
});
