import {
  type Choice,
  type JsonBatch,
  type JsonItem,
  type JsonOptions,
  readJson,
} from '@/utils/messengers/json/read-json';
import type { Unparsed } from '@/utils/messengers/model';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { GO_ON, memoryFile } from '../lib/read';
import { readWhole } from './twin';

/** All that a document gives: what was taken, and what was not understood. */
async function read(
  content: string | Uint8Array,
  choose: JsonOptions['choose'],
  block = 7,
  rest: Partial<JsonOptions> = {},
) {
  const all: JsonBatch[number][] = [];
  for await (const batch of readJson(memoryFile('a.json', content, block), { choose, ...rest }, GO_ON))
    all.push(...batch);
  const items = all.filter((one): one is JsonItem => 'path' in one);
  const unparsed = all.flatMap((one): Unparsed[] => ('unparsed' in one ? [one.unparsed] : []));
  return { items, unparsed, values: items.map(({ value }) => value) };
}

/** A choice for every path, that depends on nothing else. */
function chooser(seed: number): JsonOptions['choose'] {
  return (path) => {
    const text = JSON.stringify([seed, path]);
    let hash = seed;
    for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
    return (['enter', 'enter', 'take', 'each', 'skip'] as const satisfies Choice[])[(hash >>> 3) % 5] as Choice;
  };
}

const blocks = fc.integer({ min: 1, max: 64 });
const json = fc.jsonValue({ noUnicodeString: false } as object);
const spaced = fc.tuple(json, fc.constantFrom(0, 1, 4, '\t', '\r\n '));

/** The elements of the array `m` of a document. */
const M: JsonOptions['choose'] = ([key]) => (key === undefined ? 'enter' : key === 'm' ? 'each' : 'skip');

describe('a correct document', () => {
  test('gives what its readable twin gives, however it is cut into blocks', async () => {
    await fc.assert(
      fc.asyncProperty(spaced, fc.integer(), blocks, async ([value, indent], seed, block) => {
        const text = JSON.stringify(value, null, indent);
        // What is chosen as an array and is none is told; the twin passes it by.
        const { items, unparsed } = await read(text, chooser(seed), block);
        expect(items).toEqual(readWhole(text, chooser(seed)));
        expect(unparsed.every(({ reason }) => reason === 'unknown')).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
