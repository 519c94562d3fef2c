import { sendMessage } from '@/utils/messages/protocol';
import type { AppState } from '@/utils/messages/state';

let shown = '';

/** Has the service worker show on the toolbar button what runs and whether something needs a look. Only on a change. */
export function pushBadge({ jobs }: AppState): void {
  const running = jobs.find(({ status }) => status === 'running');
  const attention = jobs.some(({ status }) => status === 'failed');
  const percent = running ? Math.floor((100 * running.bytesDone) / Math.max(1, running.bytesTotal)) : null;
  const badge = { percent: percent === null ? null : Math.min(100, percent), attention };
  const key = JSON.stringify(badge);
  if (key === shown) return;
  shown = key;
  void sendMessage('setBadge', badge).catch(() => (shown = ''));
}
