import type { CDPSession, Page } from 'puppeteer-core';

const sessions = new WeakMap<Page, Promise<CDPSession>>();

/**
 * The page's protocol session, the same for all who ask. Detaching any session of a tab removes the tab's virtual
 * authenticators, so none is.
 */
export async function protocolOf(page: Page): Promise<CDPSession> {
  const session = sessions.get(page) ?? page.createCDPSession();
  sessions.set(page, session);
  return await session;
}
