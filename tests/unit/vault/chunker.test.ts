import { type Bytes, concat } from '@/utils/bytes';
import { Chunker, type ChunkSizes, MEDIA_CHUNKS, TEXT_CHUNKS } from '@/utils/vault/chunker';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { noise } from '../lib/bytes';
import { cutSlowly } from '../lib/slow-chunker';

const gearOf = (seed: number) => new Uint32Array(noise(1024, seed).buffer);
const gear = gearOf(7);
const SMALL: ChunkSizes = { min: 64, average: 256, max: 1024 };

function cut(bytes: Bytes, sizes: ChunkSizes, pieces: readonly number[] = [], table: Uint32Array = gear): Bytes[] {
  const chunker = new Chunker(table, sizes);
  const chunks: Bytes[] = [];
  let at = 0;
  for (const piece of pieces) {
    chunks.push(...chunker.push(bytes.slice(at, at + piece)));
    at += piece;
  }
  return [...chunks, ...chunker.push(bytes.slice(at)), ...chunker.finish()];
}

const lengthsOf = (chunks: readonly Bytes[]) => chunks.map(({ length }) => length);

/** Where chunks end. */
function endsOf(chunks: readonly Bytes[]): number[] {
  let at = 0;
  return chunks.map(({ length }) => (at += length));
}

const seed = fc.integer({ min: 1, max: 1e6 });
const someNoise = (maxLength: number) =>
  fc.tuple(fc.integer({ min: 0, max: maxLength }), seed).map(([length, of]) => noise(length, of));
/** A byte again and again, and a few bytes again and again: nothing that a hash could tell places apart by. */
const run = fc
  .tuple(fc.integer({ min: 0, max: 2500 }), fc.uint8Array({ minLength: 1, maxLength: 40 }))
  .map(([length, part]) => Uint8Array.from({ length }, (_, at) => part[at % part.length] as number));
const zeros = fc.integer({ min: 0, max: 2500 }).map((length) => new Uint8Array(length));
const content = fc.array(fc.oneof(someNoise(3000), run, zeros), { maxLength: 4 }).map(concat);

/** A table by which the hash is 2³² − 1 as long as there are zeros. */
const even = new Uint32Array(256).fill(1);
/** After such zeros the hash is 0, which ends any chunk; and 2²⁴, which ends one above the average. */
const [ANY, ABOVE] = [1, 2];
even[ANY] = 2;
even[ABOVE] = 2 + 2 ** 24;

describe('the chunker', () => {
  test('cuts where its slow twin does, however the bytes come: into the whole again, within its sizes', () => {
    const pieces = fc.array(fc.integer({ min: 0, max: 2000 }), { maxLength: 20 });
    fc.assert(
      fc.property(content, pieces, fc.constantFrom(gear, even), (bytes, lengths, table) => {
        const chunks = cut(bytes, SMALL, lengths, table);
        expect(lengthsOf(chunks)).toEqual(cutSlowly(bytes, [...table], SMALL));
        expect(Buffer.compare(concat(chunks), bytes)).toBe(0);
        for (const { length } of chunks.slice(0, -1)) {
          expect(length).toBeGreaterThan(SMALL.min);
          expect(length).toBeLessThanOrEqual(SMALL.max);
        }
        expect(chunks.every(({ length }) => length > 0)).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  test('cuts the same where the bytes come one by one', () => {
    const bytes = noise(5000, 3);
    const ones = Array.from(bytes, () => 1);
    expect(lengthsOf(cut(bytes, SMALL, ones))).toEqual(cutSlowly(bytes, [...gear], SMALL));
  });

  test.each([
    ['text', TEXT_CHUNKS, 400_000],
    ['media', MEDIA_CHUNKS, 3_000_000],
  ])('cuts %s where its slow twin does', (_, sizes, length) => {
    fc.assert(
      fc.property(seed, fc.array(fc.integer({ min: 1, max: 300_000 }), { maxLength: 6 }), (of, pieces) => {
        const bytes = noise(length, of);
        expect(lengthsOf(cut(bytes, sizes, pieces))).toEqual(cutSlowly(bytes, [...gear], sizes));
      }),
      { numRuns: 4 },
    );
  });

  test.each([
    ['never before the least size', ANY, SMALL.min - 40, SMALL.max],
    ['not at the least size, but right behind it', ANY, SMALL.min - 1, SMALL.min + 1],
    ['behind the least size', ANY, SMALL.min, SMALL.min + 1],
    ['at the average size', ANY, SMALL.average - 1, SMALL.average],
    ['more easily behind the average size, not at it', ABOVE, SMALL.average - 1, SMALL.average + 1],
    ['more easily behind the average size', ABOVE, SMALL.average, SMALL.average + 1],
    [
      'not so easily before the average size, but where the mark is shifted out',
      ABOVE,
      SMALL.average - 2,
      SMALL.average + 7,
    ],
    ['right before the largest size', ABOVE, SMALL.max - 2, SMALL.max - 1],
    ['at the largest size', ABOVE, SMALL.max - 1, SMALL.max],
    ['at the largest size, whatever comes', ANY, SMALL.max, SMALL.max],
  ])('cuts %s', (_, mark, place, length) => {
    const bytes = new Uint8Array(3 * SMALL.max);
    bytes[place] = mark;
    const lengths = lengthsOf(cut(bytes, SMALL, [], even));
    expect(lengths[0]).toBe(length);
    expect(lengths).toEqual(cutSlowly(bytes, [...even], SMALL));
  });

  test.each([
    ['text', TEXT_CHUNKS],
    ['media', MEDIA_CHUNKS],
  ])('cuts %s near its average', (_, sizes) => {
    const count = cut(noise(64 * sizes.average), sizes).length;
    expect(count).toBeGreaterThan(40);
    expect(count).toBeLessThan(100);
  });

  test('where bytes are put in, left out or changed, cuts the same before, and soon the same again', () => {
    const edit = fc.record({ before: content, from: someNoise(800), to: someNoise(800), after: seed });
    fc.assert(
      fc.property(edit, ({ before, from, to, after }) => {
        const rest = noise(30_000, after);
        const [one, other] = [from, to].map((changed) => endsOf(cut(concat([before, changed, rest]), SMALL)));
        const early = (ends: readonly number[] = []) => ends.filter((end) => end <= before.length);
        expect(early(one)).toEqual(early(other));
        // From the end of the file, where the two are the same again.
        const late = (ends: readonly number[] = []) =>
          ends.map((end) => (ends.at(-1) as number) - end).filter((left) => left < rest.length);
        const [lateOne, lateOther] = [late(one), late(other)];
        const again = lateOne.find((left) => lateOther.includes(left)) ?? 0;
        expect(again).toBeGreaterThan(rest.length - 40 * SMALL.average);
        const same = (ends: readonly number[]) => ends.filter((left) => left <= again);
        expect(same(lateOne)).toEqual(same(lateOther));
      }),
      { numRuns: 60 },
    );
  });

  test('a byte put in changes few chunks', () => {
    const bytes = noise(2_000_000, 5);
    const key = (chunk: Bytes) => Buffer.from(chunk).toString('latin1');
    const before = new Set(cut(bytes, TEXT_CHUNKS).map(key));
    const after = cut(concat([bytes.subarray(0, 900_000), new Uint8Array([1]), bytes.subarray(900_000)]), TEXT_CHUNKS);
    expect(after.filter((chunk) => !before.has(key(chunk))).length).toBeLessThanOrEqual(3);
  });

  test('another vault cuts elsewhere', () => {
    const ends = (table: Uint32Array) => endsOf(cut(noise(1_000_000), TEXT_CHUNKS, [], table));
    const other = new Set(ends(gearOf(8)));
    expect(ends(gear).filter((end) => other.has(end)).length).toBeLessThanOrEqual(2);
  });
});
