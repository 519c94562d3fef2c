import { cp, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { havePython, runInTerminal } from '../../lib/terminal';
import { vaultDescription, type VaultDescription } from '../format/load-vectors';
import { filesIn } from './restored';
import { runTool, startTool, TOOL } from './tool';
import { writeVault, type Written } from './written-vault';

// `npm run restore`, as a process of its own, on the committed vault and on one that the engine writes.

const VECTORS = join(import.meta.dirname, '..', '..', 'vectors', 'vault-v1');

let folder: string;
let described: VaultDescription;
let written: Written;
let large: string;
let places = 0;
const place = (name: string) => join(folder, `${name}-${places++}`);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'passkeep-cli-'));
  described = await vaultDescription();
  large = join(folder, 'large');
  await mkdir(large);
  written = await writeVault(large);
}, 120_000);
afterAll(async () => await rm(folder, { recursive: true, force: true }));

/** The folder that an archive was restored into. */
async function restoredTo(out: string, id: string): Promise<string> {
  const [name = ''] = (await readdir(out)).filter((candidate) => candidate.endsWith(`(${id.slice(0, 8)})`));
  return join(out, name);
}

async function expectLarge(out: string): Promise<void> {
  for (const { id, files } of written.archives)
    expect(await filesIn(await restoredTo(out, id))).toEqual(new Map([...files].toSorted()));
  expect(await readdir(out)).toHaveLength(written.archives.length);
}

const packsOf = async (vault: string) =>
  (await readdir(join(vault, 'packs'), { recursive: true })).filter((name) => name.endsWith('.age'));

describe('restoring', () => {
  test('brings back every file of the committed vault, with its time, under names that any system takes', async () => {
    const out = place('out');
    const ran = await runTool([VECTORS, out], described.words.words);
    expect(ran).toMatchObject({ code: 0, err: '' });
    for (const { name, files } of described.archives) {
      const there = await filesIn(await restoredTo(out, name));
      const contents = files.map(({ sha256, modifiedAt }) => `${sha256} ${modifiedAt}`);
      expect([...there.values()].toSorted()).toEqual(contents.toSorted());
      if (name === described.archives[1]?.name)
        expect([...there.keys()].toSorted()).toEqual(files.map(({ path }) => path).toSorted());
    }
    expect(await readdir(out)).toHaveLength(described.archives.length);
  });

  test('brings back one archive, named by its title or by its id, and asks which where several fit', async () => {
    const [byTitle, byId, several] = [place('out'), place('out'), place('out')];
    const film = written.archives.find(({ title }) => title === 'Film');
    const first = written.archives[0];
    expect((await runTool([large, byTitle, '--archive', 'Film'], written.words)).code).toBe(0);
    expect(await filesIn(byTitle)).toMatchObject({ size: film?.files.size });
    expect((await runTool([large, byId, '--archive', first?.id.slice(0, 8) ?? ''], written.words)).code).toBe(0);
    expect(await filesIn(await restoredTo(byId, first?.id ?? ''))).toEqual(
      new Map([...(first?.files ?? [])].toSorted()),
    );
    const ran = await runTool([large, several, '--archive', 'Family'], written.words);
    expect(ran.code).toBe(2);
    expect(ran.err.match(/^[0-9a-f]{8} .*Family$/gm)).toHaveLength(3);
    expect((await runTool([large, several, '--archive', 'Nothing'], written.words)).code).toBe(2);
    await expect(readdir(several)).rejects.toThrow('ENOENT');
  });

  test('finds the vault in the folder Passkeep, too', async () => {
    const outer = place('outer');
    await cp(VECTORS, join(outer, 'Passkeep'), { recursive: true });
    const ran = await runTool([outer], described.words.words);
    expect(ran.code).toBe(0);
    expect(ran.out.trim().split('\n')).toHaveLength(described.archives.length);
    expect((await runTool([place('nothing')], described.words.words)).code).toBe(1);
  });

  test('writes nothing a second time, and touches nothing else that is there', async () => {
    const out = place('out');
    expect((await runTool([large, out], written.words)).code).toBe(0);
    const film = await restoredTo(out, written.archives.find(({ title }) => title === 'Film')?.id ?? '');
    const before = await stat(join(film, 'film.mp4'));
    const again = await runTool([large, out], written.words);
    expect(again).toMatchObject({ code: 0, err: '' });
    expect(again.out.match(/Restored, 0 files, \d+ were there already/g)).toHaveLength(written.archives.length);
    expect((await stat(join(film, 'film.mp4'))).ino).toBe(before.ino);

    // Of the same size with another content, and a link that leads out where a folder should be.
    const mine = new Uint8Array(20_000_000);
    await writeFile(join(film, 'film.mp4'), mine);
    const family = await restoredTo(out, written.archives[0]?.id ?? '');
    await rm(join(family, 'Chat'), { recursive: true });
    const elsewhere = place('elsewhere');
    await mkdir(elsewhere);
    await symlink(elsewhere, join(family, 'Chat'));
    const third = await runTool([large, out], written.words);
    expect(third.code).toBe(1);
    expect(third.err.match(/something else has its name, and was left alone: .*$/gm)).toHaveLength(
      1 + (written.archives[0]?.files.size ?? 0),
    );
    expect(Buffer.compare(await readFile(join(film, 'film.mp4')), mine)).toBe(0);
    expect(await readdir(elsewhere)).toEqual([]);
  });
});

describe('being stopped', () => {
  /** The sizes of the half files below a directory. */
  const halves = async (out: string) =>
    (await readdir(out, { recursive: true }).catch(() => [])).filter((name) => name.endsWith('.part'));

  test('a run that was killed leaves no half file under a name, and the next one goes on', async () => {
    const out = place('out');
    const { child, ended } = startTool([large, out], written.words);
    // The film is the only file that takes long enough to be caught in the middle.
    for (let seen = false; !seen && child.exitCode === null;) {
      seen = (await halves(out)).length > 0;
    }
    child.kill('SIGKILL');
    expect((await ended).code).toBeNull();
    const left = await halves(out);
    const whole = new Set(written.archives.flatMap(({ files }) => [...files.values()]));
    for (const [path, content] of await filesIn(out)) if (!path.endsWith('.part')) expect(whole).toContain(content);
    expect(await runTool([large, out], written.words)).toMatchObject({ code: 0, err: '' });
    expect(left.length).toBeGreaterThan(0);
    await expectLarge(out);
  });

  test('Ctrl-C ends it with a sentence, and leaves no half file', async () => {
    const out = place('out');
    const { child, ended } = startTool([large, out], written.words);
    for (let seen = false; !seen && child.exitCode === null;) seen = (await halves(out)).length > 0;
    child.kill('SIGINT');
    const ran = await ended;
    expect(ran.code).toBe(130);
    expect(ran.err).toMatch(/^Stopped\. .*The same command goes on from there\.\n$/);
    expect(await halves(out)).toEqual([]);
    expect((await runTool([large, out], written.words)).code).toBe(0);
    await expectLarge(out);
  });
});

describe('a vault that is not whole', () => {
  test('a damaged pack costs the files in it, which are named, and no others', async () => {
    const vault = place('vault');
    await cp(large, vault, { recursive: true });
    const [pack = ''] = await packsOf(vault);
    const bytes = await readFile(join(vault, 'packs', pack));
    bytes.fill(0, 40_000, 40_100);
    await writeFile(join(vault, 'packs', pack), bytes);
    const out = place('out');
    const ran = await runTool([vault, out], written.words);
    expect(ran.code).toBe(1);
    const named = ran.err.match(/(?<=damaged, or not here yet: ).*$/gm) ?? [];
    const all = written.archives.flatMap(({ files }) => [...files.keys()]);
    expect(named.length).toBeGreaterThan(0);
    const there = [...(await filesIn(out)).values()];
    expect(there.length).toBe(all.length - named.length);
    const known = new Set(written.archives.flatMap(({ files }) => [...files.values()]));
    expect(there.filter((content) => !known.has(content))).toEqual([]);
    expect((await runTool([vault, '--verify'], written.words)).code).toBe(1);
  });

  test('half-synced: what is there is restored, what is missing is named and counted', async () => {
    const vault = place('vault');
    await cp(large, vault, { recursive: true });
    const film = written.archives.find(({ title }) => title === 'Film');
    await rm(join(vault, 'snapshots', `${film?.id}.age`));
    const cut = join(vault, 'snapshots', `${written.archives[0]?.id}.age`);
    await truncate(cut, 0);
    const listed = await runTool([vault], written.words);
    expect(listed.code).toBe(0);
    expect(listed.out.trim().split('\n')).toHaveLength(2);
    expect(listed.err).toContain('2 archives that others name are not in this folder');
    const out = place('out');
    const ran = await runTool([vault, out], written.words);
    expect(ran.code).toBe(1);
    for (const { id, files } of [written.archives[1], written.archives[3]].filter((archive) => archive !== undefined))
      expect(await filesIn(await restoredTo(out, id))).toEqual(new Map([...files].toSorted()));
  });

  test('copies that a sync program made count where the file itself is not there', async () => {
    const vault = place('vault');
    await cp(large, vault, { recursive: true });
    const rename = async (path: string, to: (path: string) => string) => {
      await cp(join(vault, path), join(vault, to(path)));
      await writeFile(join(vault, path), '');
    };
    for (const pack of await packsOf(vault))
      await rename(join('packs', pack), (path) => path.replace('.age', ' (1).age'));
    for (const { id } of written.archives)
      await rename(`snapshots/${id}.age`, (path) => path.replace('.age', '.sync-conflict-20261122-101500-ABCDEFG.age'));
    const out = place('out');
    expect(await runTool([vault, out], written.words)).toMatchObject({ code: 0, err: '' });
    await expectLarge(out);
  });

  test('without the file of the words it says so', async () => {
    const vault = place('vault');
    await cp(VECTORS, vault, { recursive: true });
    await rm(join(vault, described.words.slot));
    const ran = await runTool([vault, place('out')], described.words.words);
    expect(ran.code).toBe(1);
    expect(ran.err).toMatch(/^The file that the recovery words open is not in the folder "keys"/);
  });
});

describe('what it is asked', () => {
  test.each([
    [[]],
    [['vault', 'out', 'more']],
    [['vault', '--archive', 'x']],
    [['vault', 'out', '--verify']],
    [['vault', '--words', 'x']],
  ])('%j is explained', async (args) => {
    const ran = await runTool(args, '');
    expect(ran).toMatchObject({ code: 2, out: '' });
    expect(ran.err).toContain('npm run restore -- VAULT OUT');
  });

  test('words that are none, and words of another vault, are told apart', async () => {
    const none = await runTool([VECTORS], 'twelve words');
    expect(none.code).toBe(1);
    expect(none.err).toContain('These are not twelve recovery words. Nothing was changed.');
    const other = await runTool([VECTORS], written.words);
    expect(other.code).toBe(1);
    expect(other.err).toContain('These words do not open your archives.');
  });

  test('a target that cannot be written is told', async () => {
    const file = place('file');
    await writeFile(file, '');
    const ran = await runTool([VECTORS, join(file, 'out')], described.words.words);
    expect(ran.code).toBe(1);
    expect(ran.err).toMatch(/cannot be written|can no longer be written/);
  });

  test.skipIf(!havePython)('at a terminal the words are asked for and not shown, and may be typed again', async () => {
    const env = { TERM: 'dumb', HOME: folder };
    const ask = 'The twelve recovery words';
    const answers = [
      { when: ask, type: 'not these\r' },
      { when: ask, type: `${described.words.words.toUpperCase()}\r` },
    ];
    const { code, shown } = await runInTerminal([process.execPath, TOOL, VECTORS], answers, { cwd: folder, env });
    expect(code).toBe(0);
    expect(shown).toContain('Family, a week later');
    expect(shown.toLowerCase()).not.toContain(described.words.words.split(' ')[0]);
    const stopped = await runInTerminal([process.execPath, TOOL, VECTORS], [{ when: ask, type: '\u0003' }], {
      cwd: folder,
      env,
    });
    expect(stopped.code).toBe(130);
  });
});

test('verifying reads everything and writes nothing', async () => {
  const before = await filesIn(large);
  const ran = await runTool([large, '--verify'], written.words);
  expect(ran).toMatchObject({ code: 0, err: '' });
  expect(ran.out.match(/^Whole, \d+ files: /gm)).toHaveLength(written.archives.length);
  expect(await filesIn(large)).toEqual(before);
});
