import { base64urlnopad } from '@scure/base';
import { type ChunkPlace, ChunkPlaces } from '@/utils/vault/chunk-places';
import { encodeRows, type PackRow, smallestPackFile, storedLengths } from '@/utils/vault/pack';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { noise } from '../lib/bytes';

const ids = Array.from({ length: 40 }, (_, n) => base64urlnopad.encode(noise(32, n)));

/** The same, with an object for each place. */
class SlowPlaces {
  readonly places = new Map<string, ChunkPlace[]>();

  add(pack: string, rows: readonly PackRow[], suspects: ReadonlySet<string>): void {
    const rank = ({ pack: one }: ChunkPlace) => `${suspects.has(one) ? 1 : 0}${one}`;
    for (const row of rows) {
      const before = this.places.get(row.id) ?? [];
      const all = [...before, { pack, row }];
      this.places.set(row.id, before.length > 0 ? all.toSorted((a, b) => (rank(a) < rank(b) ? -1 : 1)) : all);
    }
  }

  forget(id: string, isGone: (place: ChunkPlace) => boolean): void {
    this.places.set(
      id,
      (this.places.get(id) ?? []).filter((place) => !isGone(place)),
    );
  }
}

const row = fc.record({
  id: fc.constantFrom(...ids),
  offset: fc.nat(1000),
  storedLength: fc.nat(1000),
  length: fc.nat(1000),
  encoding: fc.constantFrom('plain' as const, 'deflate' as const),
});
const pack = fc.record({
  rows: fc.uniqueArray(row, { selector: ({ id }) => id, maxLength: 12 }),
  isSuspect: fc.boolean(),
});
const step = fc.record({ kind: fc.constantFrom('remove', 'forget'), pack: fc.nat(), id: fc.constantFrom(...ids) });

test('are where the slow twin has them, whatever comes and goes', () => {
  fc.assert(
    fc.property(fc.array(pack, { maxLength: 12 }), fc.array(step, { maxLength: 12 }), (packs, steps) => {
      const [places, slow] = [new ChunkPlaces(), new SlowPlaces()];
      const suspects = new Set<string>();
      const added = packs.map(({ rows, isSuspect }, at) => {
        const name = ((at * 7) % 12).toString(16).padStart(32, '0');
        const bytes = encodeRows(rows);
        const first = places.add(name, bytes, (one) => suspects.has(one));
        slow.add(name, rows, suspects);
        if (isSuspect) suspects.add(name);
        return { name, first, bytes, rows };
      });
      for (const { kind, pack: which, id } of steps) {
        const one = added[which % added.length];
        if (!one) continue;
        if (kind === 'remove') {
          places.remove(one.first, one.bytes, new Set([one.name]));
          for (const { id: each } of one.rows) slow.forget(each, (place) => place.pack === one.name);
        } else {
          places.forget(id, one.name);
          slow.forget(id, (place) => place.pack === one.name);
        }
      }
      for (const id of ids) {
        const expected = slow.places.get(id) ?? [];
        expect(places.all(id)).toEqual(expected);
        expect(places.find(id)).toEqual(expected[0]);
        expect(places.has(id)).toBe(expected.length > 0);
        expect(places.packsOf(id)).toEqual(expected.map(({ pack: each }) => each));
      }
      const several = [...slow.places].filter(([, all]) => all.length > 1).map(([id]) => id);
      expect([...places.duplicated].toSorted()).toEqual(several.toSorted());
    }),
  );
});

test('are found among many, and what is no id is nowhere', () => {
  const places = new ChunkPlaces();
  const many = Array.from({ length: 200 }, (_, n) => noise(48 * 50, 1000 + n));
  places.reserve(3000);
  for (const [at, rows] of many.entries()) places.add(`${at}`, rows, () => false);
  for (const [at, rows] of many.entries())
    for (let from = 0; from < rows.length; from += 48)
      expect(places.packsOf(base64urlnopad.encode(rows.subarray(from, from + 32)))).toEqual([`${at}`]);
  const id = ids[0] as string;
  for (const wrong of ['', 'abc', `${id}A`, ` ${id}`, id.slice(1), `${id.slice(0, 42)}/`, id])
    expect(places.find(wrong)).toBeUndefined();
});

test('a pack is as long at least as its rows say, be they objects or bytes', () => {
  fc.assert(
    fc.property(fc.array(row), (rows) => {
      expect(smallestPackFile(storedLengths(encodeRows(rows)))).toBe(smallestPackFile(rows));
    }),
  );
});
