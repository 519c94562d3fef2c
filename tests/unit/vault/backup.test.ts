import { quietly } from '@/utils/vault/progress';
import 'fake-indexeddb/auto';
import { utf8 } from '@/utils/bytes';
import { openDatabase } from '@/utils/storage/database';
import { indexedDbStorage } from '@/utils/storage/indexeddb';
import { memoryStorage } from '@/utils/storage/memory';
import type { VaultStorage } from '@/utils/storage/storage';
import { storedBytes } from '@/utils/vault/vault';
import { describe, expect, test } from 'vitest';
import { noise } from '../lib/bytes';
import { CHANGED_AT, entry, type Trouble, TroubledFile } from '../lib/files';
import { expectRestores, keepingSink, never, openVault, restoreAll, save } from '../lib/vaults';

let databases = 0;
const storages: [string, () => Promise<VaultStorage>][] = [
  ['memory', async () => memoryStorage()],
  ['IndexedDB', async () => indexedDbStorage(await openDatabase(`backup-${databases++}`))],
];
const messages = (count: number) =>
  Array.from({ length: count }, (_, n) => `[${n}] Mum: message number ${n * 7919}\n`).join('');

describe.each(storages)('a backup in %s', (_, make) => {
  test('comes back byte for byte, whatever the files are and are called', async () => {
    const names = [
      'a/b',
      'a/b',
      '',
      '..',
      '../../x',
      'con',
      'line\nfeed',
      '\u202egpj',
      'é',
      'e\u0301',
      '\ud800',
      '😀',
      '\0',
      '"\\',
    ];
    const entries = [
      ...names.map((path, n) => ({ ...entry(path || 'x', noise(n * 100, n + 1)), path })),
      entry('empty', ''),
      entry('big.bin', noise(5 * 2 ** 20 + 3)),
      entry('chat.txt', messages(5000)),
      entry('one', utf8('x')),
    ];
    const storage = await make();
    const { archive } = await save(await openVault(storage), entries);
    await expectRestores(await openVault(storage), archive, entries);
  });
});

describe('a backup', () => {
  test('of what was saved before adds next to nothing', async () => {
    const storage = memoryStorage();
    const entries = [entry('media.bin', noise(4_000_000)), entry('chat.txt', messages(40_000))];
    await save(await openVault(storage), entries);
    const again = await save(await openVault(storage), entries);
    expect(again.addedBytes).toBeLessThan(60_000);
    await expectRestores(await openVault(storage), again.archive, entries);
  });

  test('with a little put in adds little', async () => {
    const storage = memoryStorage();
    const bytes = noise(20_000_000);
    const first = await save(await openVault(storage), [entry('a', bytes)]);
    expect(first.addedBytes).toBeLessThan(1.06 * bytes.length);
    const changed = new Uint8Array(bytes.length + 5);
    changed.set(bytes.subarray(0, 9_000_000));
    changed.set(bytes.subarray(9_000_000), 9_000_005);
    const vault = await openVault(storage);
    const second = await save(vault, [entry('a', changed)]);
    expect(second.addedBytes).toBeLessThan(2_200_000);
    await expectRestores(vault, second.archive, [entry('a', changed)]);
  });

  test('of a growing chat, week after week, adds about what is new', async () => {
    const storage = memoryStorage();
    const vault = await openVault(storage);
    const whole = messages(40_000);
    let last = 0;
    for (let week = 1; week <= 40; week++)
      last = (await save(vault, [entry('chat.txt', whole.slice(0, (whole.length * week) / 40))])).addedBytes;
    // 40 KB a week before compression; packs, index and snapshot have smallest sizes.
    expect(last).toBeLessThan(200_000);
    expect(await storedBytes(storage)).toBeLessThan(40 * 160_000);
  });

  test('takes 20,000 small files in its stride', { timeout: 60_000 }, async () => {
    const entries = Array.from({ length: 20_000 }, (_, n) =>
      entry(`photos/${n % 100}/${n}`, n % 3 === 0 ? '' : `photo ${n}`),
    );
    const storage = memoryStorage();
    const { archive } = await save(await openVault(storage), entries);
    const vault = await openVault(storage);
    const page = await vault.files(archive, 19_990, 100);
    expect(page).toHaveLength(10);
    expect(page[9]).toEqual({ path: 'photos/99/19999', size: 11, modifiedAt: CHANGED_AT });
    const sink = keepingSink();
    await vault.restore(archive, ['photos/7/7', 'photos/8/19908'], sink, quietly, never);
    expect(sink.restored.map(([path, bytes]) => [path, Buffer.from(bytes).toString()])).toEqual([
      ['photos/7/7', 'photo 7'],
      ['photos/8/19908', ''],
    ]);
    const { restored } = await restoreAll(vault, archive);
    expect(restored).toHaveLength(20_000);
    restored.forEach(([path, bytes], n) => {
      if (path !== entries[n]?.path || Buffer.from(bytes).toString() !== (n % 3 === 0 ? '' : `photo ${n}`))
        expect(path).toBe(n);
    });
  });

  const MIB = 2 ** 20;
  test.each<[string, Trouble, number, string]>([
    ['is gone', 'NotFoundError', 0, 'FILE_UNREADABLE'],
    ['may not be read', 'NotReadableError', 0, 'FILE_UNREADABLE'],
    ['changes while it is read', 'NotReadableError', 9 * MIB, 'FILE_CHANGED'],
    ['vanishes while it is read', 'NotFoundError', 9 * MIB, 'FILE_UNREADABLE'],
    ['is cut while it is read', 'short', 9 * MIB, 'FILE_CHANGED'],
  ])('leaves out and names a file that %s, and saves the others', async (_, trouble, from, code) => {
    const bad = { path: 'bad', file: new TroubledFile(noise(17 * MIB), 'bad', trouble, from) };
    const good = [entry('before', noise(100_000, 1)), entry('after', noise(5 * MIB, 2)), entry('last', '')];
    const storage = memoryStorage();
    const vault = await openVault(storage);
    const outcome = await vault.backUp([good[0], bad, ...good.slice(1)] as typeof good, { title: 'x' }, quietly, never);
    expect(outcome).toMatchObject({ problems: [{ path: 'bad', code }], problemCount: 1 });
    const reopened = await openVault(storage);
    expect(reopened.archives()[0]).toMatchObject({ files: 3, problemCount: 1, problems: [{ path: 'bad', code }] });
    await expectRestores(reopened, outcome.archive, good);
  });

  test('of files none of which can be read saves nothing and writes nothing', async () => {
    const storage = memoryStorage();
    const bad = Array.from({ length: 3 }, (_, n) => ({
      path: `${n}`,
      file: new TroubledFile(noise(6 * MIB, n + 1), 'x', 'NotReadableError', n * 2 * MIB),
    }));
    const vault = await openVault(storage);
    await expect(vault.backUp(bad, { title: 'x' }, quietly, never)).rejects.toMatchObject({
      code: 'NOTHING_TO_SAVE',
      detail: { files: 3 },
    });
    expect(storage.files.size).toBe(0);
    expect(vault.archives()).toEqual([]);
  });

  test('that is cancelled at any stage leaves what was there', async () => {
    const storage = memoryStorage();
    const vault = await openVault(storage);
    const { archive } = await save(vault, [entry('old', noise(100_000, 9))]);
    const before = [...storage.files.keys()];
    const entries = [entry('a', noise(30 * MIB)), entry('b', messages(2000))];
    let stages = 0;
    for (let stage = 0; ; stage++) {
      const controller = new AbortController();
      let told = 0;
      const work = vault.backUp(
        entries,
        { title: 'x' },
        () => told++ === stage && controller.abort(),
        controller.signal,
      );
      const result = await work.then(
        () => null,
        (thrown) => thrown,
      );
      if (!controller.signal.aborted) break;
      stages++;
      expect(result).toMatchObject({ name: 'AbortError' });
      expect([...storage.files.keys()]).toEqual(before);
      if (stage > 4) break;
    }
    expect(stages).toBeGreaterThan(2);
    await expectRestores(vault, archive, [entry('old', noise(100_000, 9))]);
    expect((await save(vault, entries)).problems).toEqual([]);
  });
});

test('two devices on one vault: both archives are there for both afterwards', async () => {
  const storage = memoryStorage();
  const [here, there] = [await openVault(storage), await openVault(storage)];
  const common = entry('common', noise(300_000));
  const saved = await Promise.all([
    save(here, [common, entry('here', 'here')]),
    save(there, [common, entry('there', 'there')]),
  ]);
  const more = await save(here, [common, entry('more', 'more')]);
  for (const vault of [await openVault(storage), await openVault(storage)]) {
    expect(vault.archives()).toHaveLength(3);
    await expectRestores(vault, saved[0].archive, [common, entry('here', 'here')]);
    await expectRestores(vault, saved[1].archive, [common, entry('there', 'there')]);
    await expectRestores(vault, more.archive, [common, entry('more', 'more')]);
  }
});
