import type { PageLook } from '@/utils/page/look';
import { browser } from 'wxt/browser';
import { PROBE } from './page-scripts';
import { runInPage } from './run-in-page';

/** The page that the popup is over. */
export interface PageBelow {
  /** The browser's id of its tab; null: there is none. */
  readonly tab: number | null;
  /** `read`: its script has answered. `barred`: scripts may not run there, or it is no page. `own`: it is Passkeep's. */
  readonly kind: 'read' | 'barred' | 'own';
  readonly look: PageLook | null;
}

/** Looks at the page of the tab that the user is in. Leaves nothing there, and never fails. */
export async function askPage(): Promise<PageBelow> {
  const [active] = await browser.tabs.query({ active: true, currentWindow: true }).catch(() => []);
  const tab = active?.id ?? null;
  if (active?.url?.startsWith(browser.runtime.getURL('/'))) return { tab, kind: 'own', look: null };
  // The script is Passkeep's own, and runs where the page's scripts do not reach: its answer is a PageLook or null.
  const look = tab === null ? null : ((await runInPage(tab, PROBE).catch(() => null)) as PageLook | null);
  return { tab, kind: look ? 'read' : 'barred', look };
}
