import { spawnSync } from 'node:child_process';
import {
  chmod,
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  symlink,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { README_PATH, readmeText } from '@/utils/vault/readme';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { realAge } from '../../lib/real-age';
import { havePython, runInTerminal } from '../../lib/terminal';
import { filesIn } from '../cli/restored';
import { writeVault, type Written } from '../cli/written-vault';
import { vaultDescription, type VaultDescription } from '../format/load-vectors';
import { ROOT } from './documents';

// What README.txt says is done as it stands there: its own command lines, the words typed where it says that they are
// asked for, in a folder from which nothing of this project can be reached: no environment, and on the PATH only age
// and python3. Where age itself is not there, a stand-in shows at least that the program is right.

const STAND_IN = `#!${process.execPath}
import { openSync, readFileSync, readSync, writeSync } from 'node:fs';
import { Decrypter } from ${JSON.stringify(join(ROOT, 'node_modules', 'age-encryption', 'dist', 'index.js'))};
const args = process.argv.slice(2);
if (args[0] === '--version') {
  console.log('1.3.0');
  process.exit();
}
if (args[0] !== '--decrypt') process.exit(2);
const decrypter = new Decrypter();
if (args[1] === '-i') {
  for (const line of readFileSync(args[2] === '-' ? 0 : args[2], 'utf8').trim().split('\\n')) decrypter.addIdentity(line);
} else {
  const terminal = openSync('/dev/tty', 'r+');
  const typed = Buffer.alloc(1000);
  writeSync(terminal, 'Enter passphrase: ');
  decrypter.addPassphrase(typed.toString('utf8', 0, readSync(terminal, typed)).trim());
}
process.stdout.write(await decrypter.decrypt(readFileSync(args.at(-1))));
`;

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

/** The command lines that README.txt gives for running itself. */
const commands = readmeText()
  .split('\r\n')
  .filter((line) => line.startsWith('    python3 '))
  .map((line) => line.trim());

/** Where the program says that it writes to. */
const [, TARGET = ''] = /folder named "([^"]+)"/.exec(readmeText()) ?? [];

/** What a program prints. */
const output = (program: string, ...args: string[]) => spawnSync(program, args, { encoding: 'utf8' }).stdout.trim();

describe.each(cases)('README.txt, with $reader', ({ age, missing }) => {
  let folder: string;
  let described: VaultDescription;

  beforeAll(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), 'readme-')));
    described = await vaultDescription();
    if (missing) return;
    const bin = join(folder, 'bin');
    await mkdir(bin);
    // Python itself: what is on the PATH may be a script that looks for one.
    await symlink(output('python3', '-c', 'import sys; print(sys.executable)'), join(bin, 'python3'));
    if (age) await symlink(await realpath(output('sh', '-c', `command -v '${age}'`)), join(bin, 'age'));
    else await writeFile(join(bin, 'age'), STAND_IN);
    if (!age) await writeFile(join(bin, 'package.json'), '{"type":"module"}');
    if (!age) await chmod(join(bin, 'age'), 0o755);
    await writeFile(join(folder, 'identity.txt'), `${described.identities.join('\n')}\n`);
  });
  afterAll(async () => await rm(folder, { recursive: true, force: true }));
  beforeEach(({ skip }) => skip(missing !== null, missing ?? ''));

  const environment = (home: string) => ({ PATH: join(folder, 'bin'), HOME: home, LANG: 'C.UTF-8', TERM: 'dumb' });

  /** A vault with its README.txt, and an empty home. */
  async function place(vault: string): Promise<{ vault: string; home: string; target: string }> {
    const own = await mkdtemp(join(folder, 'case-'));
    const home = join(own, 'home');
    await mkdir(home);
    await cp(vault, join(own, 'vault'), { recursive: true });
    await writeFile(join(own, 'vault', README_PATH), readmeText());
    return { vault: join(own, 'vault'), home, target: join(home, TARGET) };
  }

  /** Types a command line in the vault's folder, then the words, then the answers. */
  async function follow(at: { vault: string; home: string }, command: string, words: string, which = '') {
    return await runInTerminal(
      ['/bin/sh', '-c', command],
      [
        { when: 'Enter passphrase', type: `${words}\r` },
        { when: 'Which?', type: `${which}\r` },
      ],
      { cwd: at.vault, env: environment(at.home) },
    );
  }

  /** Runs the program without a terminal, with the identity as age would have unlocked it. */
  function run(at: { vault: string; home: string }) {
    const args = [README_PATH, '--identity', join(folder, 'identity.txt')];
    const options = { cwd: at.vault, env: environment(at.home), encoding: 'utf8', input: '' } as const;
    const ran = spawnSync(join(folder, 'bin', 'python3'), args, options);
    return { code: ran.status, out: ran.stdout, err: ran.stderr };
  }

  const vectors = join(ROOT, 'tests', 'vectors', 'vault-v1');
  const family = (titled = 'Family') => described.archives.find(({ title }) => title === titled);
  /** Every content and time of every archive of the committed vault. */
  const expected = () =>
    described.archives
      .flatMap(({ files }) => files.map(({ sha256, modifiedAt }) => `${sha256} ${modifiedAt}`))
      .toSorted();

  test('gives all of the committed vault to who types the words, byte for byte and with its times', async () => {
    const at = await place(vectors);
    const [command = ''] = commands;
    const before = await filesIn(at.vault);
    const { code, shown } = await follow(at, command, described.words.words);
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
    const at = await place(vectors);
    expect(run(at).code).toBe(0);
    const names = (await readdir(at.target, { recursive: true })).flatMap((path) => path.split('/'));
    // oxlint-disable-next-line no-control-regex
    expect(names.filter((name) => /[\u0000-\u001f<>:"\\|?*]|[. ]$|^(con|nul)(\.|$)/i.test(name))).toEqual([]);
    expect(names.filter((name) => Buffer.byteLength(name) > 240)).toEqual([]);
    expect(await readdir(at.target)).toHaveLength(described.archives.length);
  });

  test('writes never over what is there, and to another place when told so', async () => {
    const at = await place(vectors);
    expect(run(at).code).toBe(0);
    const first = await filesIn(at.target);
    expect(run(at).code).toBe(0);
    const both = await filesIn(at.target);
    expect(both.size).toBe(first.size * 2);
    for (const [path, content] of first) expect(both.get(path)).toBe(content);

    const command = commands.find((line) => line.endsWith('/another/place'));
    const other = join(at.home, 'another');
    const { code } = await follow(at, command?.replace('/another/place', other) ?? '', described.words.words, '2');
    expect(code).toBe(0);
    expect(await readdir(other)).toHaveLength(1);
    expect((await filesIn(other)).size).toBe(family()?.files.length);
  });

  test('wrong words open nothing, and it says so', async () => {
    const at = await place(vectors);
    const { code, shown } = await follow(at, commands[0] ?? '', 'zoo '.repeat(12).trim());
    expect(code).toBe(1);
    expect(shown).toContain('Not opened: start again, and check each word. Nothing was changed.');
    expect(await readdir(at.home)).toEqual([]);
  });

  test('half-synced: what is there is written, what is missing is named', async () => {
    const at = await place(vectors);
    await rm(join(at.vault, 'snapshots', `${family()?.name}.age`));
    const later = family('Family, a week later');
    await truncate(join(at.vault, 'snapshots', `${later?.name}.age`), 0);
    const { code, out, err } = run(at);
    expect(err).toBe('');
    expect(code).toBe(1);
    expect(out).toContain(`NOT RESTORED: a backup whose file, snapshots/${later?.name.slice(0, 16)}..., is not here`);
    expect(out).toContain(`Empty, damaged or half a file: snapshots/${later?.name}.age`);
    expect(out).toContain('NOT all of it was restored');
    const odd = described.archives[0]?.files.map(({ sha256, modifiedAt }) => `${sha256} ${modifiedAt}`);
    expect([...(await filesIn(at.target)).values()].toSorted()).toEqual(odd?.toSorted());
  });

  test('a missing and a damaged pack cost what is in them, which is named; the rest is there', async () => {
    for (const harm of ['missing', 'damaged'] as const) {
      const at = await place(vectors);
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
      const { code, out, err } = run(at);
      expect(err).toBe('');
      expect(code).toBe(1);
      const lost = out.match(/^ {2}NOT WHOLE: .*$/gm) ?? [];
      expect(lost.length).toBeGreaterThan(0);
      expect(out).toContain(harm === 'missing' ? 'Not here (not downloaded yet?): packs/' : 'half a file: packs/');
      const there = [...(await filesIn(at.target))];
      const whole = there.filter(([path]) => !path.endsWith('.incomplete')).map(([, content]) => content);
      expect(whole.length).toBeGreaterThan(0);
      expect(expected()).toEqual(expect.arrayContaining(whole));
    }
  });

  test('copies, leftovers and doubled folders of sync programs do no harm, and help where the file is bad', async () => {
    const at = await place(vectors);
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
    const { code, out, err } = run(at);
    expect(err).toBe('');
    expect(code, out).toBe(0);
    expect([...(await filesIn(at.target)).values()].toSorted()).toEqual(expected());
  });

  test('files under numbers in one folder, as a browser keeps them, are as good', async () => {
    const at = await place(vectors);
    const flat = await mkdtemp(join(folder, 'flat-'));
    const files = (await readdir(at.vault, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
    for (const [number, { parentPath, name }] of files.entries())
      await cp(join(parentPath, name), join(flat, name === README_PATH ? name : number.toString(16)));
    const { code, out, err } = run({ vault: flat, home: at.home });
    expect(err).toBe('');
    expect(code, out).toBe(0);
    expect([...(await filesIn(at.target)).values()].toSorted()).toEqual(expected());
  });

  test('does not write into the locked folder', async () => {
    const at = await place(vectors);
    const { code } = await follow(at, `${commands[0]} restored`, described.words.words);
    expect(code).toBe(1);
    expect(await readdir(at.vault)).not.toContain('restored');
  });
});

describe('README.txt, with age itself, on a vault that the engine wrote', () => {
  let folder: string;
  let written: Written;
  beforeEach(({ skip }) => skip(withAge.missing !== null, withAge.missing ?? ''));
  beforeAll(async () => {
    if (withAge.missing) return;
    folder = await realpath(await mkdtemp(join(tmpdir(), 'readme-')));
    await mkdir(join(folder, 'vault'));
    written = await writeVault(join(folder, 'vault'));
    await writeFile(join(folder, 'vault', README_PATH), readmeText());
  }, 120_000);
  afterAll(async () => {
    if (!withAge.missing) await rm(folder, { recursive: true, force: true });
  });

  test('brings every archive back, byte for byte', async () => {
    const { code, shown } = await runInTerminal(
      ['/bin/sh', '-c', commands.find((line) => line.includes('--age'))?.replace('/where/it/is/age', real ?? '') ?? ''],
      [
        { when: 'Enter passphrase', type: `${written.words}\r` },
        { when: 'Which?', type: '\r' },
      ],
      { cwd: join(folder, 'vault'), env: { PATH: '/usr/bin:/bin', HOME: folder, LANG: 'C.UTF-8' } },
    );
    expect(code, shown).toBe(0);
    const there = [...(await filesIn(join(folder, TARGET))).values()].toSorted();
    expect(there).toEqual(written.archives.flatMap(({ files }) => [...files.values()]).toSorted());
  });
});
