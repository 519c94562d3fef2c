import type { Badge } from '@/utils/messages/protocol';
import { browser } from 'wxt/browser';

const RUNNING = '#0f6b4f';
const SIGNS = {
  reads: { text: '…', color: RUNNING },
  failed: { text: '!', color: '#a3271f' },
  waits: { text: '↑', color: '#8a5200' },
} as const;

/** Shows on the toolbar button how far the running job is, that a page is read, or that something wants a look. */
export async function showBadge({ percent, sign }: Badge): Promise<void> {
  const { text, color } = sign ? SIGNS[sign] : { text: '', color: RUNNING };
  await browser.action.setBadgeText({ text: percent === null ? text : `${percent}%` });
  await browser.action.setBadgeTextColor({ color: '#ffffff' });
  await browser.action.setBadgeBackgroundColor({ color: percent === null ? color : RUNNING });
}
