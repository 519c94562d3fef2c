import { browser } from 'wxt/browser';

/** Shows on the toolbar button how far the running job is, or that something failed. */
export async function showBadge({ percent, attention }: { percent: number | null; attention: boolean }): Promise<void> {
  const text = percent !== null ? `${percent}%` : attention ? '!' : '';
  await browser.action.setBadgeText({ text });
  await browser.action.setBadgeTextColor({ color: '#ffffff' });
  await browser.action.setBadgeBackgroundColor({ color: attention && percent === null ? '#a3271f' : '#0f6b4f' });
}
