import type { Choice, JsonOptions } from '@/utils/messengers/json/read-json';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { M, MEMBERS, read } from './read';
import { readWhole } from './twin';

/** A choice for every path, that depends on nothing else. */
function chooser(seed: number): JsonOptions['choose'] {
  return (path) => {
    const text = JSON.stringify(path);
    let hash = seed;
    for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
    const choices: readonly Choice[] = ['enter', 'enter', 'take', 'each', 'skip'];
    return choices[(hash >>> 3) % choices.length] as Choice;
  };
}

const block = fc.integer({ min: 1, max: 64 });
/** Documents with everything that JSON can hold: lone surrogates are escaped by JSON.stringify. */
const text = fc
  .tuple(fc.jsonValue({ stringUnit: 'binary' }), fc.constantFrom(0, 1, 4, '\t', '\r\n '.slice(1)))
  .map(([value, indent]) => JSON.stringify(value, null, indent));

describe('a correct document', () => {
  test('gives what its readable twin gives, however it is cut into blocks', async () => {
    await fc.assert(
      fc.asyncProperty(text, fc.integer(), block, async (json, seed, size) => {
        const { items, unparsed } = await read(json, chooser(seed), size);
        expect(items).toEqual(readWhole(json, chooser(seed)));
        // What was to be an array and is none is told; the twin passes it by.
        expect(unparsed.every(({ reason }) => reason === 'unknown')).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  test('may begin with a byte order mark, and be UTF-16 by its mark', async () => {
    const json = '{"m": ["ä", "😀", "\\ud83d"]}';
    const little = new Uint8Array(Uint16Array.from(`\uFEFF${json}`, (unit) => unit.charCodeAt(0)).buffer);
    const units = Array.from(`\uFEFF${json}`).join('');
    const wide = Uint8Array.from({ length: units.length * 2 }, (_, at) => {
      const unit = units.charCodeAt(at >> 1);
      return at % 2 === 0 ? unit & 0xff : unit >> 8;
    });
    const big = wide.map((_, at) => wide[at ^ 1] as number);
    expect(little.length).toBeGreaterThan(0);
    for (const content of [`\uFEFF${json}`, wide, big])
      for (const size of [1, 2, 3, 64])
        expect(await read(content, M, size)).toMatchObject({ values: ['ä', '😀', '\ud83d'], unparsed: [] });
  });

  test('has every member of the same name twice looked at, and names of the prototype as any others', async () => {
    const { items } = await read('{"a":1,"a":2,"__proto__":{"x":3},"m":[{"__proto__":{"y":4}}]}', MEMBERS);
    expect(items.map(({ path, value }) => [path, JSON.stringify(value)])).toEqual([
      [['a'], '1'],
      [['a'], '2'],
      [['__proto__'], '{"x":3}'],
      [['m'], '[{"__proto__":{"y":4}}]'],
    ]);
    expect(Object.prototype).not.toHaveProperty('y');
  });

  test('tells what was to be an array and is none, but for null', async () => {
    expect(await read('{"m": null}', M)).toMatchObject({ values: [], unparsed: [] });
    expect((await read('{\n"m": {"a": [1]}\n}', M)).unparsed).toEqual([
      { file: 'a.json', line: 2, reason: 'unknown', excerpt: '{"a": [1]}' },
    ]);
  });

  test('counts its bytes as they are read', async () => {
    let bytes = 0;
    const json = '\uFEFF{"m":[1,2,3]}';
    await read(json, M, 4, { onBytes: (more) => (bytes += more) });
    expect(bytes).toBe(new TextEncoder().encode(json).length);
  });
});
