import { expect, it } from 'vitest';
import { Health } from '@/utils/page/health';
import type { Resolved } from '@/utils/page/resolve';

const NOW = Date.UTC(2026, 10, 22);
const ADA = { id: 'ada', name: 'Ada' };

/** Ten messages, a minute apart, the last of them an hour ago. */
function messages(sender: typeof ADA | null, shift = 0): Resolved[] {
  return Array.from({ length: 10 }, (_, index) => ({
    held: {
      row: {
        kind: 'message',
        id: `${shift}-${index}`,
        sender,
        time: null,
        message: { kind: 'text', text: 'Hello' },
        media: [],
      },
      day: null,
      media: [],
    },
    sender,
    time: { ms: NOW - 3_600_000 + (shift + index - 20) * 60_000, zone: null, precision: 'minute' },
    complete: true,
    key: `id:${shift}-${index}`,
  }));
}

it('refuses a page that names nobody, also where a part of it has been sent', () => {
  const health = new Health(NOW);
  health.note(messages(null));
  expect(health.with(messages(null, 10)).trouble(true)).toBe('senders');
});

it('takes one that names somebody in either part', () => {
  const health = new Health(NOW);
  health.note(messages(ADA));
  expect(health.with(messages(null, 10)).trouble(true)).toBeNull();
  const other = new Health(NOW);
  other.note(messages(null));
  expect(other.with(messages(ADA, 10)).trouble(true)).toBeNull();
});
