import { concat, utf8 } from '@/utils/bytes';
import * as fc from 'fast-check';

/** One change to a file. */
export type Change =
  | { readonly kind: 'cut'; readonly at: number }
  | {
      readonly kind: 'leave-out' | 'repeat' | 'move';
      readonly at: number;
      readonly length: number;
      readonly to: number;
    }
  | { readonly kind: 'flip'; readonly at: number; readonly bit: number }
  | { readonly kind: 'put'; readonly at: number; readonly bytes: Uint8Array };

// prettier-ignore
/** What means something to one format or another, or is as large, long or odd as it can be. */
const TOKENS = [
  '{', '}', '[', ']', '"', ',', ':', '\\', '\\u0000', '\\x0B', '\\ud800', 'null', '1e999', '-1', '9'.repeat(30), '1e-5',
  '"__proto__":', '"messages":[', '{"messages":', 'true', '""', '[]', '{}', '<', '</div>', '<div class="message">', '&#0;', '&amp', '<!--', ']]>',
  '\n', '\r\n', '\r', '\0', '\u200e', '\u202a', '\ufeff', '\ud83d\ude00', '\t', ' - ', ': ', '] ', ', ', '"\n', '""', '/', '../', '%',
  '1/2/2024, 10:00 - Ann: ', '[1/2/24, 10:00:00] Ann: ', '99/99/9999, 99:99 - ', '00:00\tA\tb', 'Jan 01, 2024  1:00:00 AM\n', '오전',
] as const;

/** A change at any place; places count on from the start where the file is shorter. */
export const anyChange: fc.Arbitrary<Change> = fc.oneof(
  fc.record({ kind: fc.constant('cut' as const), at: fc.nat() }),
  fc.record({
    kind: fc.constantFrom('leave-out' as const, 'repeat' as const, 'move' as const),
    at: fc.nat(),
    length: fc.nat(200),
    to: fc.nat(),
  }),
  fc.record({ kind: fc.constant('flip' as const), at: fc.nat(), bit: fc.nat(7) }),
  fc.record({
    kind: fc.constant('put' as const),
    at: fc.nat(),
    bytes: fc.oneof(fc.constantFrom(...TOKENS).map(utf8), fc.uint8Array({ maxLength: 12 })),
  }),
);

/** A file after a change. */
export function changed(bytes: Uint8Array, change: Change): Uint8Array {
  const at = change.at % (bytes.length + 1);
  const [before, after] = [bytes.subarray(0, at), bytes.subarray(at)];
  if (change.kind === 'cut') return before;
  if (change.kind === 'put') return concat([before, change.bytes, after]);
  if (change.kind === 'flip') {
    const copy = bytes.slice();
    if (at < copy.length) copy[at] = (copy[at] as number) ^ (1 << change.bit);
    return copy;
  }
  const [piece, rest] = [after.subarray(0, change.length), after.subarray(change.length)];
  if (change.kind === 'leave-out') return concat([before, rest]);
  const to = change.to % (rest.length + 1);
  const from = change.kind === 'repeat' ? concat([before, piece]) : before;
  return concat([from, rest.subarray(0, to), piece, rest.subarray(to)]);
}
