import type { CapturedHeader, CapturedLine } from '@/utils/page/captured';
import { captureLine } from '@/utils/page/captured-file';

/** The first line of a captured view, the same each time but for what a test is about. */
export function capturedHeader(change: Partial<CapturedHeader> = {}): CapturedHeader {
  return {
    type: 'captured-view',
    version: 1,
    client: 'messenger-web',
    chat: { id: 't1', title: 'Bea', kind: 'direct' },
    capturedAt: '2026-11-22T13:00:00.000Z',
    since: null,
    ended: 'top',
    continues: null,
    gap: false,
    unseen: ['edits', 'seconds'],
    ...change,
  };
}

/** A `messages.jsonl`. */
export function writeCaptured(lines: readonly CapturedLine[]): string {
  return lines.map(captureLine).join('');
}
