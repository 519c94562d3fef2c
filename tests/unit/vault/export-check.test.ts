import { totalsOf } from '@/utils/messengers/summary/summary';
import { soundSummaries, soundTotals } from '@/utils/vault/export-check';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { chatSummary, exportSummary } from '../lib/exports';

const whole = exportSummary({
  chats: [chatSummary({ added: { messages: 1, attachments: 2 } }), chatSummary({ first: null, last: null })],
});

test('whatever a vault holds in the place of summaries, looking at it does not fail', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      for (const check of [soundTotals, soundSummaries])
        for (const each of [value, [value]]) expect([null, 0]).toContain(check(each)?.length ?? null);
    }),
  );
});

test('a summary of which any one member is something else is not sound, or as it was', () => {
  const places = pathsIn(whole);
  fc.assert(
    fc.property(fc.constantFrom(...places), fc.jsonValue(), (place, value) => {
      const sound = soundSummaries([changed(whole, place, value)]);
      if (sound?.[0]) for (const chat of sound[0].chats) expect(Number.isSafeInteger(chat.messages)).toBe(true);
      const isSame = typeof value === typeof memberAt(whole, place);
      if (!isSame && value !== null) expect(sound).toBeNull();
    }),
  );
});

test('what a later version says in words that are not known here is left out, or unknown', () => {
  const odd = exportSummary({
    chats: [chatSummary({ kind: 'hologram' as 'group' })],
    unparsedFirst: [{ file: 'a', line: null, reason: 'bored' as 'syntax', excerpt: '' }],
  });
  expect(soundSummaries([odd, exportSummary({ messenger: 'pigeon' as 'line' })])).toEqual([
    {
      ...odd,
      chats: [chatSummary({ kind: 'unknown' })],
      unparsedFirst: [{ file: 'a', line: null, reason: 'unknown', excerpt: '' }],
    },
  ]);
  expect(soundTotals([totalsOf(whole)])).toEqual([totalsOf(whole)]);
});

type Place = readonly (string | number)[];

/** The places of all members of a value that are no object themselves. */
function pathsIn(value: unknown, place: Place = []): Place[] {
  if (typeof value !== 'object' || value === null) return [place];
  const members = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return members.flatMap(([name, member]) => pathsIn(member, [...place, name]));
}

function memberAt(value: unknown, place: Place): unknown {
  return place.reduce((inner, name) => (inner as Record<string, unknown>)[name], value);
}

function changed(value: unknown, place: Place, member: unknown): unknown {
  const copy = structuredClone(value);
  (memberAt(copy, place.slice(0, -1)) as Record<string, unknown>)[place.at(-1) as string] = member;
  return copy;
}
