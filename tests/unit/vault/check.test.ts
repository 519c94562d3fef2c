import { encryptFile } from '@/utils/age/file';
import { encodeIndex } from '@/utils/vault/index-file';
import { ChunkIndex } from '@/utils/vault/chunk-index';
import type { Finding } from '@/utils/vault/check-report';
import { deriveKeys, newIdentity } from '@/utils/vault/keys';
import { buildPack, newPackId, packIdOf, packPath } from '@/utils/vault/pack';
import { memoryStorage } from '@/utils/storage/memory';
import { type Progress, quietly } from '@/utils/vault/progress';
import { shortName } from '@/utils/vault/snapshot';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { flipped, noise } from '../lib/bytes';
import { bytesOf, checked, losses, pathsIn, type WholeVault, wholeVault } from '../lib/checked-vault';
import { copyOf, type Files } from '../lib/storages';
import { identity, never, openVault, save } from '../lib/vaults';

vi.mock('@/utils/age/header', async (original) =>
  (await import('../lib/quick-headers')).rememberedHeaders(await original()),
);

let whole: WholeVault;
let packs: string[];
beforeAll(async () => {
  whole = await wholeVault();
  packs = pathsIn(whole.files, 'packs');
});
const keys = await deriveKeys(identity);
const idOf = (path: string) => packIdOf(path) as string;

/** A copy of the vault after `change`. */
function changed(change: (files: Files) => void): Files {
  const files = copyOf(whole.files);
  change(files);
  return files;
}

const told = (findings: readonly Finding[]) => findings.map(({ kind, path }) => `${kind} ${path}`);

/** Expects a check to name as damaged what a restore misses, file by file. */
async function expectSameAsRestore(files: Files): Promise<void> {
  const { damagedArchives } = await checked(files);
  const lost = await losses(files, whole);
  for (const { title, files: count } of damagedArchives) expect(count).toBe(lost[title]?.length);
  const missed = Object.entries(lost).flatMap(([title, paths]) =>
    paths && paths.length > 0 ? [{ title, paths }] : [],
  );
  // Of an archive whose list is lost, no path is known.
  const named = damagedArchives.map(({ title, paths }) => ({
    title,
    paths: paths.length > 0 ? [...paths] : lost[title],
  }));
  expect(named.toSorted((a, b) => (a.title < b.title ? -1 : 1))).toEqual(missed);
}

describe('a vault that is whole', () => {
  test.each(['structure', 'all'] as const)('is said to be so: %s', async (kind) => {
    const report = await checked(whole.files, { kind });
    const size = packs.reduce((sum, path) => sum + bytesOf(whole.files, path).length, 0);
    expect(report).toMatchObject({ archives: 2, files: 7, packs: packs.length, findings: [], damagedArchives: [] });
    expect(report).toMatchObject({ findingCount: 0, isWell: true, isRepairable: false });
    expect([report.packsRead, report.bytesRead]).toEqual(kind === 'all' ? [packs.length, size] : [0, 0]);
    expect(report.bytes).toBe(
      whole.archives.flatMap(({ entries }) => entries).reduce((sum, { file }) => sum + file.size, 0),
    );
  });

  test('is not changed', async () => {
    const files = copyOf(whole.files);
    await checked(files);
    expect([...files.keys()]).toEqual([...whole.files.keys()]);
  });

  test('is read in parts that add up to all, each pack in the same one when others have come', async () => {
    const parts = async (files: Files) => {
      const read = [];
      for (let part = 1; part <= 3; part++) read.push((await checked(files, { kind: 'part', part, of: 3 })).packsRead);
      return read;
    };
    const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);
    const files = copyOf(whole.files);
    const before = await parts(files);
    expect(sum(before)).toBe(packs.length);
    // Ten more packs that nothing needs.
    for (let at = 0; at < 10; at++) {
      const { plaintext } = buildPack([]);
      files.set(packPath(newPackId()), await encryptFile(plaintext, keys.recipient));
    }
    const after = await parts(files);
    expect(sum(after)).toBe(packs.length + 10);
    for (const [at, count] of before.entries()) expect(after[at]).toBeGreaterThanOrEqual(count);
  });

  test('is read in part by percent of its bytes', async () => {
    const all = packs.reduce((sum, path) => sum + bytesOf(whole.files, path).length, 0);
    const largest = Math.max(...packs.map((path) => bytesOf(whole.files, path).length));
    for (const percent of [1, 50, 100]) {
      const { bytesRead } = await checked(whole.files, { kind: 'percent', percent });
      expect(bytesRead).toBeGreaterThanOrEqual((all * percent) / 100);
      expect(bytesRead).toBeLessThan((all * percent) / 100 + largest);
    }
  });

  test('is read with progress that ends at all of it, and is let go of at once when that is asked', async () => {
    const vault = await openVault(memoryStorage(whole.files));
    const seen: Progress[] = [];
    await vault.check({ kind: 'all' }, (progress) => seen.push(progress), never);
    expect(seen.map(({ phase }) => phase)).toEqual(['preparing', 'copying', 'finishing']);
    expect(seen.at(-1)).toMatchObject({ filesDone: packs.length, filesTotal: packs.length });
    expect(seen.at(-1)?.bytesDone).toBe(seen.at(-1)?.bytesTotal);
    for (const phase of ['preparing', 'copying', 'finishing']) {
      const stop = new AbortController();
      const onPhase = (progress: Progress) => progress.phase === phase && stop.abort();
      const stopped = vault.check({ kind: 'all' }, onPhase, stop.signal);
      await expect(stopped, phase).rejects.toMatchObject({ name: 'AbortError' });
    }
  });
});

describe('damage inside a pack', () => {
  test('is found by reading it, whatever byte it is', async () => {
    for (const path of packs) {
      const { length } = bytesOf(whole.files, path);
      // Its last age chunk has the table, which is always read; before that there are chunks, or zeros.
      for (const at of [1700, length >> 1, length - 70_000].filter((each) => each > 1650 && each < length - 65_600)) {
        const files = changed((all) => all.set(path, flipped(bytesOf(all, path), at)));
        const report = await checked(files);
        expect(told(report.findings), `${at} of ${length}`).toEqual([`damaged ${path}`]);
        expect(report).toMatchObject({ isWell: false, isRepairable: true });
        await expectSameAsRestore(files);
      }
    }
  });

  test('is named with what it costs, and where it costs a list of files that is all of the archive', async () => {
    const index = await ChunkIndex.load(memoryStorage(whole.files), [keys]);
    const photo = packs.filter((path) => (index.packs.get(idOf(path)) ?? []).some(({ length }) => length > 64_000));
    expect(photo.length).toBeGreaterThan(0);
    for (const path of packs) {
      const files = changed((all) => all.set(path, flipped(bytesOf(all, path), 300)));
      const { findings, damagedArchives } = await checked(files, { kind: 'structure' });
      expect(findings).toEqual([{ kind: 'damaged', path, chunks: expect.any(Number), isHarmless: false }]);
      // The header is gone, and with it every chunk that is needed: all that the pack has.
      expect(findings[0]?.chunks).toBe(index.packs.get(idOf(path))?.length);
      expect(damagedArchives.length).toBeGreaterThan(0);
    }
  });

  test('is not believed to be held by the next backup, which makes all whole again', async () => {
    for (const path of packs) {
      const files = changed((all) => all.set(path, flipped(bytesOf(all, path), bytesOf(all, path).length >> 1)));
      const vault = await openVault(memoryStorage(files));
      await vault.check({ kind: 'all' }, quietly, never);
      for (const { entries } of whole.archives) await save(vault, entries);
      // The older packs may come first by name: what is damaged there is found by reading.
      expect(await losses(files, whole)).toEqual({ 'Week 1': [], 'Week 2': [] });
    }
  });
});

describe('a file', () => {
  test('that is cut short, or empty, has not come whole', async () => {
    for (const path of [...packs, ...pathsIn(whole.files, 'snapshots'), ...pathsIn(whole.files, 'index')])
      for (const size of [0, 1000, 2000, bytesOf(whole.files, path).length - 20]) {
        const files = changed((all) => all.set(path, bytesOf(all, path).slice(0, size)));
        expect(told((await checked(files)).findings), `${path} ${size}`).toContain(`incomplete ${path}`);
      }
  });

  test('that is missing is named where something names it', async () => {
    for (const path of packs) {
      const { findings, damagedArchives } = await checked(changed((all) => all.delete(path)));
      expect(told(findings)).toEqual([`missing ${path}`]);
      expect([findings[0]?.isHarmless, damagedArchives.length > 0]).toEqual([false, true]);
    }
    const first = `snapshots/${whole.archives[0]?.id}.age`;
    const { findings, isWell } = await checked(changed((all) => all.delete(first)));
    expect(told(findings)).toEqual([`missing snapshots/${shortName(whole.archives[0]?.id ?? '')}….age`]);
    expect(isWell).toBe(false);
  });

  test('that nothing needs and that is gone is no harm', async () => {
    const vault = await openVault(memoryStorage(copyOf(whole.files)));
    const files = copyOf(whole.files);
    const id = newPackId();
    files.set(`index/${'ab'.repeat(16)}.age`, await encryptFile(encodeIndex([{ id, rows: [] }]), keys.recipient));
    const report = await checked(files);
    expect(report.findings).toEqual([{ kind: 'missing', path: packPath(id), chunks: 0, isHarmless: true }]);
    expect([report.isWell, vault.archives().length]).toEqual([true, 2]);
  });

  test('of another kind under its name is misplaced', async () => {
    const of = {
      pack: packs[0],
      index: pathsIn(whole.files, 'index')[0],
      snapshot: pathsIn(whole.files, 'snapshots')[0],
    };
    for (const [kind, path] of Object.entries(of))
      for (const [other, source] of Object.entries(of)) {
        if (kind === other) continue;
        const files = changed((all) => all.set(path as string, bytesOf(all, source as string)));
        expect(told((await checked(files)).findings), `${other} as ${kind}`).toContain(`misplaced ${path}`);
      }
  });

  test('of another vault, or of a newer version, is named as that', async () => {
    const { recipient } = await deriveKeys(await newIdentity());
    const newer = new Uint8Array(65_536);
    for (const [folder, name] of [
      ['packs', `ab/${'ab'.repeat(16)}`],
      ['index', 'ab'.repeat(16)],
      ['snapshots', 'ab'.repeat(32)],
    ] as const) {
      const path = `${folder}/${name}.age`;
      const foreign = await encryptFile(noise(65_536), recipient);
      const found = await checked(changed((all) => all.set(path, foreign)));
      expect(told(found.findings)).toEqual([`foreign ${path}`]);
      expect(found.isWell).toBe(folder !== 'snapshots');
      newer.set(Buffer.from(`passkeep ${folder.replace(/s$/, '')} 2\n`));
      const file = await encryptFile(newer, keys.recipient);
      // The name of a snapshot is its MAC, also of a newer one.
      if (folder !== 'snapshots')
        expect(told((await checked(changed((all) => all.set(path, file)))).findings)).toEqual([`too-new ${path}`]);
    }
  });

  test('that no vault has, by its name, is left alone', async () => {
    const files = changed((all) => {
      for (const path of ['packs/a.txt', 'index/a.age', 'snapshots/a', 'keys/a.age']) all.set(path, noise(10));
    });
    const { findings, isWell } = await checked(files);
    expect(findings.every(({ kind, isHarmless }) => kind === 'foreign' && isHarmless)).toBe(true);
    expect([findings.length, isWell]).toEqual([4, true]);
  });
});

describe('an index file', () => {
  test('that is damaged or gone costs nothing; the packs say all that it said', async () => {
    for (const path of pathsIn(whole.files, 'index')) {
      const damaged = await checked(changed((all) => all.set(path, flipped(bytesOf(all, path), 2000))));
      expect(told(damaged.findings)[0]).toBe(`damaged ${path}`);
      expect(damaged).toMatchObject({ damagedArchives: [], isWell: false, isRepairable: true });
      const gone = await checked(changed((all) => all.delete(path)));
      expect(new Set(gone.findings.map(({ kind }) => kind))).toEqual(new Set(['unindexed']));
      expect(gone).toMatchObject({ damagedArchives: [], isWell: true, isRepairable: true });
    }
  });

  test('that says other than the packs is told, and the packs are believed', async () => {
    const index = await ChunkIndex.load(memoryStorage(whole.files), [keys]);
    const lies = [...index.packs].map(([id, rows]) => ({
      id,
      rows: rows.map((row) => ({ ...row, offset: row.offset + 1 })),
    }));
    const files = changed((all) => {
      for (const path of pathsIn(all, 'index')) all.delete(path);
    });
    const path = `index/${'ab'.repeat(16)}.age`;
    files.set(path, await encryptFile(encodeIndex(lies), keys.recipient));
    const report = await checked(files);
    expect(told(report.findings)).toEqual([`disagrees ${path}`]);
    expect(report).toMatchObject({ damagedArchives: [], isWell: false, isRepairable: true });
  });

  test('of packs that have changed places says what is not so', async () => {
    const [a, b] = packs as [string, string];
    const files = changed((all) => all.set(a, bytesOf(whole.files, b)).set(b, bytesOf(whole.files, a)));
    const report = await checked(files);
    expect(new Set(report.findings.map(({ kind }) => kind))).toEqual(new Set(['disagrees']));
    expect(report.damagedArchives).toEqual([]);
  });
});

describe('a snapshot', () => {
  test('that is damaged is named, and so is one whose file was made for its key', async () => {
    for (const path of pathsIn(whole.files, 'snapshots'))
      for (const at of [300, 2000]) {
        const { findings, isWell } = await checked(changed((all) => all.set(path, flipped(bytesOf(all, path), at))));
        // With its header damaged, one that nothing names is as another's would be.
        expect(['damaged', 'foreign']).toContain(findings[0]?.kind);
        expect([findings.length, findings[0]?.path, isWell]).toEqual([1, path, false]);
      }
  });

  test('under another name is misplaced; as a copy it is no harm', async () => {
    const [path] = pathsIn(whole.files, 'snapshots') as [string];
    const other = `snapshots/${'ab'.repeat(32)}.age`;
    const copied = await checked(changed((all) => all.set(other, bytesOf(all, path))));
    expect(copied.findings).toEqual([{ kind: 'misplaced', path: other, chunks: 0, isHarmless: true }]);
    const renamed = await checked(
      changed((all) => {
        all.set(other, bytesOf(all, path));
        all.delete(path);
      }),
    );
    expect(told(renamed.findings)).toContain(`misplaced ${other}`);
    expect(renamed).toMatchObject({ isWell: false, isRepairable: true });
  });
});

test('an open vault that has a snapshot in mind whose file is damaged says what that costs', async () => {
  const files = copyOf(whole.files);
  const vault = await openVault(memoryStorage(files));
  const path = `snapshots/${whole.archives[1]?.id}.age`;
  files.set(path, flipped(bytesOf(files, path), 2000));
  const { damagedArchives, findings } = await vault.check({ kind: 'structure' }, quietly, never);
  expect(told(findings)).toEqual([`damaged ${path}`]);
  expect(damagedArchives).toMatchObject([{ id: whole.archives[1]?.id, files: 3 }]);
});
