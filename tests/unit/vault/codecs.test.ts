import { type Bytes, concat, utf8 } from '@/utils/bytes';
import { decodeFileList, encodeListedFile, type ListedFile } from '@/utils/vault/file-list';
import { checkType, paddedSize, typeLine } from '@/utils/vault/framing';
import { deriveKeys, snapshotName } from '@/utils/vault/keys';
import {
  decodeSnapshot,
  encodeSnapshot,
  snapshotNameOf,
  snapshotPath,
  type WholeSnapshot,
} from '@/utils/vault/snapshot';
import { base64urlnopad } from '@scure/base';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { flipped, noise } from '../lib/bytes';
import { outcome } from '../lib/outcome';
import { identity } from '../lib/vaults';

const keys = await deriveKeys(identity);
const id = (seed: number) => base64urlnopad.encode(noise(32, seed + 1));
const damaged = expect.objectContaining({ code: 'DAMAGED' });

describe('the type line', () => {
  test('is needed, and its own', () => {
    expect(checkType(concat([typeLine('pack'), noise(10)]), 'pack')).toBe(typeLine('pack').length);
    for (const bytes of [
      typeLine('index'),
      utf8(''),
      utf8('passkeep pack 0\n'),
      utf8('passkeep pack 1'),
      utf8('passkeep pack 01\n'),
      noise(80),
    ])
      expect(() => checkType(bytes, 'pack')).toThrow(damaged);
    expect(() => checkType(utf8('passkeep index 2\n'), 'pack')).toThrow(damaged);
  });

  test('of a later version is too new', () => {
    for (const version of ['2', '10', '999999999'])
      expect(() => checkType(utf8(`passkeep pack ${version}\n`), 'pack')).toThrow(
        expect.objectContaining({ code: 'TOO_NEW' }),
      );
  });
});

test('padding is at most 12%, never less than the size, and leaves few sizes', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 40 }), (size) => {
      const padded = paddedSize(size);
      expect(padded).toBeGreaterThanOrEqual(Math.max(size, 4096));
      if (size > 4096) expect(padded).toBeLessThanOrEqual(size * 1.12);
      expect(paddedSize(padded)).toBe(padded);
    }),
  );
  expect(new Set(Array.from({ length: 10_000 }, (_, n) => paddedSize(n * 100))).size).toBeLessThan(200);
});

describe('a list of files', () => {
  const files: ListedFile[] = [
    { path: 'a/ü😀\n"\\.txt', size: 5, modifiedAt: 1, chunks: [id(1)] },
    { path: '\ud800 lone', size: 0, modifiedAt: -5.5, chunks: [] },
    { path: '', size: Number.MAX_SAFE_INTEGER, modifiedAt: 0, chunks: [id(2), id(3)] },
  ];
  const bytes = concat(files.map(encodeListedFile));
  const decoded = async (...pieces: Bytes[]) =>
    await Array.fromAsync(
      decodeFileList(
        (async function* () {
          yield* pieces;
        })(),
      ),
    );

  test('comes back, wherever it is split', async () => {
    for (let at = 0; at <= bytes.length; at++)
      expect(await decoded(bytes.slice(0, at), bytes.slice(at))).toEqual(files);
    expect(await decoded(...Array.from(bytes, (byte) => new Uint8Array([byte])))).toEqual(files);
    expect(await decoded()).toEqual([]);
  });

  test.each([
    ['{"path":"a"'],
    ['\n'],
    ['null\n'],
    ['[]\n'],
    ['{"path":1,"size":1,"modifiedAt":1,"chunks":[]}\n'],
    ['{"path":"a","size":-1,"modifiedAt":1,"chunks":[]}\n'],
    ['{"path":"a","size":1.5,"modifiedAt":1,"chunks":[]}\n'],
    ['{"path":"a","size":9007199254740993,"modifiedAt":1,"chunks":[]}\n'],
    ['{"path":"a","size":1,"modifiedAt":null,"chunks":[]}\n'],
    ['{"path":"a","size":1,"modifiedAt":1,"chunks":["../x"]}\n'],
    ['{"path":"a","size":1,"modifiedAt":1,"chunks":{}}\n'],
  ])('with the line %j is damaged', async (text) => {
    await expect(decoded(utf8(text))).rejects.toEqual(damaged);
  });

  test('that is not UTF-8, or ends in the middle, is damaged', async () => {
    const bad = bytes.slice();
    bad[12] = 0xff;
    await expect(decoded(bad)).rejects.toEqual(damaged);
    for (const at of [1, 20, bytes.length - 1]) await expect(decoded(bytes.slice(0, at))).rejects.toEqual(damaged);
  });
});

/** Members that every backup has. */
const REQUIRED = [
  ...(['kind', 'generation', 'known', 'removed', 'createdAt', 'title', 'source', 'files', 'bytes'] as const),
  ...(['addedBytes', 'problems', 'problemCount', 'list'] as const),
];

describe('a snapshot', () => {
  const backup: WholeSnapshot = {
    kind: 'backup',
    source: { kind: 'files' },
    generation: 3,
    known: ['a'],
    removed: [],
    createdAt: 5,
    title: '\ud800 Mum 😀',
    files: 1,
    bytes: 2,
    addedBytes: 3,
    problems: [{ path: 'x', code: 'DAMAGED' }],
    problemCount: 1,
    list: [id(1)],
  };
  const decode = async (plaintext: Bytes) =>
    (await decodeSnapshot(await snapshotName(keys, plaintext), plaintext, [keys])).snapshot;

  test('comes back, padded', async () => {
    const plaintext = encodeSnapshot(backup);
    expect(plaintext.length).toBe(4096);
    expect(await decode(plaintext)).toEqual(backup);
    const removal: WholeSnapshot = { kind: 'removal', generation: 1, known: [], removed: ['b'], createdAt: 1 };
    expect(await decode(encodeSnapshot(removal))).toEqual(removal);
  });

  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.constantFrom('\ud800', 'a\udfff\n', '__proto__'),
  );
  const count = fc.maxSafeNat();
  const texts = fc.array(text, { maxLength: 5 });
  const lineage = { generation: count, known: texts, removed: texts, createdAt: count };
  const whole: fc.Arbitrary<WholeSnapshot> = fc.oneof(
    fc.record({ kind: fc.constant('removal' as const), ...lineage }),
    fc.record(
      {
        kind: fc.constant('backup' as const),
        ...lineage,
        title: text,
        source: fc.record({ kind: text }),
        files: count,
        bytes: count,
        addedBytes: count,
        problems: fc.array(fc.record({ path: text, code: fc.constantFrom('DAMAGED', 'FILE_CHANGED') }), {
          maxLength: 3,
        }),
        problemCount: count,
        list: fc.array(fc.nat(50).map(id), { maxLength: 200 }),
        details: fc.array(fc.nat(50).map(id), { maxLength: 3 }),
        movedFrom: text,
        movedAt: count,
      },
      { noNullPrototype: true, requiredKeys: REQUIRED },
    ),
  );

  test('comes back, whatever is in it, of a padded size', async () => {
    await fc.assert(
      fc.asyncProperty(whole, async (snapshot) => {
        const plaintext = encodeSnapshot(snapshot);
        expect(paddedSize(plaintext.length)).toBe(plaintext.length);
        expect(await decode(plaintext)).toEqual(snapshot);
      }),
      { numRuns: 150 },
    );
  });

  test('with anything in the place of one of its members is another snapshot, or damaged', async () => {
    const member = fc.constantFrom(...Object.keys(backup));
    await fc.assert(
      fc.asyncProperty(member, fc.jsonValue(), async (name, value) => {
        const json = JSON.stringify({ ...backup, [name]: value });
        const read = await outcome(() => decode(concat([typeLine('snapshot'), utf8(json)])));
        // What is read has the kinds of members that the format asks for: it goes through once more.
        if (read !== 'DAMAGED') expect(await decode(encodeSnapshot(read as WholeSnapshot))).toEqual(read);
      }),
      { numRuns: 200 },
    );
  });

  test('of a kind that a later version made counts for what every snapshot says', async () => {
    const later = concat([typeLine('snapshot'), utf8(JSON.stringify({ ...backup, kind: 'later' }))]);
    expect(await decode(later)).toMatchObject({ kind: 'other', generation: 3, known: ['a'], removed: [] });
  });

  test('has a path that is its own alone', () => {
    expect(snapshotNameOf('snapshots/../keys/a.age')).toBeNull();
    expect(snapshotNameOf(snapshotPath('a'.repeat(64)))).toBe('a'.repeat(64));
  });

  test('under another name, or of another key, is damaged', async () => {
    const plaintext = encodeSnapshot(backup);
    const name = await snapshotName(keys, plaintext);
    await expect(decodeSnapshot('0'.repeat(64), plaintext, [keys])).rejects.toEqual(damaged);
    await expect(decodeSnapshot(name, flipped(plaintext, 200), [keys])).rejects.toEqual(damaged);
    await expect(decodeSnapshot(name, plaintext, [])).rejects.toEqual(damaged);
  });

  test.each([
    '',
    'null',
    '{}',
    '[1]',
    '{"kind":"backup"}',
    JSON.stringify({ ...backup, list: 'x' }),
    JSON.stringify({ ...backup, files: -1 }),
    JSON.stringify({ ...backup, movedFrom: 1 }),
    JSON.stringify({ ...backup, problems: [null] }),
    JSON.stringify({ ...backup, problems: [{ path: 1, code: 'DAMAGED' }] }),
    JSON.stringify({ ...backup, kind: 'other', known: 1 }),
    JSON.stringify({ ...backup, kind: 'keys' }),
  ])('that says %j is damaged', async (json) => {
    await expect(decode(concat([typeLine('snapshot'), utf8(json)]))).rejects.toEqual(damaged);
  });
});
