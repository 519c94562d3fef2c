import { concat, utf8 } from '@/utils/bytes';
import * as fc from 'fast-check';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { GO_ON } from '../lib/read';
import { HELLO, textsIn } from './hello';
import { opened } from './opened';
import { type MadeEntry, makeZip } from './zip-maker';

/** 17 MiB of zeros. */
const BOMB = {
  content: '',
  packed: new Uint8Array(deflateRawSync(new Uint8Array(17 * 2 ** 20))),
  size: 17 * 2 ** 20,
  method: 8,
} as const;

describe('a zip that lies, or is made to do harm', () => {
  test.each<[string, Partial<MadeEntry>]>([
    ['more bytes than it says, deflated', { size: 10, method: 8 }],
    ['more bytes than it says, stored', { size: 10 }],
    ['fewer bytes than it says', { size: 5000, method: 8 }],
    ['another sum', { crc: 1 }],
    ['another sum, deflated', { crc: 1, method: 8 }],
    ['data that ends too early', { method: 8, packedSize: 9 }],
    ['data that goes on', { method: 8, packedSize: 41 }],
  ])('%s: told, and no more than promised comes out', async (_, change) => {
    const entry = { ...HELLO, ...change };
    const zip = makeZip([entry], { comment: 'There is something after it. '.repeat(200) });
    const { files, texts } = await opened({ 'a.zip': zip });
    expect(texts['a.zip/_chat.txt']).toBe('! ZIP_DAMAGED');
    let read = 0;
    await (async () => {
      for await (const block of (files[0] as (typeof files)[0]).stream(GO_ON)) read += block.length;
    })().catch(() => {});
    expect(read).toBeLessThanOrEqual(entry.size ?? HELLO.content.length);
  });

  test.each<[string, readonly MadeEntry[]]>([
    ['one file packed too well', [{ name: 'a', ...BOMB }]],
    ['a size that cannot be', [{ ...HELLO, size: 2 ** 31, method: 8 }]],
    ['many small ones', Array.from({ length: 20 }, (_, at) => ({ name: `${at}`, ...BOMB, size: 2 ** 24 }))],
    ['files that share their bytes', [HELLO, { name: '_chat.txt ', content: '', offset: 0 }, HELLO].slice(0, 2)],
    [
      'files within files',
      [
        { name: 'a', content: makeZip([HELLO]) },
        { ...HELLO, offset: 31 },
      ],
    ],
    ['more than there is', [{ ...HELLO, size: 2 ** 22, packedSize: 2 ** 22 }]],
  ])(
    '%s: ZIP_TOO_LARGE, and the zip is kept as it is',
    async (_, entries) => {
      const { files, problems } = await opened({ 'a.zip': makeZip(entries) });
      expect(problems).toEqual([{ path: 'a.zip', code: 'ZIP_TOO_LARGE' }]);
      expect(files.map(({ path }) => path)).toEqual(['a.zip']);
    },
    20_000,
  );

  test('the same short line again and again is no bomb', async () => {
    const content = '24/12/2019, 12:23 - Ann: Hello there\n'.repeat(2 ** 19);
    const { texts, problems } = await textsIn([{ name: '_chat.txt', content, method: 8 }]);
    expect(problems).toEqual([]);
    expect(texts['_chat.txt']).toHaveLength(content.length);
  });

  test('locked with a password: told once, where it is more than pictures', async () => {
    const locked = { flags: 0x801 } as const;
    const all = await textsIn([
      { ...HELLO, ...locked },
      { name: 'b.json', content: 'x', ...locked },
    ]);
    expect(all.problems).toEqual([{ path: 'a.zip', code: 'ZIP_ENCRYPTED' }]);
    expect(all.texts['_chat.txt']).toBe('! ZIP_ENCRYPTED');
    const pictures = await textsIn([HELLO, { name: 'a.jpg', content: 'x', ...locked }]);
    expect(pictures).toEqual({ texts: { '_chat.txt': HELLO.content, 'a.jpg': '! ZIP_ENCRYPTED' }, problems: [] });
  });

  test('packed in a way that nobody knows: the other files can be read', async () => {
    const { texts, problems } = await textsIn([{ name: 'a', content: 'x', method: 99 }, HELLO]);
    expect(texts).toEqual({ a: '! FILE_UNREADABLE', '_chat.txt': HELLO.content });
    expect(problems).toEqual([]);
  });

  test('in volumes: refused', async () => {
    const zip = makeZip([HELLO], { disks: 1 });
    expect((await opened({ 'a.zip': zip })).problems).toEqual([{ path: 'a.zip', code: 'ZIP_DAMAGED' }]);
    const first = concat([utf8('PK\x07\x08'), zip.subarray(0, 300)]);
    expect((await opened({ 'a.z01': first })).problems).toEqual([{ path: 'a.z01', code: 'ZIP_DAMAGED' }]);
  });
});

/** What opening and reading everything comes to: nothing but right texts and typed errors. */
async function expectHarmless(bytes: Uint8Array, right: ReadonlySet<string>): Promise<void> {
  const { texts, problems } = await opened({ 'a.zip': new Uint8Array(bytes) });
  for (const [path, text] of Object.entries(texts))
    if (path !== 'a.zip' && !text.startsWith('! ')) expect(right).toContain(text);
  for (const { code } of problems) expect(code).toMatch(/^ZIP_|NOT_A_VAULT/);
}

describe('any bytes at all', () => {
  const zip = makeZip([
    HELLO,
    { name: 'b', content: 'b'.repeat(50), method: 8, descriptor: true },
    { name: 'c', content: 'c', zip64: true },
  ]);
  const right = new Set([HELLO.content, 'b'.repeat(50), 'c', '']);

  test('cut anywhere', async () => {
    for (let end = 0; end < zip.length; end++) await expectHarmless(zip.subarray(0, end), right);
  });

  test('with any byte changed', async () => {
    for (let at = 0; at < zip.length; at += 2) {
      const copy = zip.slice();
      copy[at] = (copy[at] as number) ^ (1 << (at % 8));
      await expectHarmless(copy, right);
    }
  });

  test('spliced, repeated, random', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(zip.length),
        fc.nat(zip.length),
        fc.uint8Array({ maxLength: 60 }),
        async (a, b, noise) => {
          await expectHarmless(concat([zip.subarray(0, a), noise, zip.subarray(b)]), right);
          await expectHarmless(concat([utf8('PK\x03\x04'), noise]), right);
        },
      ),
      { numRuns: 100 },
    );
  });
});
