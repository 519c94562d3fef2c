import type { Page } from 'puppeteer-core';
import type { Session } from './browser.ts';

/** The address of one of the extension's pages, such as `options.html#keys`. */
export function extensionUrl(session: Session, path: string): string {
  return `chrome-extension://${session.extension.id}/${path}`;
}

/** The app in the tab that it has, or in a new one, at the front. */
export async function openApp(session: Session): Promise<Page> {
  const address = extensionUrl(session, 'options.html');
  const open = (await session.browser.pages()).find((page) => page.url().startsWith(address));
  const page = open ?? (await session.browser.newPage());
  if (!open) await page.goto(address);
  await page.bringToFront();
  return page;
}

/** The tab in which the extension opens the app by itself, once it has loaded. */
export async function appOpenedByItself(session: Session): Promise<Page> {
  const address = extensionUrl(session, 'options.html');
  const target = await session.browser.waitForTarget((one) => one.type() === 'page' && one.url().startsWith(address));
  const page = await target.asPage();
  // The address is the tab's from the beginning, while another document is still in it.
  await page.waitForFunction(
    (start) => location.href.startsWith(start) && document.readyState === 'complete',
    {},
    address,
  );
  return page;
}

/** Clicks the toolbar button over `page`, as a user would, and gives the popup that opens. */
export async function openPopup(session: Session, page: Page): Promise<Page> {
  const address = extensionUrl(session, 'popup.html');
  await page.bringToFront();
  await page.triggerExtensionAction(session.extension);
  const target = await session.browser.waitForTarget((one) => one.url().startsWith(address));
  return await target.asPage();
}
