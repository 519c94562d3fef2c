import type { Choice, JsonItem, JsonPath } from '@/utils/messengers/json/read-json';

/** What a whole, correct document gives: the readable twin of the scanner. */
export function readWhole(text: string, choose: (path: JsonPath) => Choice): JsonItem[] {
  return [...walk(JSON.parse(text), [], choose)];
}

function* walk(value: unknown, path: JsonPath, choose: (path: JsonPath) => Choice): Generator<JsonItem> {
  const choice = choose(path);
  if (choice === 'take') yield { path, value };
  if (choice === 'each' && Array.isArray(value)) for (const element of value) yield { path, value: element };
  if (choice !== 'enter' || typeof value !== 'object' || value === null) return;
  for (const [key, member] of Array.isArray(value) ? value.entries() : Object.entries(value))
    yield* walk(member, [...path, key], choose);
}
