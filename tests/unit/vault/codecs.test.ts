import { inMemory } from '@/utils/age/file';
import { type Bytes, concat, utf8 } from '@/utils/bytes';
import { decodeFileList, encodeListedFile, type ListedFile } from '@/utils/vault/file-list';
import { checkType, paddedSize, typeLine } from '@/utils/vault/framing';
import { decodeIndex, encodeIndex } from '@/utils/vault/index-file';
import { deriveKeys, snapshotName } from '@/utils/vault/keys';
import {
  buildPack,
  decodeRows,
  LARGEST_PACK,
  PACK_SIZES,
  packIdOf,
  packPath,
  type PackRow,
  packSizeFor,
  readTable,
  ROW_SIZE,
  type StoredChunk,
} from '@/utils/vault/pack';
import { decodeSnapshot, encodeSnapshot, type WholeSnapshot, snapshotNameOf } from '@/utils/vault/snapshot';
import { base64urlnopad } from '@scure/base';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { flipped, noise } from '../lib/bytes';
import { identity } from '../lib/vaults';

const keys = await deriveKeys(identity);
const id = (seed: number) => base64urlnopad.encode(noise(32, seed + 1));
const chunk = (size: number, seed: number): StoredChunk => ({
  id: id(seed),
  stored: noise(size, seed + 1),
  encoding: 'plain',
  length: size,
});
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

describe('a pack', () => {
  test('gives back its table, at every size', async () => {
    for (const size of PACK_SIZES.slice(0, 6)) {
      const chunks = [chunk(1, 1), chunk(size / 4, 2), chunk(Math.floor(size / 3), 3)];
      const { plaintext, rows } = buildPack(chunks);
      expect(plaintext.length).toBe(size);
      expect(await readTable(inMemory(plaintext))).toEqual(rows);
      rows.forEach(({ offset, storedLength }, at) =>
        expect(Buffer.compare(plaintext.subarray(offset, offset + storedLength), chunks[at]?.stored as Bytes)).toBe(0),
      );
    }
    expect(() => packSizeFor(LARGEST_PACK + 1)).toThrow();
  });

  test('with a hostile table is damaged', async () => {
    const { plaintext } = buildPack([chunk(100, 1)]);
    const at = (offset: number, value: number) => {
      const bytes = plaintext.slice();
      new DataView(bytes.buffer).setUint32(offset, value);
      return readTable(inMemory(bytes));
    };
    const row = plaintext.length - 4 - ROW_SIZE;
    await expect(at(plaintext.length - 4, 2 ** 32 - 1)).rejects.toEqual(damaged);
    await expect(at(plaintext.length - 4, 5000)).rejects.toEqual(damaged);
    await expect(at(row + 32, plaintext.length)).rejects.toEqual(damaged);
    await expect(at(row + 36, 2 ** 32 - 1)).rejects.toEqual(damaged);
    await expect(at(row + 40, LARGEST_PACK + 1)).rejects.toEqual(damaged);
    await expect(at(row + 44, 2)).rejects.toEqual(damaged);
    for (const size of [0, 3, 100, 65_535, 65_537])
      await expect(readTable(inMemory(new Uint8Array(size)))).rejects.toEqual(damaged);
    await expect(readTable(inMemory(new Uint8Array(65_536)))).rejects.toEqual(damaged);
  });

  test('has a path that is its own alone', () => {
    const name = 'ab'.repeat(16);
    expect(packIdOf(packPath(name))).toBe(name);
    for (const path of [
      `packs/cd/${name}.age`,
      `packs/ab/${name}.age.crswap`,
      `packs/ab/../${name}.age`,
      `x/packs/ab/${name}.age`,
      `packs/ab/${name.toUpperCase()}.age`,
    ])
      expect(packIdOf(path)).toBeNull();
    expect(snapshotNameOf('snapshots/../keys/a.age')).toBeNull();
  });
});

describe('an index', () => {
  const row = fc.record({
    id: fc.integer({ min: 0, max: 1e6 }).map(id),
    offset: fc.integer({ min: 0, max: 2 ** 23 }),
    storedLength: fc.integer({ min: 0, max: 2 ** 20 }),
    length: fc.integer({ min: 0, max: 2 ** 20 }),
    encoding: fc.constantFrom<PackRow['encoding']>('plain', 'deflate'),
  });
  const packs = fc.array(
    fc.record({
      id: fc.integer({ min: 1, max: 99 }).map((seed) => Buffer.from(noise(16, seed)).toString('hex')),
      rows: fc.array(row, { maxLength: 20 }),
    }),
    { maxLength: 8 },
  );

  test('comes back', () => {
    fc.assert(
      fc.property(packs, (all) => {
        expect(decodeIndex(encodeIndex(all))).toEqual(all);
      }),
    );
  });

  test('with any bit turned is another index or damaged, never anything else', () => {
    const whole = encodeIndex([
      { id: 'ab'.repeat(16), rows: [{ id: id(1), offset: 16, storedLength: 5, length: 5, encoding: 'plain' }] },
    ]);
    for (let at = 0; at < 120; at++)
      try {
        expect(decodeIndex(flipped(whole, at)).length).toBeLessThan(3);
      } catch (thrown) {
        expect((thrown as { code: string }).code).toMatch(/DAMAGED|TOO_NEW/);
      }
    for (let length = 0; length < 89; length++) expect(() => decodeIndex(whole.slice(0, length))).toThrow(damaged);
    const many = whole.slice();
    new DataView(many.buffer).setUint32(typeLine('index').length, 2 ** 32 - 1);
    expect(() => decodeIndex(many)).toThrow(damaged);
    expect(() => decodeRows(new Uint8Array(ROW_SIZE).fill(255), LARGEST_PACK)).toThrow(damaged);
  });
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

  test('of a kind that a later version made counts for what every snapshot says', async () => {
    const later = concat([typeLine('snapshot'), utf8(JSON.stringify({ ...backup, kind: 'later' }))]);
    expect(await decode(later)).toMatchObject({ kind: 'other', generation: 3, known: ['a'], removed: [] });
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
    JSON.stringify({ ...backup, kind: 'other', known: 1 }),
    JSON.stringify({ ...backup, kind: 'keys' }),
  ])('that says %j is damaged', async (json) => {
    await expect(decode(concat([typeLine('snapshot'), utf8(json)]))).rejects.toEqual(damaged);
  });
});
