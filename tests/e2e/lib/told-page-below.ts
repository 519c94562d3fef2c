import type { Page } from 'puppeteer-core';
import type { CaptureState } from '../../../utils/messages/state.ts';
import type { PageLook } from '../../../utils/page/look.ts';

/** The tab that a told popup is over. */
export const TAB = 7;

/** A page with an open chat that can be read. */
export const OPEN_CHAT: PageLook = {
  client: 'whatsapp-web',
  exports: false,
  chat: 'open',
  check: null,
  title: 'Family 🏡',
};

/** A web page that is no messenger. */
export const NO_MESSENGER: PageLook = { client: null, exports: false, chat: 'none', check: null, title: null };

/** A capture of {@link TAB}'s page as it stands while its chat is read. */
export const READING: CaptureState = {
  id: 'capture',
  tab: TAB,
  kind: 'chat',
  client: 'whatsapp-web',
  status: 'reading',
  messages: 2000,
  oldestAt: Date.UTC(2019, 2, 14, 12),
  files: 12,
  bytes: 3_400_000,
  job: '',
  ended: null,
  gap: false,
  unseen: [],
  failure: null,
};

/**
 * Tells the popups that are shown from now on what page they are over: what its probe returns, or null where scripts may
 * not run. The scripts that a popup starts there are noted in `globalThis.started`. Returns what ends this.
 */
export async function tellPageBelow(page: Page, look: PageLook | null): Promise<() => Promise<void>> {
  const { identifier } = await page.evaluateOnNewDocument(tell, TAB, look);
  return async () => await page.removeScriptToEvaluateOnNewDocument(identifier);
}

/** The files of the scripts that a told popup has started, and their worlds. */
export async function startedIn(page: Page): Promise<string[]> {
  return await page.evaluate(() => (globalThis as { started?: string[] }).started ?? []);
}

/** Runs in the popup, before its own scripts. */
function tell(tab: number, look: PageLook | null): void {
  const started: string[] = [];
  // A popup closes itself; this one is the test's only page.
  Object.assign(globalThis, { started, close: () => {} });
  const { browser, chrome } = globalThis as unknown as Record<
    string,
    { tabs?: object; scripting?: object } | undefined
  >;
  const executeScript = async ({ files, world }: { files: string[]; world: string }) => {
    if (!look) throw new Error('Cannot access a chrome:// URL');
    if (files[0] === '/probe-page.js') return [{ result: look }];
    started.push(`${files.join()} ${world}`);
    return [{}];
  };
  for (const api of [browser, chrome]) {
    if (api?.tabs) Object.assign(api.tabs, { query: async () => [{ id: tab }] });
    if (api?.scripting) Object.assign(api.scripting, { executeScript });
  }
}
