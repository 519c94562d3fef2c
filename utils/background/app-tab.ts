import type { View } from '@/utils/messages/protocol';
import { browser } from 'wxt/browser';

/** Shows the app at a view (and an archive in it), or where it is: in the tab that it has, else in a new one. There is never a second. */
export async function openApp(view: View | null, archive?: string): Promise<void> {
  const page = browser.runtime.getURL('/options.html');
  const tabs = await browser.runtime.getContexts({ contextTypes: ['TAB'] });
  const tab = tabs.find(({ documentUrl }) => documentUrl?.split('#')[0] === page);
  const url = view ? `${page}#${archive === undefined ? view : `${view}/${archive}`}` : page;
  if (!tab) {
    await browser.tabs.create({ url });
    return;
  }
  // Another fragment is no new page: what the app is doing goes on.
  await browser.tabs.update(tab.tabId, { active: true, ...(view && { url }) });
  await browser.windows.update(tab.windowId, { focused: true });
}
