import type { Page } from 'puppeteer-core';
import type { CapturePlan } from '../../../utils/page/protocol.ts';
import type { Session } from './browser.ts';
import { openPopup } from './pages.ts';
import { until } from './until.ts';

/** A page whose process somebody has taken over: they do what the extension's own script there could do. */
export interface TakenOver {
  readonly page: Page;
  /** The browser's id of its tab. */
  readonly tab: number;
  /** Runs a function in the world of the extension's scripts in the page, and gives what it resolves to. */
  run<A extends readonly unknown[], T>(work: (...args: A) => T, ...args: A): Promise<Awaited<T>>;
}

/** Clicks the toolbar button over `page`, which lets the extension in, and takes over what then runs there. */
export async function takeOver(session: Session, app: Page, page: Page): Promise<TakenOver> {
  const client = await page.createCDPSession();
  const worlds: number[] = [];
  client.on('Runtime.executionContextCreated', ({ context }) => {
    if (context.origin === `chrome-extension://${session.extension.id}`) worlds.push(context.id);
  });
  await client.send('Runtime.enable');
  const popup = await openPopup(session, page);
  const contextId = await until('the popup’s look at the page', () => worlds[0]);
  await popup.close();
  const tab = await app.evaluate(async (url) => (await chrome.tabs.query({ url }))[0]?.id ?? -1, page.url());
  return {
    page,
    tab,
    async run(work, ...args) {
      const { result, exceptionDetails } = await client.send('Runtime.evaluate', {
        expression: `(${work.toString()})(...${JSON.stringify(args)})`,
        contextId,
        awaitPromise: true,
        returnByValue: true,
      });
      if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
      return result.value as never;
    },
  };
}

/** Starts a capture of a tab as the popup does. */
export async function startCapture(app: Page, tab: number, plan: CapturePlan): Promise<void> {
  const answer = await app.evaluate(
    async (data) => await chrome.runtime.sendMessage({ id: 1, type: 'startCapture', data, timestamp: Date.now() }),
    { tab, plan },
  );
  if (!(answer as { res?: { ok: boolean } }).res?.ok) throw new Error(JSON.stringify(answer));
}
