import { type Badge, sendMessage } from '@/utils/messages/protocol';
import type { AppState } from '@/utils/messages/state';

let shown = '';

/**
 * Has the service worker show on the toolbar button what runs, whether a page is read, whether something failed, and whether
 * something waits for the folder. Only on a change.
 */
export function pushBadge({ jobs, captures, folder }: AppState): void {
  const running = jobs.find(({ status }) => status === 'running');
  const failed = [...jobs, ...captures].some(({ status }) => status === 'failed');
  const reads = captures.some(({ status }) => status === 'starting' || status === 'waiting' || status === 'reading');
  const waits = folder !== null && folder.pending.files > 0 && (folder.access !== 'ready' || folder.failure !== null);
  const percent = running ? Math.floor((100 * running.bytesDone) / Math.max(1, running.bytesTotal)) : null;
  const badge: Badge = {
    percent: percent === null ? null : Math.min(100, percent),
    sign: reads ? 'reads' : failed ? 'failed' : waits ? 'waits' : null,
  };
  const key = JSON.stringify(badge);
  if (key === shown) return;
  shown = key;
  void sendMessage('setBadge', badge).catch(() => (shown = ''));
}
