import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { README_PATH } from '@/utils/vault/readme';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { realAge } from '../../lib/real-age';
import { havePython } from '../../lib/terminal';
import { filesIn } from '../cli/restored';
import { writeVault } from '../cli/written-vault';
import { vaultDescription, type VaultDescription } from '../format/load-vectors';
import { ROOT } from './documents';
import { COMMANDS, type Desk, makeDesk, type Place, TARGET } from './readme-desk';

// What README.txt says is done as it stands there: its own command lines, the words typed where it says that they are
// asked for, in a folder from which nothing of this project can be reached: no environment, and on the PATH only age
// and python3. Where age itself is not there, a stand-in shows at least that the program is right.

vi.setConfig({ testTimeout: 180_000 });

const real = realAge();
const python = havePython ? null : 'python3 is not here';
const withAge = {
  reader: 'age itself',
  age: real,
  missing: python ?? (real ? null : 'age 1.3 or newer is not here; AGE=path names one'),
};
const withStandIn = { reader: 'a stand-in for age, made from the age-encryption package', age: null, missing: python };
// With age itself there is nothing left that the stand-in, which takes far longer, could show.
const cases = real ? [withAge] : [withAge, withStandIn];

describe.each(cases)('README.txt, with $reader', ({ age, missing }) => {
  let desk: Desk;
  let described: VaultDescription;

  beforeAll(async () => {
    if (missing) return;
    desk = await makeDesk(age);
    described = await vaultDescription();
  });
  afterAll(async () => await desk?.clear());
  beforeEach(({ skip }) => skip(missing !== null, missing ?? ''));

  const vectors = join(ROOT, 'tests', 'vectors', 'vault-v1');
  const family = (titled = 'Family') => described.archives.find(({ title }) => title === titled);
  /** Every content and time of every archive of the committed vault. */
  const expected = () =>
    described.archives
      .flatMap(({ files }) => files.map(({ sha256, modifiedAt }) => `${sha256} ${modifiedAt}`))
      .toSorted();

  const run = (at: Place) => desk.run(at, described.identities);

  test('gives all of the committed vault to who types the words, byte for byte and with its times', async () => {
    const at = await desk.place(vectors);
    const [command = ''] = COMMANDS;
    const before = await filesIn(at.vault);
    const { code, shown } = await desk.follow(at, command, described.words.words);
    expect(code, shown).toBe(0);
    expect(shown).toContain('Done: all of it was restored.');
    const there = await filesIn(at.target);
    expect([...there.values()].toSorted()).toEqual(expected());
    const names = [...there.keys()]
      .filter((name) => / Family\//.test(name))
      .map((name) => name.replace(/^[^/]*\//, ''));
    expect(names.toSorted()).toEqual(
      family()
        ?.files.map(({ path }) => path)
        .toSorted(),
    );
    expect(await readdir(at.home)).toEqual([TARGET]);
    expect(await filesIn(at.vault)).toEqual(before);
  });

  test('names of any kind stay inside, and are taken by every system', async () => {
    const at = await desk.place(vectors);
    expect((await run(at)).code).toBe(0);
    const names = (await readdir(at.target, { recursive: true })).flatMap((path) => path.split('/'));
    // oxlint-disable-next-line no-control-regex
    expect(names.filter((name) => /[\u0000-\u001f<>:"\\|?*]|[. ]$|^(con|nul)(\.|$)/i.test(name))).toEqual([]);
    expect(names.filter((name) => Buffer.byteLength(name) > 240)).toEqual([]);
    expect(await readdir(at.target)).toHaveLength(described.archives.length);
  });

  test('writes never over what is there, and to another place when told so', async () => {
    const at = await desk.place(vectors);
    expect((await run(at)).code).toBe(0);
    const first = await filesIn(at.target);
    expect((await run(at)).code).toBe(0);
    const both = await filesIn(at.target);
    expect(both.size).toBe(first.size * 2);
    for (const [path, content] of first) expect(both.get(path)).toBe(content);

    const command = COMMANDS.find((line) => line.endsWith('/another/place'));
    const other = join(at.home, 'another');
    const { code } = await desk.follow(at, command?.replace('/another/place', other) ?? '', described.words.words, '2');
    expect(code).toBe(0);
    expect(await readdir(other)).toHaveLength(1);
    expect((await filesIn(other)).size).toBe(family()?.files.length);
  });

  test('wrong words open nothing, and it says so', async () => {
    const at = await desk.place(vectors);
    const { code, shown } = await desk.follow(at, COMMANDS[0] ?? '', 'zoo '.repeat(12).trim());
    expect(code).toBe(1);
    expect(shown).toContain('Not opened: start again, and check each word. Nothing was changed.');
    expect(await readdir(at.home)).toEqual([]);
  });

  test('half-synced: what is there is written, what is missing is named', async () => {
    const at = await desk.place(vectors);
    await rm(join(at.vault, 'snapshots', `${family()?.name}.age`));
    const later = family('Family, a week later');
    await truncate(join(at.vault, 'snapshots', `${later?.name}.age`), 0);
    const { code, out, err } = await run(at);
    expect(err).toBe('');
    expect(code).toBe(1);
    expect(out).toContain(`NOT RESTORED: a backup whose file, snapshots/${later?.name.slice(0, 16)}..., is not here`);
    expect(out).toContain(`Empty, damaged, half a file or another's: snapshots/${later?.name}.age`);
    expect(out).toContain('NOT all of it was restored');
    const odd = described.archives[0]?.files.map(({ sha256, modifiedAt }) => `${sha256} ${modifiedAt}`);
    expect([...(await filesIn(at.target)).values()].toSorted()).toEqual(odd?.toSorted());
  });

  test('a missing and a damaged pack cost what is in them, which is named; the rest is there', async () => {
    for (const harm of ['missing', 'damaged'] as const) {
      const at = await desk.place(vectors);
      const packs = (await readdir(join(at.vault, 'packs'), { recursive: true })).filter((name) =>
        name.endsWith('.age'),
      );
      const sizes = await Promise.all(
        packs.map(async (name) => ({ name, size: (await readFile(join(at.vault, 'packs', name))).length })),
      );
      const [largest] = sizes.toSorted((a, b) => b.size - a.size);
      const pack = join(at.vault, 'packs', largest?.name ?? '');
      if (harm === 'missing') await rm(pack);
      const bytes = harm === 'damaged' ? await readFile(pack) : Buffer.alloc(0);
      if (harm === 'damaged') await writeFile(pack, bytes.fill(7, 3000, 3100));
      const { code, out, err } = await run(at);
      expect(err).toBe('');
      expect(code).toBe(1);
      const lost = out.match(/^ {2}NOT WHOLE: .*$/gm) ?? [];
      expect(lost.length).toBeGreaterThan(0);
      expect(out).toContain(
        harm === 'missing' ? 'Not here (not downloaded yet?): packs/' : "half a file or another's: packs/",
      );
      const there = [...(await filesIn(at.target))];
      const whole = there.filter(([path]) => !path.endsWith('.incomplete')).map(([, content]) => content);
      expect(whole.length).toBeGreaterThan(0);
      expect(expected()).toEqual(expect.arrayContaining(whole));
    }
  });

  test('copies, leftovers and doubled folders of sync programs do no harm, and help where the file is bad', async () => {
    const at = await desk.place(vectors);
    const packs = (await readdir(join(at.vault, 'packs'), { recursive: true })).filter((name) => name.endsWith('.age'));
    for (const [count, name] of packs.entries()) {
      const path = join(at.vault, 'packs', name);
      const ending = [' (1).age', '.sync-conflict-20261122-101500-ABCDEFG.age', ' (conflicted copy).age'][count % 3];
      await cp(path, path.replace('.age', ending ?? ''));
      if (count % 2 === 0) await truncate(path, 0);
      await writeFile(`${path}.crswap`, (await readFile(path)).subarray(0, 1000));
    }
    const snapshot = join(at.vault, 'snapshots', `${family()?.name}.age`);
    await rename(snapshot, snapshot.replace('.age', ' (1).age'));
    await rename(join(at.vault, 'index'), join(at.vault, 'index (1)'));
    const { code, out, err } = await run(at);
    expect(err).toBe('');
    expect(code, out).toBe(0);
    expect([...(await filesIn(at.target)).values()].toSorted()).toEqual(expected());
  });

  test('files under numbers in one folder, as a browser keeps them, are as good', async () => {
    const at = await desk.place(vectors);
    const flat = await mkdtemp(join(desk.folder, 'flat-'));
    const files = (await readdir(at.vault, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
    for (const [number, { parentPath, name }] of files.entries())
      await cp(join(parentPath, name), join(flat, name === README_PATH ? name : number.toString(16)));
    const { code, out, err } = await run({ ...at, vault: flat });
    expect(err).toBe('');
    expect(code, out).toBe(0);
    expect([...(await filesIn(at.target)).values()].toSorted()).toEqual(expected());
  });

  test('does not write into the locked folder', async () => {
    const at = await desk.place(vectors);
    const { code } = await desk.follow(at, `${COMMANDS[0]} restored`, described.words.words);
    expect(code).toBe(1);
    expect(await readdir(at.vault)).not.toContain('restored');
  });
});

describe('README.txt, with age itself, on a vault that the engine wrote', () => {
  beforeEach(({ skip }) => skip(withAge.missing !== null, withAge.missing ?? ''));

  test('brings every archive back, byte for byte', async () => {
    const desk = await makeDesk(real);
    try {
      const original = join(desk.folder, 'written');
      await mkdir(original);
      const { words, archives } = await writeVault(original);
      const at = await desk.place(original);
      const command = COMMANDS.find((line) => line.includes(' --age '))?.replace('/where/it/is/age', real ?? '') ?? '';
      const { code, shown } = await desk.follow(at, command, words);
      expect(code, shown).toBe(0);
      const there = [...(await filesIn(at.target)).values()].toSorted();
      expect(there).toEqual(archives.flatMap(({ files }) => [...files.values()]).toSorted());
    } finally {
      await desk.clear();
    }
  });
});
