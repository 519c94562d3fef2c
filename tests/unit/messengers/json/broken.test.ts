import { DEEPEST_PIECE, LONGEST_PIECE } from '@/utils/messengers/json/document';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { M, MEMBERS, read } from './read';

const block = fc.integer({ min: 1, max: 64 });

describe('a broken document', () => {
  test('cut anywhere gives what was whole before, and says that it was cut', async () => {
    const elements = fc.array(fc.jsonValue({ stringUnit: 'binary' }), { minLength: 1, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(
        elements,
        fc.boolean(),
        fc.double({ min: 0, max: 1 - 1e-9, noNaN: true }),
        block,
        async (m, wide, part, size) => {
          const bytes = new TextEncoder().encode(JSON.stringify({ a: 1, m }, null, wide ? 1 : 0));
          const { values, unparsed } = await read(bytes.subarray(0, Math.floor(part * bytes.length)), M, size);
          expect(values).toEqual((JSON.parse(JSON.stringify(m)) as unknown[]).slice(0, values.length));
          expect(unparsed.map(({ reason }) => reason)).toEqual(['cut-short']);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('loses no element but the broken one, and names its line', async () => {
    const broken = fc.constantFrom(
      '{"a":}',
      'nul',
      '{"a" "b"}',
      '[1 2]',
      "{'a':1}",
      '{"a":"\\x0b"}',
      '01',
      '{a:1}',
      '',
      '"a" "b"',
      '"open',
      '{"a":"open\n}',
    );
    const good = fc.array(fc.jsonValue({ stringUnit: 'binary' }), { maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(good, broken, good, block, async (before, bad, after, size) => {
        fc.pre(bad !== '' || before.length + after.length > 0);
        const texts = [
          ...before.map((value) => JSON.stringify(value)),
          bad,
          ...after.map((value) => JSON.stringify(value)),
        ];
        const { values, unparsed } = await read(`{"m": [\n${texts.join('\n,\n')}\n]}`, M, size);
        expect(values).toEqual(JSON.parse(JSON.stringify([...before, ...after])));
        // A missing element is told where what follows it stands.
        const line = 2 + 2 * before.length + (bad === '' ? 1 : 0);
        expect(unparsed).toEqual([{ file: 'a.json', line, reason: 'syntax', excerpt: bad }]);
      }),
      { numRuns: 150 },
    );
  });

  test.each([
    ['{"a":1}x', [1], [['syntax', 1, 'x']]],
    ['{"a":1}\n{"a":2}', [1], [['syntax', 2, '{"a":2}']]],
    ['{"a":1,\n}', [1], [['syntax', 2, '']]],
    ['{"a":1,,"b":2}', [1, 2], [['syntax', 1, '']]],
    ['{"a" 1,\n"b":2}', [2], [['syntax', 1, '"a" 1']]],
    ['{a:1,"b":2}', [2], [['syntax', 1, 'a']]],
    ['{"a":,"b":2}', [2], [['syntax', 1, '']]],
    ['{"a":1 "b":3,"c":2}', [2], [['syntax', 1, '1 "b":3']]],
    ['{"a":{} 5,"c":2}', [{}, 2], [['syntax', 1, '5']]],
    ['{"a":1]', [1], [['syntax', 1, ']']]],
    ['{"a":"x\n"b":2,"c":3}', [3], [['syntax', 1, '"x\n"b":2']]],
    ['', [], [['cut-short', 1, '']]],
    [' \n ', [], [['cut-short', 2, '']]],
    ['hello', [], [['syntax', 1, 'hello']]],
    [
      '}',
      [],
      [
        ['syntax', 1, ''],
        ['syntax', 1, '}'],
      ],
    ],
    ['[1,2', [1], [['cut-short', 1, '2']]],
    ['["a","b"', ['a', 'b'], [['cut-short', 1, '']]],
    ['{"a":1\0}', [], [['syntax', 1, '1\0']]],
  ])('%j', async (json, values, told) => {
    for (const size of [1, 5, 64]) {
      const read1 = await read(json, MEMBERS, size);
      expect(read1.values).toEqual(values);
      expect(read1.unparsed.map(({ reason, line, excerpt }) => [reason, line, excerpt])).toEqual(told);
    }
  });

  test('is read the same in blocks of any size, whatever its bytes are', async () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc
        .array(fc.constantFrom('{', '}', '[', ']', '"', ',', ':', '\\', '\n', ' ', '1', '"a"', '"m":', 'true', 'ä'), {
          maxLength: 60,
        })
        .map((parts) => new TextEncoder().encode(parts.join(''))),
    );
    await fc.assert(
      fc.asyncProperty(bytes, fc.constantFrom(M, MEMBERS), block, async (content, choose, size) => {
        expect(await read(content, choose, size)).toEqual(await read(content, choose, 1000));
      }),
      { numRuns: 500 },
    );
  });

  test('bytes that are no UTF-8 become U+FFFD', async () => {
    const bytes = Uint8Array.from([
      0x7b, 0x22, 0x6d, 0x22, 0x3a, 0x5b, 0x22, 0xc3, 0x22, 0x2c, 0x22, 0xff, 0xef, 0xbb, 0xbf, 0x22, 0x5d, 0x7d,
    ]);
    expect(await read(bytes, M, 3)).toMatchObject({ values: ['\ufffd', '\ufffd\ufeff'], unparsed: [] });
  });

  test('brackets without end are counted, and never followed', async () => {
    const many = '['.repeat(1e6);
    expect((await read(many, () => 'enter', 65_536)).unparsed.map(({ reason }) => reason)).toEqual(['cut-short']);
    expect(await read(`{"m":[1,${many}`, M, 65_536)).toMatchObject({
      values: [1],
      unparsed: [{ reason: 'cut-short' }],
    });
    const deep = '['.repeat(DEEPEST_PIECE + 1) + ']'.repeat(DEEPEST_PIECE + 1);
    expect(await read(`{"m":[1,${deep},2]}`, M)).toMatchObject({ values: [1, 2], unparsed: [{ reason: 'too-long' }] });
    expect(await read(`{"a":${deep},"b":2}`, MEMBERS)).toMatchObject({
      values: [2],
      unparsed: [{ reason: 'too-long' }],
    });
    expect((await read(`[1,${deep}]`, () => 'enter')).unparsed).toMatchObject([{ reason: 'too-long' }]);
  });

  test('a piece above what is read at once costs only itself', async () => {
    const long = `"${'x'.repeat(LONGEST_PIECE + 2 ** 20)}"`;
    const told = [{ reason: 'too-long', line: 2, excerpt: long.slice(0, 200) }];
    expect(await read(`{"m":[1,\n${long},\n2]}`, M, 2 ** 20)).toMatchObject({ values: [1, 2], unparsed: told });
    expect(await read(`{"a":\n${long},"b":2}`, MEMBERS, 2 ** 20)).toMatchObject({ values: [2], unparsed: told });
    expect(await read(`{\n${long}:1,"b":2}`, MEMBERS, 2 ** 20)).toMatchObject({ values: [2], unparsed: told });
  });

  test('is mended by what its format knows of it', async () => {
    const repair = (text: string) => text.replaceAll('\\x', '\\u00');
    expect(
      await read('{"m":["\\x0B","b",nope],"a":"\\x1F"}', (path) => (path[0] === 'a' ? 'take' : M(path)), 7, { repair }),
    ).toMatchObject({
      values: ['\x0b', 'b', '\x1f'],
      unparsed: [{ excerpt: 'nope' }],
    });
    const prepare = (text: string) => text.replaceAll('1', '"1"');
    expect((await read('{"m":[1,2,1]}', M, 64, { prepare })).values).toEqual(['1', 2, '1']);
  });
});

describe('a damaged document whose elements begin lines', () => {
  const count = 3000;
  const lines = JSON.stringify(
    { name: 'n', m: Array.from({ length: count }, (_, id) => ({ id, of: [{ a: 'b' }] })), z: 1 },
    null,
    1,
  ).split('\n');
  /** Index of the line in which an element's `{`, or the part of it that many lines later, stands. */
  const lineOf = (element: number, further = 0) => 3 + element * 8 + further;
  const choose = (path: readonly (string | number)[]) =>
    path[0] === 'm' ? 'each' : path.length === 0 ? 'enter' : 'take';
  const ids = (values: readonly unknown[]) => values.flatMap((value) => (value as { id?: number }).id ?? []);

  test.each([
    ['an opening bracket is missing', (all: string[]) => all.splice(lineOf(700, 2), 1)],
    ['an opening bracket of an element is missing', (all: string[]) => all.splice(lineOf(700), 1)],
    ['two closing brackets are missing', (all: string[]) => all.splice(lineOf(700, 5), 2)],
    ['the closing bracket of an element is missing', (all: string[]) => all.splice(lineOf(700, 7), 1, ',')],
    [
      'there are closing brackets too many',
      (all: string[]) => all.splice(lineOf(700, 3), 0, '     }', '    ]', '  }', '  ]'),
    ],
    ['a quote is missing', (all: string[]) => all.splice(lineOf(700, 4), 1, '     "a": "b')],
  ])('%s: only that element is lost', async (_what, damage) => {
    const all = [...lines];
    damage(all);
    const { values, unparsed } = await read(all.join('\n'), choose, 65_536);
    expect(ids(values)).toEqual(Array.from({ length: count }, (_, id) => id).filter((id) => id !== 700));
    expect([values[0], values.at(-1)]).toEqual(['n', 1]);
    // Where brackets are missing, the parts of the element may be told one by one.
    expect(unparsed.length).toBeLessThan(5);
    for (const { line } of unparsed) expect(Math.abs((line ?? 0) - 1 - lineOf(700, 3))).toBeLessThan(9);
  });

  test('lines are spliced: what is whole is read', async () => {
    const all = [...lines];
    all.splice(lineOf(700, 2), 8 * 50 + 3);
    const { values } = await read(all.join('\n'), choose, 65_536);
    const lost = Array.from({ length: count }, (_, id) => id).filter((id) => !ids(values).includes(id));
    expect([lost[0], lost.at(-1), lost.length]).toEqual([700, 750, 51]);
    expect(values.at(-1)).toBe(1);
  });
});
