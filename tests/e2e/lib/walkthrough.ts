import type { Page } from 'puppeteer-core';
import type { Downloads } from './downloads.ts';
import { dropPaths } from './drop.ts';

/** How long a job may take, in milliseconds, on a slow machine with gigabytes to do. */
const JOB_TIMEOUT = 15 * 60_000;
/** A key derived from words takes seconds by design. */
const KEY_TIMEOUT = 120_000;

/** Clicks what `selector` names, once it is there, enabled and at rest. */
export async function click(page: Page, selector: string): Promise<void> {
  await page.locator(selector).setTimeout(KEY_TIMEOUT).click();
}

/** Shows a view by the navigation's link, and waits until it is there; what it has to ask for may still be on its way. */
export async function goTo(page: Page, view: 'archives' | 'backup' | 'keys' | 'place' | 'about'): Promise<void> {
  const link = `nav a[href="#${view}"]`;
  await click(page, link);
  await page.waitForSelector(`${link}[aria-current="page"]`);
}

/**
 * Leads through the first run, with the passkey of an authenticator that has been plugged in.
 * @param onStep called with the name of each step when it is on the screen
 * @returns the twelve recovery words, separated by spaces
 */
export async function setUp(page: Page, onStep: (name: string) => Promise<void> = async () => {}): Promise<string> {
  await page.waitForSelector('#agree');
  await onStep('consent');
  await click(page, '#agree');
  await page.waitForSelector('#start-new');
  await onStep('start');
  await click(page, '#start-new');
  await page.waitForSelector('#create-passkey');
  await onStep('passkey');
  await click(page, '#create-passkey');
  await page.waitForSelector('#words li:nth-child(12)', { timeout: KEY_TIMEOUT });
  await onStep('words');
  const words = await page.$$eval('#words li', (items) => items.map((item) => item.textContent.trim()).join(' '));
  await click(page, '#words-written');
  await typeWords(page, words);
  await onStep('prove');
  await click(page, '#prove-words');
  await page.waitForSelector('#protected', { timeout: KEY_TIMEOUT });
  await onStep('protected');
  await click(page, '#first-backup');
  return words;
}

/** Drops files and folders on the backup view, and waits until all are found. */
export async function collect(page: Page, paths: readonly string[]): Promise<void> {
  await goTo(page, 'backup');
  const target = await page.waitForSelector('#drop');
  if (!target) throw new Error('there is nowhere to drop');
  await dropPaths(page, target, paths);
  await page.waitForSelector('#start-backup:enabled', { timeout: JOB_TIMEOUT });
}

/**
 * Drops files and folders on the backup view and waits until they are saved.
 * @param onStep called with `ready` when the files have been found, and with `done` when they are saved
 * @returns what the job's card says in the end
 */
export async function backUp(
  page: Page,
  paths: readonly string[],
  onStep: (name: 'ready' | 'done') => Promise<void> = async () => {},
): Promise<string> {
  await collect(page, paths);
  await onStep('ready');
  await click(page, '#start-backup');
  return await jobDone(page, () => onStep('done'));
}

/** Locks by the button, and waits until the app says so. */
export async function lock(page: Page): Promise<void> {
  await click(page, '#lock-now');
  await page.waitForSelector('#lock-now', { hidden: true });
}

/** Unlocks with the passkey of the tab's authenticator. */
export async function unlockWithPasskey(page: Page): Promise<void> {
  await goTo(page, 'archives');
  await click(page, '#unlock');
  await page.waitForSelector('#lock-now', { timeout: KEY_TIMEOUT });
}

/** Unlocks with the recovery words. */
export async function unlockWithWords(page: Page, words: string): Promise<void> {
  await goTo(page, 'archives');
  await click(page, '#use-words');
  await typeWords(page, words);
  await click(page, '#unlock-words');
  await page.waitForSelector('#lock-now', { timeout: KEY_TIMEOUT });
}

/** Unlocks with the recovery words a vault that no key has opened in this browser before, as far as its archives. */
export async function openWithWords(page: Page, words: string): Promise<void> {
  await click(page, '#use-words');
  await typeWords(page, words);
  await click(page, '#unlock-words');
  await page.waitForSelector('#arrived', { timeout: KEY_TIMEOUT });
}

/** Opens an archive's page: the newest one of that title, or of all. */
export async function openArchive(page: Page, title = ''): Promise<void> {
  await goTo(page, 'archives');
  await click(page, title === '' ? '#archive-list a' : `#archive-list a ::-p-text(${title})`);
  await page.waitForSelector('#download:enabled');
}

/**
 * Downloads all files of an archive: the newest one of that title, or of all.
 * @returns the path of the download: the one file as it was, or a zip of several
 */
export async function restore(page: Page, downloads: Downloads, title = ''): Promise<string> {
  await openArchive(page, title);
  await click(page, '#download');
  const path = await downloads.next(JOB_TIMEOUT).catch(async (cause: unknown) => {
    // Why, the job's card tells; and whether the archive is sound, a second try.
    const said = await jobDone(page).catch(String);
    await click(page, '#dismiss-job');
    await click(page, '#download');
    const again = await downloads.next(JOB_TIMEOUT).then((second) => `gave ${second}`, String);
    throw new Error(`${String(cause)}; the job said: ${said}; a second try: ${again}`, { cause });
  });
  await jobDone(page);
  return path;
}

/** Deletes an archive, confirming by the word that is asked for. @returns what the job's card says in the end */
export async function remove(page: Page, title: string): Promise<string> {
  await openArchive(page, title);
  await click(page, '#delete-archive');
  const word = await page.$eval('#delete-typed', (input) => input.getAttribute('data-word') ?? '');
  await page.locator('#delete-typed').fill(word);
  await click(page, '#confirm-delete');
  return await jobDone(page);
}

/**
 * Waits for the running job, and dismisses its card after `onDone`.
 * @returns what the card says
 * @throws Error with what the card says, when the job failed or was cancelled
 */
export async function jobDone(page: Page, onDone: () => Promise<void> = async () => {}): Promise<string> {
  const ended = '.job:is([data-status="done"], [data-status="failed"], [data-status="cancelled"])';
  const card = await page.waitForSelector(ended, { timeout: JOB_TIMEOUT });
  const said = await card?.evaluate((element) => {
    const parts = [...element.querySelectorAll<HTMLElement>('h2, p, ul')].map((part) => part.innerText);
    return { status: element.getAttribute('data-status'), text: parts.join('; ') };
  });
  const text = said?.text.replaceAll(/\s*\n\s*/g, '; ') ?? '';
  if (said?.status !== 'done') throw new Error(`the job is ${said?.status}: ${text}`);
  await onDone();
  await click(page, '#dismiss-job');
  await page.waitForSelector(ended, { hidden: true });
  return text;
}

async function typeWords(page: Page, words: string): Promise<void> {
  await page.locator('#words-typed').fill(words);
}

/** Picks a folder for the vault on the place view, and waits for the question about it. The picker has to be stubbed. */
export async function chooseFolder(page: Page): Promise<void> {
  await goTo(page, 'place');
  await click(page, '.choose-folder');
  await page.waitForSelector('#choose-dialog[open]');
}

/** Says yes to the question about the folder, and waits until everything is in it. */
export async function confirmFolder(page: Page): Promise<void> {
  await click(page, '#confirm-folder');
  await page.waitForSelector('#choose-dialog', { hidden: true, timeout: KEY_TIMEOUT });
  await allInFolder(page);
}

/** Waits on the place view until it says that everything is in the folder, and the card of what brought it there has gone. */
export async function allInFolder(page: Page): Promise<void> {
  await goTo(page, 'place');
  await page.waitForSelector('#folder-standing[data-whole="true"]', { timeout: JOB_TIMEOUT });
  // What is below it moves up then: a click at that moment would miss.
  await page.waitForSelector('.job:is([data-status="running"], [data-status="queued"])', {
    hidden: true,
    timeout: JOB_TIMEOUT,
  });
}
