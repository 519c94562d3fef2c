import type { PageLook } from '@/utils/page/look';
import { browser } from 'wxt/browser';
import { PROBE } from './page-scripts';
import { runInPage } from './run-in-page';

/**
 * The page that the popup is over. `read`: its script has answered. `barred`: scripts may not run there, or what is there is
 * no page. `own`: it is Passkeep's.
 */
export type PageBelow =
  | { readonly kind: 'read'; readonly tab: number; readonly look: PageLook }
  | { readonly kind: 'barred' }
  | { readonly kind: 'own' };

/** Looks at the page of the tab that the user is in. Leaves nothing there. */
export async function askPage(): Promise<PageBelow> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  if (tab?.id === undefined) return { kind: 'barred' };
  if (tab.url?.startsWith(browser.runtime.getURL('/'))) return { kind: 'own' };
  const look = await runInPage(tab.id, PROBE).catch(() => null);
  // The script is Passkeep's own, and runs where the page's scripts do not reach: its answer is a PageLook or null.
  return look ? { kind: 'read', tab: tab.id, look: look as PageLook } : { kind: 'barred' };
}
