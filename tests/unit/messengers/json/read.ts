import { type JsonBatch, type JsonItem, type JsonOptions, readJson } from '@/utils/messengers/json/read-json';
import type { Unparsed } from '@/utils/messengers/model';
import { GO_ON, memoryFile } from '../lib/read';

/** All that a document gives: what was taken, and what was not understood. */
export async function read(
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

/** Hands over the elements of the array `m` of a document. */
export const M: JsonOptions['choose'] = ([key]) => (key === undefined ? 'enter' : key === 'm' ? 'each' : 'skip');

/** Hands over each member of a document. */
export const MEMBERS: JsonOptions['choose'] = (path) => (path.length === 0 ? 'enter' : 'take');
