import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ErrorCode } from '../../utils/errors.ts';
import { findingsInBothSchemes } from './lib/accessibility.ts';
import { type Session, launch } from './lib/browser.ts';
import { appOpenedByItself } from './lib/pages.ts';
import { addVirtualAuthenticator } from './lib/virtual-authenticator.ts';
import * as walk from './lib/walkthrough.ts';

const KEY_TIMEOUT = 120_000;
const FIELD = '#words-typed';

let folder: string;
let session: Session;
let page: Page;
let words: string;
let digits: string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'passkeep-words-'));
  session = await launch({ profile: join(folder, 'profile') });
  page = await appOpenedByItself(session);
  await addVirtualAuthenticator(page, 'prf');
});

afterAll(async () => {
  await session?.close();
  await rm(folder, { recursive: true, force: true });
});

const textOf = async (selector: string) => await page.$eval(selector, (element) => (element as HTMLElement).innerText);
const items = async (list: string) =>
  await page.$$eval(`${list} li`, (all) => all.map((item) => item.innerText.trim()));
const typed = async () => await page.$eval(FIELD, (field) => (field as HTMLTextAreaElement).value);
const focused = async () => await page.evaluate(() => document.activeElement?.id ?? '');

async function expectAccessible(): Promise<void> {
  expect(await findingsInBothSchemes(page)).toEqual([]);
}

async function expectRefused(code: ErrorCode): Promise<string> {
  await page.waitForSelector(`[role="alert"][data-code="${code}"]`, { timeout: KEY_TIMEOUT });
  await expectAccessible();
  return await textOf(`[role="alert"][data-code="${code}"]`);
}

async function expectOpen(): Promise<void> {
  await page.waitForSelector('#lock-now', { timeout: KEY_TIMEOUT });
}

/** Locks, and shows the ways in other than the passkey. */
async function showOtherWays(): Promise<void> {
  await walk.lock(page);
  await walk.goTo(page, 'archives');
  await walk.click(page, '#use-words');
  await page.waitForSelector(FIELD);
}

/** Empties the field and types, key by key. */
async function typeAnew(text: string): Promise<void> {
  await page.locator(FIELD).fill('');
  await page.type(FIELD, text);
}

/** A word of the secret with a letter too many, which is no word of the list. */
function misspelt(word: string): string {
  return `${word[0]}q${word.slice(1)}`;
}

/** Opens the sheet for paper with `start` and calls `look` while it would be printed. @returns the pages of the print */
async function printing(start: () => Promise<void>, look: () => Promise<void>): Promise<number> {
  await page.evaluate(() => Object.assign(window, { print: () => {} }));
  await start();
  await page.waitForSelector('.paper', { timeout: KEY_TIMEOUT });
  expect(await page.$eval('.paper', (paper) => getComputedStyle(paper).display)).toBe('none');
  await page.emulateMediaType('print');
  expect(await page.$eval('.paper', (paper) => getComputedStyle(paper).display)).toBe('block');
  expect(await page.$eval('h1:not(.paper h1)', (heading) => getComputedStyle(heading).display)).toBe('none');
  await look();
  await page.emulateMediaType();
  const pdf = Buffer.from(await page.pdf({ format: 'A4', margin: { top: 38, bottom: 38, left: 38, right: 38 } }));
  // Printing to a PDF tells the page when it is over, as the printer's dialog does.
  await page.waitForSelector('.paper', { hidden: true });
  return pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
}

describe('the first run', () => {
  it('shows the words, as digits too where that is preferred', async () => {
    await walk.click(page, '#agree');
    await walk.click(page, '#start-new');
    await walk.click(page, '#create-passkey');
    await page.waitForSelector('#words li:nth-child(12)', { timeout: KEY_TIMEOUT });
    words = (await items('#words')).join(' ');
    await walk.click(page, '#switch-form');
    digits = await items('#digits');
    expect(digits.join('')).toMatch(/^[0-9]{60}$/);
    await expectAccessible();
    await walk.click(page, '#switch-form');
    expect((await items('#words')).join(' ')).toBe(words);
    await expectAccessible();
  });

  it('prints them, on one page that is gone afterwards', async () => {
    const pages = await printing(
      async () => await walk.click(page, '#print-words'),
      async () => {
        const sheet = await textOf('.kit');
        for (const part of [...words.split(' '), ...digits, 'README.txt', 'Chrome']) expect(sheet).toContain(part);
      },
    );
    expect(pages).toBe(1);
    expect((await items('#words')).join(' ')).toBe(words);
  });

  it('takes the digits back, and names a mistyped group', async () => {
    await walk.click(page, '#words-written');
    await page.waitForSelector(FIELD);
    const wrong = digits.map((group, index) =>
      index === 6 ? group.replace(/.$/, (d) => String((+d + 1) % 10)) : group,
    );
    await typeAnew(wrong.join(' '));
    expect(await textOf('.wrong-parts')).toContain('Group 7');
    expect(await textOf(`${FIELD}-said`)).toBe('11 of 12 groups');
    await walk.click(page, '#prove-words');
    expect(await expectRefused('WORDS_INVALID')).toContain('Group 7');
    await typeAnew(digits.join(''));
    expect(await page.$eval(`${FIELD}-said`, (said) => said.getAttribute('data-state'))).toBe('whole');
    await walk.click(page, '#prove-words');
    await page.waitForSelector('#protected', { timeout: KEY_TIMEOUT });
    await walk.click(page, '#first-backup');
  });
});

describe('the field of the words', () => {
  it('keeps out of the way of what browsers remember, correct and suggest', async () => {
    await showOtherWays();
    const attributes = await page.$eval(FIELD, (field) =>
      Object.fromEntries([...field.attributes].map(({ name, value }) => [name, value])),
    );
    expect(attributes).toMatchObject({
      autocomplete: 'off',
      autocorrect: 'off',
      autocapitalize: 'none',
      spellcheck: 'false',
      writingsuggestions: 'false',
      translate: 'no',
    });
    expect(attributes).not.toHaveProperty('name');
  });

  it('completes with Tab the one word that fits, and lets Tab go where nothing is to be completed', async () => {
    const [first = ''] = words.split(' ');
    const begun = first.slice(0, 4);
    await typeAnew(begun);
    if (begun !== first) await page.keyboard.press('Tab');
    else await page.keyboard.press('Space');
    expect(await typed()).toBe(`${first} `);
    expect(await focused()).toBe('words-typed');
    expect(await textOf(`${FIELD}-said`)).toBe('1 of 12 words');
    await page.keyboard.press('Tab');
    expect(await focused()).not.toBe('words-typed');
  });

  it('offers words as buttons that the keyboard reaches', async () => {
    // "thank" and "that": Tab goes to them, since it cannot know which.
    await typeAnew('tha');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => (document.activeElement as HTMLElement).innerText)).toBe('thank');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await typed()).toBe('that ');
    expect(await focused()).toBe('words-typed');
    await expectAccessible();
  });

  it('names misspelt words, corrects them at one click, and opens the vault', async () => {
    const list = words.split(' ');
    const wrong = list.map((word, index) => (index === 6 ? misspelt(word) : word));
    await typeAnew(wrong.join(' '));
    expect(await textOf('.wrong-parts')).toContain(`Word 7, “\u2068${misspelt(list[6] ?? '')}\u2069”`);
    await expectAccessible();
    await walk.click(page, '#unlock-words');
    expect(await expectRefused('WORDS_INVALID')).toContain('Word 7');
    await walk.click(page, `.wrong-parts .word-choice ::-p-text(${list[6]})`);
    expect((await typed()).trim()).toBe(words);
    await walk.click(page, '#unlock-words');
    await expectOpen();
  });

  it('says how many are missing, and which ones do not fit together', async () => {
    await showOtherWays();
    await typeAnew(words.split(' ').slice(0, 11).join(' '));
    await walk.click(page, '#unlock-words');
    expect(await expectRefused('WORDS_INVALID')).toContain('11 of 12 words');
    await typeAnew(Array.from({ length: 12 }, () => 'abandon').join(' '));
    await walk.click(page, '#unlock-words');
    expect(await expectRefused('WORDS_INVALID')).toContain('do not fit');
  });

  it('takes a paste with numbers and capitals', async () => {
    const list = words.split(' ').map((word, index) => `${index + 1}. ${word.toUpperCase()}`);
    await page.locator(FIELD).fill(list.join('\n'));
    for (const command of ['SelectAll', 'Cut', 'Paste']) {
      await page.keyboard.down('Control', { commands: [command] });
      await page.keyboard.up('Control');
      expect((await typed()) === '').toBe(command === 'Cut');
    }
    expect(await page.$eval(`${FIELD}-said`, (said) => said.getAttribute('data-state'))).toBe('whole');
    await walk.click(page, '#unlock-words');
    await expectOpen();
  });

  it('opens the vault with the digits too', async () => {
    await showOtherWays();
    await typeAnew(digits.map((group, index) => `${index + 1}. ${group}`).join('\n'));
    await walk.click(page, '#unlock-words');
    await expectOpen();
  });
});

describe('a password', () => {
  const set = async (password: string, again = password) => {
    await page.locator('#password-new').fill(password);
    await page.locator('#password-again').fill(again);
  };
  const unlockWith = async (password: string) => {
    await walk.click(page, '#unlock-with-password');
    await page.locator('#password-typed').fill(password);
    await walk.click(page, '#unlock-password');
  };

  it('has its strength said under the production policy, and is refused when it is too short', async () => {
    await walk.goTo(page, 'keys');
    await walk.click(page, '#start-password');
    await set('liverpoolfc');
    await page.waitForFunction(() => document.querySelector('#password-strength')?.textContent.startsWith('Very weak'));
    await set('eleven quiet herons beneath');
    await page.waitForFunction(() => document.querySelector('#password-strength')?.textContent.startsWith('Strong'));
    await expectAccessible();
    await set('eleven quiet herons beneath', 'eleven quiet heron');
    expect(await textOf('#password-differs')).not.toBe('');
    expect(await page.$('#set-password:disabled')).not.toBeNull();
    await set('seven77');
    await walk.click(page, '#set-password');
    await expectRefused('PASSWORD_WEAK');
  });

  it('opens the vault once it is set, and no other one does', async () => {
    await set('Čtyři tiché volavky');
    await walk.click(page, '#set-password');
    await page.waitForSelector('[data-key][data-kind="password"]', { timeout: KEY_TIMEOUT });
    await expectAccessible();
    await showOtherWays();
    await unlockWith('čtyři tiché volavky');
    await expectRefused('PASSWORD_WRONG');
    // The same letters, in another of Unicode's forms.
    await unlockWith('Čtyři tiché volavky'.normalize('NFD'));
    await expectOpen();
  });

  it('is replaced, and the old one opens nothing then', async () => {
    await walk.goTo(page, 'keys');
    await walk.click(page, '#start-password');
    await set('nine noisy herons above');
    await walk.click(page, '#set-password');
    await page.waitForSelector('#password-card', { hidden: true, timeout: KEY_TIMEOUT });
    await showOtherWays();
    await unlockWith('Čtyři tiché volavky');
    await page.waitForSelector('[role="alert"][data-code="PASSWORD_WRONG"]', {
      timeout: KEY_TIMEOUT,
    });
    await unlockWith('nine noisy herons above');
    await expectOpen();
  });
});

describe('the recovery sheet', () => {
  it('is printed with the words once they have been tried', async () => {
    await walk.goTo(page, 'keys');
    await walk.click(page, '#start-kit');
    await page
      .locator('#kit-typed')
      .fill('legal winner thank year wave sausage worth useful legal winner thank yellow');
    await walk.click(page, '#print-kit');
    await expectRefused('WORDS_WRONG');
    await page.locator('#kit-typed').fill(digits.join(' '));
    const pages = await printing(
      async () => await walk.click(page, '#print-kit'),
      async () => {
        const sheet = await textOf('.kit');
        for (const part of [...words.split(' '), ...digits]) expect(sheet).toContain(part);
        expect(sheet).toMatch(/[0-9A-Z]{4}-[0-9A-Z]{4}/);
      },
    );
    expect(pages).toBe(1);
    const left = await page.evaluate(() => document.body.innerHTML);
    expect(digits.filter((group) => left.includes(group))).toEqual([]);
  });

  it('is printed with lines to write on', async () => {
    await walk.click(page, '#start-kit');
    await expectAccessible();
    const pages = await printing(
      async () => await walk.click(page, '#print-blank-kit'),
      async () => expect(await page.$$('.kit-words .blank')).toHaveLength(12),
    );
    expect(pages).toBe(1);
  });
});

describe('replacing the words', () => {
  let newWords: string;

  const start = async () => {
    await walk.goTo(page, 'keys');
    await walk.click(page, '#replace-words');
    await expectAccessible();
    await walk.click(page, '#start-replacing');
    await page.waitForSelector('#words li:nth-child(12)', { timeout: KEY_TIMEOUT });
    return (await items('#words')).join(' ');
  };

  it('changes nothing when it is left in the middle', async () => {
    const dropped = await start();
    await expectAccessible();
    await walk.click(page, '#words-written');
    await page.waitForSelector('#prove-words');
    await walk.click(page, '#keep-words');
    await page.waitForSelector('#replace-words');
    await showOtherWays();
    await page.locator(FIELD).fill(dropped);
    await walk.click(page, '#unlock-words');
    await expectRefused('WORDS_WRONG');
    await page.locator(FIELD).fill(words);
    await walk.click(page, '#unlock-words');
    await expectOpen();
  });

  it('shows other words the next time, and takes them in once they are typed', async () => {
    newWords = await start();
    expect(newWords).not.toBe(words);
    await walk.click(page, '#words-written');
    await page.locator(FIELD).fill(words);
    await walk.click(page, '#prove-words');
    await expectRefused('WORDS_WRONG');
    await page.locator(FIELD).fill(newWords);
    await walk.click(page, '#prove-words');
    await page.waitForSelector('#words-replaced', { timeout: KEY_TIMEOUT });
    await expectAccessible();
    expect(await page.$$('[data-key][data-kind="words"]')).toHaveLength(1);
  });

  it('leaves the old ones without effect, and says so', async () => {
    await showOtherWays();
    await page.locator(FIELD).fill(words);
    await walk.click(page, '#unlock-words');
    await page.waitForSelector('[role="alert"][data-code="WORDS_WRONG"]', {
      timeout: KEY_TIMEOUT,
    });
    await expectAccessible();
    await page.locator(FIELD).fill(newWords);
    await walk.click(page, '#unlock-words');
    await expectOpen();
  });
});
