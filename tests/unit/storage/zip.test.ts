import { type Bytes, concat } from '@/utils/bytes';
import { memoryStorage } from '@/utils/storage/memory';
import type { Folder, VaultStorage } from '@/utils/storage/storage';
import { zipStorage } from '@/utils/storage/zip';
import { localHeader, directoryRecord, dataDescriptor, endRecords } from '@/utils/zip/records';
import { crc32 } from '@/utils/zip/crc32';
import { BlobWriter, Uint8ArrayReader, ZipWriter, type ZipWriterAddDataOptions } from '@zip.js/zip.js';
import * as fc from 'fast-check';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { vaultFiles } from '../format/load-vectors';
import { flipped, noise } from '../lib/bytes';
import { CHANGED_AT, entry } from '../lib/files';
import { expectRestores, openVault, save } from '../lib/vaults';
import { SparseBlob } from '../lib/sparse-blob';
import { inFolder, run } from '../lib/zip-readers';

const FOLDERS: readonly Folder[] = ['keys', 'packs', 'index', 'snapshots'];
const SLOT = `keys/${'a'.repeat(32)}.age`;
const PACK = `packs/bb/${'b'.repeat(32)}.age`;

type Given = readonly (readonly [string, Bytes])[];

/** A zip as another program makes one. */
async function zipOf(files: Given, options: ZipWriterAddDataOptions = {}): Promise<Blob> {
  const zip = new ZipWriter(new BlobWriter());
  for (const [path, bytes] of files) await zip.add(path, new Uint8ArrayReader(bytes), options);
  return await zip.close();
}

/** A zip of stored files, in which a name may stand twice, with each record as `change` makes it. */
function rawZip(files: Given, change: (record: Bytes, at: number) => Bytes = (record) => record): Blob {
  const parts: Bytes[] = [];
  const records: Bytes[] = [];
  let offset = 0;
  for (const [at, [path, bytes]] of files.entries()) {
    const about = { path, size: bytes.length, modifiedAt: CHANGED_AT, crc: crc32(bytes), offset };
    const whole = concat([localHeader(about), bytes, dataDescriptor(about)]);
    records.push(change(directoryRecord(about), at));
    parts.push(whole);
    offset += whole.length;
  }
  const directory = concat(records);
  return new Blob([...parts, directory, endRecords(files.length, directory.length, offset)]);
}

/** A copy with a 32-bit little-endian number at a place. */
function with32(bytes: Bytes, at: number, value: number): Bytes {
  const copy = bytes.slice();
  new DataView(copy.buffer).setUint32(at, value, true);
  return copy;
}

async function contents(storage: VaultStorage): Promise<Map<string, Bytes>> {
  const all = new Map<string, Bytes>();
  for (const folder of FOLDERS)
    for (const { path, size } of await storage.list(folder)) {
      const file = await storage.open(path);
      expect(file.size).toBe(size);
      all.set(path, await file.read(0, size));
    }
  return all;
}

async function expectVault(storage: VaultStorage, files: ReadonlyMap<string, Bytes>): Promise<void> {
  const found = await contents(storage);
  expect([...found.keys()].toSorted()).toEqual([...files.keys()].toSorted());
  for (const [path, bytes] of files) expect(Buffer.compare(found.get(path) as Bytes, bytes)).toBe(0);
}

const inside = (prefix: string, files: ReadonlyMap<string, Bytes>): Given =>
  [...files].map(([path, bytes]) => [prefix + path, bytes]);

describe('a vault in a zip', () => {
  test.each(['', 'Passkeep/', 'My backups/Passkeep 2/', 'Мои/копии/'])('is found in "%s"', async (prefix) => {
    const files = await vaultFiles();
    await expectVault(await zipStorage(await zipOf(inside(prefix, files), { level: 0 })), files);
  });

  test('that another program deflated is the same', async () => {
    const files = await vaultFiles();
    await expectVault(await zipStorage(await zipOf(inside('Passkeep/', files))), files);
  });

  test('as other programs zip a folder is the same', async () => {
    const files = await vaultFiles();
    await inFolder(async (folder) => {
      for (const [path, bytes] of files) {
        await mkdir(join(folder, 'Passkeep', dirname(path)), { recursive: true });
        await writeFile(join(folder, 'Passkeep', path), bytes);
      }
      const script = 'import shutil, sys; shutil.make_archive(sys.argv[1] + "/a", "zip", sys.argv[1], "Passkeep")';
      if ((await run('python3', ['-c', script, folder])) === null) return;
      await expectVault(await zipStorage(new Blob([await readFile(join(folder, 'a.zip'))])), files);
    });
  });

  test('may have what systems and users add: folders, macOS’s own, notes, a readme, a remark, a program before it', async () => {
    const files = await vaultFiles();
    const zip = new ZipWriter(new BlobWriter(), { offset: 1000 });
    await zip.add('V/Passkeep/', undefined, { directory: true });
    for (const [path, bytes] of inside('V/Passkeep/', files)) {
      await zip.add(path, new Uint8ArrayReader(bytes));
      await zip.add(`__MACOSX/${path.replace(/([^/]*)$/, '._$1')}`, new Uint8ArrayReader(noise(20)));
    }
    await zip.add(`__MACOSX/V/Passkeep/${SLOT}`, new Uint8ArrayReader(noise(20)));
    await zip.add('V/Passkeep/README.txt', new Uint8ArrayReader(noise(20)));
    await zip.add('V/Passkeep/keys/notes.age', new Uint8ArrayReader(noise(20)));
    const blob = await zip.close(new TextEncoder().encode('a remark'));
    await expectVault(await zipStorage(new Blob([noise(1000), blob])), files);
    await expectVault(await zipStorage(new Blob([noise(777), blob])), files);
  });

  test('made on Windows by a program that writes \\ is found', async () => {
    const storage = await zipStorage(rawZip([[`Passkeep\\${SLOT.replaceAll('/', '\\')}`, noise(9)]]));
    await expectVault(storage, new Map([[SLOT, noise(9)]]));
  });

  test('is read at any place, stored or deflated', async () => {
    const bytes = noise(300_000);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(0, 6), fc.nat(300_000), fc.nat(300_000), async (level, a, b) => {
        const storage = await zipStorage(
          await zipOf(
            [
              [SLOT, noise(9)],
              [PACK, bytes],
            ],
            { level },
          ),
        );
        const [start, end] = [Math.min(a, b), Math.max(a, b)];
        const part = await (await storage.open(PACK)).read(start, end);
        expect(Buffer.compare(part, bytes.subarray(start, end))).toBe(0);
      }),
      { numRuns: 10 },
    );
  });

  test('of which many deflated files are open at once gives each its own', async () => {
    const packs = Array.from(
      { length: 6 },
      (_, at) => [PACK.replaceAll('b', String(at)), noise(12 * 2 ** 20, at + 1)] as const,
    );
    const storage = await zipStorage(await zipOf([[SLOT, noise(9)], ...packs], { level: 1 }));
    const opened = await Promise.all(packs.map(([path]) => storage.open(path)));
    for (const round of [0, 5_000_000])
      for (const [at, file] of opened.entries())
        expect(
          Buffer.compare(await file.read(round, round + 100), packs[at]?.[1].subarray(round, round + 100) as Bytes),
        ).toBe(0);
  });

  test('of more than 4 GiB as macOS makes it, places without their upper half, is the same', async () => {
    const zeros = new Uint8Array(2 ** 24);
    const about = (path: string, offset: number) => ({
      ...{ path, size: 9, modifiedAt: CHANGED_AT, crc: crc32(noise(9)) },
      offset: offset % 2 ** 32,
    });
    const whole = (path: string) =>
      concat([localHeader(about(path, 0)), noise(9), dataDescriptor({ size: 9, crc: crc32(noise(9)) })]);
    const [slot, pack] = [whole(SLOT), whole(PACK)];
    const second = slot.length + 256 * zeros.length;
    const directory = concat([directoryRecord(about(SLOT, 0)), directoryRecord(about(PACK, second))]);
    const end = endRecords(2, directory.length, (second + pack.length) % 2 ** 32);
    const parts = [slot, ...Array.from({ length: 256 }, () => zeros), pack, directory, end];
    const zip = await SparseBlob.from(parts);
    expect(zip.size).toBeGreaterThan(2 ** 32);
    await expectVault(
      await zipStorage(zip),
      new Map([
        [SLOT, noise(9)],
        [PACK, noise(9)],
      ]),
    );
  });

  test('cannot be changed', async () => {
    const storage = await zipStorage(await zipOf([[SLOT, noise(9)]]));
    await expect(storage.write(PACK, noise(1))).rejects.toMatchObject({ code: 'STORAGE_REFUSED' });
    await expect(storage.remove([SLOT])).rejects.toMatchObject({ code: 'STORAGE_REFUSED' });
    await expect(storage.open(PACK)).rejects.toMatchObject({ code: 'STORAGE_MISSING' });
  });

  test('restores what was backed up, through a program that deflates', async () => {
    const vaultInMemory = memoryStorage();
    const vault = await openVault(vaultInMemory);
    const entries = [entry('a.bin', noise(3 * 2 ** 20)), entry('b.txt', 'once more '.repeat(50_000))];
    const { archive } = await save(vault, entries);
    await vaultInMemory.write(SLOT, noise(9));
    const again = await zipOf(inside('', vaultInMemory.files));
    await expectRestores(await openVault(await zipStorage(again)), archive, entries);
  });
});

describe('of zips that are not to be trusted', () => {
  const refused = (zip: Blob, code: string) => expect(zipStorage(zip)).rejects.toMatchObject({ code });

  test.each([
    ['nothing', new Blob([])],
    ['noise', new Blob([noise(100_000)])],
    ['text', new Blob(['age-encryption.org/v1\n'])],
    ['an empty zip', rawZip([])],
    ['a zip of something else', rawZip([['photo.jpg', noise(9)]])],
    ['a vault without a key', rawZip([[PACK, noise(9)]])],
  ])('%s is told to be no vault', async (_, zip) => await refused(zip, 'NOT_A_VAULT'));

  test('several vaults are told', async () => {
    await refused(
      rawZip([
        [`a/${SLOT}`, noise(9)],
        [`b/${SLOT}`, noise(9)],
      ]),
      'SEVERAL_VAULTS',
    );
    await refused(
      rawZip([
        [SLOT, noise(9)],
        [`b/${SLOT}`, noise(9)],
      ]),
      'SEVERAL_VAULTS',
    );
  });

  test('a name that stands twice', async () =>
    await refused(
      rawZip([
        [SLOT, noise(9)],
        [SLOT, noise(8)],
      ]),
      'ZIP_DAMAGED',
    ));
  test('a name that leads out', async () =>
    await refused(
      rawZip([
        [SLOT, noise(9)],
        [`../../${PACK}`, noise(9)],
      ]),
      'ZIP_DAMAGED',
    ));
  test('an absurd size', async () =>
    await refused(
      rawZip(
        [
          [SLOT, noise(9)],
          [PACK, noise(9)],
        ],
        (record, at) => (at === 1 ? with32(with32(record, 20, 0xfffffff0), 24, 0xfffffff0) : record),
      ),
      'ZIP_DAMAGED',
    ));
  test('a pack of more than a pack’s size', async () =>
    await refused(
      rawZip([
        [SLOT, noise(9)],
        [PACK, new Uint8Array(18 * 2 ** 20)],
      ]),
      'ZIP_DAMAGED',
    ));
  test('a bomb', async () =>
    await refused(
      await zipOf(
        [
          [SLOT, noise(9)],
          [PACK, new Uint8Array(16 * 2 ** 20)],
        ],
        { level: 9 },
      ),
      'ZIP_DAMAGED',
    ));
  test('a password', async () =>
    await refused(await zipOf([[SLOT, noise(9)]], { password: 'x', zipCrypto: true }), 'ZIP_DAMAGED'));

  test('files that share their bytes are not more than there is', async () => {
    const files: Given = [
      [SLOT, noise(9)],
      ...Array.from(
        { length: 50 },
        (_, at) => [PACK.replace('bb/bb', `${10 + at}/${10 + at}`), noise(at === 0 ? 100_000 : 0)] as const,
      ),
    ];
    const first = localHeader({ path: SLOT, size: 9, modifiedAt: CHANGED_AT }).length + 9 + 16;
    const overlapping = rawZip(files, (record, at) =>
      at === 0 ? record : with32(with32(with32(record, 20, 100_000), 24, 100_000), 42, first),
    );
    await refused(overlapping, 'ZIP_DAMAGED');
  });

  test('an entry whose place is another’s is damaged, the others are not', async () => {
    const zip = rawZip(
      [
        [SLOT, noise(9)],
        [PACK, noise(9)],
      ],
      (record, at) => (at === 1 ? with32(record, 42, 0) : record),
    );
    const storage = await zipStorage(zip);
    await expect(storage.open(PACK)).rejects.toMatchObject({ code: 'DAMAGED' });
    expect(await (await storage.open(SLOT)).read(0, 9)).toEqual(noise(9));
  });

  test('a deflated entry that inflates to another length is damaged', async () => {
    const zip = new Uint8Array(
      await (
        await zipOf([
          [SLOT, noise(9)],
          [PACK, noise(5000)],
        ])
      ).arrayBuffer(),
    );
    const record = Buffer.from(zip).lastIndexOf('PK\u0001\u0002');
    for (const size of [4999, 5001]) {
      const storage = await zipStorage(new Blob([with32(zip, record + 24, size)]));
      await expect((await storage.open(PACK)).read(0, 1)).rejects.toMatchObject({ code: 'DAMAGED' });
    }
  });

  test('cut short anywhere, it is told, or what is left of it is right', async () => {
    const files = new Map([
      [SLOT, noise(90)],
      [PACK, noise(200)],
    ]);
    const whole = await zipOf(inside('P/', files), { level: 0 });
    for (let length = 0; length < whole.size; length++)
      await expect(zipStorage(whole.slice(0, length))).rejects.toMatchObject({
        code: expect.stringMatching(/^(ZIP_DAMAGED|NOT_A_VAULT)$/),
      });
    expect(await zipStorage(whole).then(contents)).toEqual(files);
  });

  test('with any byte changed, it is told, or opens with names of the vault alone', async () => {
    const files = new Map([
      [SLOT, noise(90)],
      [PACK, noise(200)],
    ]);
    const stored = new Uint8Array(await (await zipOf(inside('P/', files), { level: 0 })).arrayBuffer());
    const deflated = new Uint8Array(await (await zipOf(inside('P/', files), { level: 6 })).arrayBuffer());
    const outcomes = new Set<string>();
    for (const zip of [stored, deflated])
      for (let at = 0; at < zip.length; at++) {
        const outcome = await zipStorage(new Blob([flipped(zip, at)]))
          .then(contents)
          .then(
            (found) =>
              [...found.keys()].every((path) => /^(keys|packs|index|snapshots)\/[0-9a-f/]*\.(age|txt)$/.test(path))
                ? 'opened'
                : 'foreign',
            (thrown: { code?: string }) => thrown.code ?? String(thrown),
          );
        outcomes.add(outcome);
      }
    expect([...outcomes].toSorted()).toEqual(['DAMAGED', 'NOT_A_VAULT', 'ZIP_DAMAGED', 'opened']);
  });

  test('a directory larger than any is not read', async () => {
    const zeros = new Uint8Array(2 ** 24);
    const parts = [...Array.from({ length: 8 }, () => zeros), endRecords(3, 7 * zeros.length, 0)];
    await refused(await SparseBlob.from(parts), 'ZIP_DAMAGED');
  });

  test('a zip that goes while it is open is told', async () => {
    const zip = await zipOf([[SLOT, noise(9)]], { level: 0 });
    const storage = await zipStorage(zip);
    zip.arrayBuffer = () => Promise.reject(new DOMException('', 'NotReadableError'));
    zip.slice = () => zip;
    await expect(storage.open(SLOT)).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
    await expect(zipStorage(zip)).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
  });

  test('an abort ends it', async () => {
    await expect(zipStorage(rawZip([[SLOT, noise(9)]]), AbortSignal.abort())).rejects.toMatchObject({
      name: 'AbortError',
    });
  });
});
