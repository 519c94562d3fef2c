import { type Bytes, concat } from '@/utils/bytes';
import { downloadStream } from '@/utils/messages/download-stream';
import { PasskeepError } from '@/utils/errors';
import { memoryStorage } from '@/utils/storage/memory';
import type { Folder, VaultStorage } from '@/utils/storage/storage';
import { zipStorage } from '@/utils/storage/zip';
import { exportVault } from '@/utils/vault/export-vault';
import { type Progress, quietly } from '@/utils/vault/progress';
import { README_PATH, readmeText } from '@/utils/vault/readme';
import { BlobReader, type FileEntry, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { vaultFiles } from '../format/load-vectors';
import { noise } from '../lib/bytes';
import { CHANGED_AT, entry } from '../lib/files';
import { SparseBlob } from '../lib/sparse-blob';
import { expectRestores, never, openVault, save } from '../lib/vaults';
import { inFolder, otherReaders, run } from '../lib/zip-readers';

const options = { name: 'Passkeep.zip', madeAt: CHANGED_AT };

async function exported(storage: VaultStorage) {
  const told: Progress[] = [];
  const { download, run: make } = await exportVault(storage, options, (progress) => told.push(progress), never);
  const [parts, outcome] = await Promise.all([Array.fromAsync(downloadStream(download.port)), make()]);
  return { zip: concat(parts), size: download.size, outcome, told };
}

describe('an export', () => {
  test('holds the very files of the committed vault, and opens as one', async () => {
    const files = await vaultFiles();
    const { zip, size, outcome } = await exported(memoryStorage(files));
    expect(zip.length).toBe(size);
    expect(outcome).toMatchObject({ files: files.size, leftOut: [] });
    const entries = (await new ZipReader(new BlobReader(new Blob([zip])), {
      checkCrc32: true,
    }).getEntries()) as FileEntry[];
    const back = new Map<string, Uint8Array>();
    for (const each of entries) back.set(each.filename, await each.getData(new Uint8ArrayWriter()));
    expect(Buffer.from(back.get(`Passkeep/${README_PATH}`) as Bytes).toString()).toBe(readmeText());
    back.delete(`Passkeep/${README_PATH}`);
    expect([...back.keys()].toSorted()).toEqual([...files.keys()].map((path) => `Passkeep/${path}`).toSorted());
    for (const [path, bytes] of files) expect(Buffer.compare(back.get(`Passkeep/${path}`) as Bytes, bytes)).toBe(0);
    await otherReaders(zip);
  });

  test('has every file after those it needs: lines, slots, packs, index, snapshots', async () => {
    const { zip } = await exported(memoryStorage(await vaultFiles()));
    const entries = await new ZipReader(new BlobReader(new Blob([zip]))).getEntries();
    const kinds = entries.map(({ filename }) =>
      /^Passkeep\/(README|keys\/.*txt|\w+)/.exec(filename)?.[1]?.replace(/\/.*txt/, ' line'),
    );
    expect([...new Set(kinds)]).toEqual(['README', 'keys line', 'keys', 'packs', 'index', 'snapshots']);
    // Each kind in one run: as many changes of kind as kinds.
    expect(kinds.filter((kind, at) => kind !== kinds[at - 1])).toHaveLength(6);
  });

  test('of a backed-up vault restores byte for byte', async () => {
    const storage = memoryStorage();
    const vault = await openVault(storage);
    const entries = [entry('a/photo.jpg', noise(20 * 2 ** 20)), entry('a/chat.txt', 'Hello. '.repeat(10_000))];
    const { archive } = await save(vault, entries);
    await storage.write(`keys/${'0'.repeat(32)}.age`, noise(10));
    const { zip, told } = await exported(storage);
    expect(told.at(-1)).toMatchObject({ phase: 'finishing', filesDone: storage.files.size });
    expect(told.at(-1)?.bytesDone).toBe(told.at(-1)?.bytesTotal);
    await expectRestores(await openVault(await zipStorage(new Blob([zip]))), archive, entries);
  });

  test('leaves out and names what cannot be read, and what is no file of a vault', async () => {
    const files = await vaultFiles();
    const lost = [...files.keys()].find((path) => path.startsWith('packs/')) as string;
    files.set('packs/aa/notes.txt', noise(5));
    const inner = memoryStorage(files);
    const storage: VaultStorage = {
      ...inner,
      open: async (path) => {
        if (path === lost) throw new PasskeepError('STORAGE_MISSING');
        return await inner.open(path);
      },
    };
    const { zip, size, outcome } = await exported(storage);
    expect(zip.length).toBe(size);
    expect(outcome).toMatchObject({ files: files.size - 2, leftOut: [lost] });
    await otherReaders(zip);
  });

  test('whose file goes while it is made fails on both sides: half of it does not look whole', async () => {
    const files = await vaultFiles();
    const { download, run: make } = await exportVault(memoryStorage(files), options, quietly, never);
    files.delete([...files.keys()].find((path) => path.startsWith('snapshots/')) as string);
    await Promise.all([
      expect(make()).rejects.toMatchObject({ code: 'STORAGE_MISSING' }),
      expect(Array.fromAsync(downloadStream(download.port))).rejects.toBeDefined(),
    ]);
  });

  test('that nobody reads ends when it is cancelled', async () => {
    const files = new Map(await vaultFiles());
    for (let at = 0; at < 4; at++) files.set(`packs/0${at}/0${at}${'0'.repeat(30)}.age`, noise(2 ** 23));
    const controller = new AbortController();
    const { run: make } = await exportVault(memoryStorage(files), options, quietly, controller.signal);
    const work = make();
    setTimeout(() => controller.abort(), 50);
    await expect(work).rejects.toMatchObject({ code: 'CANCELLED' });
  });
});

/** A vault that is not there: packs of zeros, larger and smaller, as many as are wanted. */
function generated(large: number, small: number): VaultStorage & { readonly last: string } {
  const path = (at: number) => {
    const id = at.toString(16).padStart(32, '0');
    return `packs/${id.slice(0, 2)}/${id}.age`;
  };
  const size = (at: number) => (at < large ? 2 ** 23 : 1);
  const zeros = new Uint8Array(2 ** 23);
  const slot = { path: `keys/${'0'.repeat(32)}.age`, size: 1 };
  const list = async (folder: Folder) => {
    if (folder === 'packs')
      return Array.from({ length: large + small }, (_, at) => ({ path: path(at), size: size(at) }));
    return folder === 'keys' ? [slot] : [];
  };
  const open = async (asked: string) => {
    const length = asked === slot.path ? 1 : size(Number.parseInt(asked.slice(9, -4), 16));
    return { size: length, read: async (start: number, end: number) => zeros.subarray(0, end - start) };
  };
  const refuse = async () => Promise.reject(new PasskeepError('STORAGE_REFUSED'));
  return { list, open, write: refuse, remove: refuse, quarantine: refuse, last: path(large + small - 1) };
}

test(
  'an export of more than 4 GiB and 65,535 files is as large as told, and is read by others',
  { timeout: 180_000 },
  async () => {
    const storage = generated(520, 65_600);
    const { download, run: make } = await exportVault(storage, options, quietly, never);
    expect(download.size).toBeGreaterThan(2 ** 32);
    const [zip] = await Promise.all([SparseBlob.from(downloadStream(download.port)), make()]);
    expect(zip.size).toBe(download.size);
    const opened = await zipStorage(zip);
    expect(await opened.list('packs')).toHaveLength(66_120);
    expect(await (await opened.open(storage.last)).read(0, 1)).toEqual(new Uint8Array(1));
    await inFolder(async (folder) => {
      await zip.writeTo(join(folder, 'a.zip'));
      const script =
        'import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); n = z.namelist(); print(len(n), n[-1], z.read(n[-1]))';
      const seen = await run('python3', ['-c', script, join(folder, 'a.zip')]);
      if (seen !== null) expect(seen.trim()).toBe(`66122 Passkeep/${storage.last} b'\\x00'`);
      const listed = await run('unzip', ['-Z', '-h', join(folder, 'a.zip')]);
      if (listed !== null) expect(listed).toContain('number of entries: 66122');
    });
  },
);
