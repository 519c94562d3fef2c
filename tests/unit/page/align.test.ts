import { align } from '@/utils/page/align';
import type { FullRow } from '@/utils/page/held-row';
import { expect, test } from 'vitest';

const said = (text: string, hour: number | null = null): FullRow => ({
  kind: 'message',
  id: null,
  sender: 'same',
  time: hour === null ? 'same' : { ms: hour * 3_600_000, zone: null, precision: 'minute' },
  message: { kind: 'text', text },
  media: [],
});

test.each<[string, FullRow[], FullRow[], ReturnType<typeof align>]>([
  ['one short text without a time is nothing in common', [said('ok'), said('b')], [said('a'), said('ok')], 'apart'],
  ['nor where only one of the two tells its time', [said('ok'), said('b')], [said('a'), said('ok', 5)], 'apart'],
  ['a time that both tell is', [said('ok', 5), said('b')], [said('a'), said('ok', 5)], [null, 0]],
  ['a long text is', [said('x'.repeat(30)), said('b')], [said('a'), said('x'.repeat(30))], [null, 0]],
  [
    'three in a row are',
    [said('a'), said('b'), said('c')],
    [said('z'), said('a'), said('b'), said('c')],
    [null, 0, 1, 2],
  ],
])('rows without ids: %s', (_, held, fresh, alignment) => {
  expect(align(held, fresh)).toEqual(alignment);
});
