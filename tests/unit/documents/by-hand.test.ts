import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { realAge } from '../../lib/real-age';
import { vaultDescription, type VaultDescription } from '../format/load-vectors';
import { codeBlocks, document, ROOT } from './documents';

// The program in docs/format.md, "Opening a vault by hand", as it stands there. What it calls `age` is age itself where
// that is there, and always a stand-in as well.

const AGE = `#!${process.execPath}
import { readFileSync } from 'node:fs';
import { Decrypter } from ${JSON.stringify(join(ROOT, 'node_modules', 'age-encryption', 'dist', 'index.js'))};
const [command, option, identity, path] = process.argv.slice(2);
if (command !== '--decrypt' || option !== '-i') process.exit(2);
const decrypter = new Decrypter();
for (const line of readFileSync(identity, 'utf8').trim().split('\\n')) decrypter.addIdentity(line);
process.stdout.write(await decrypter.decrypt(readFileSync(path)));
`;

const havePython = spawnSync('python3', ['--version']).status === 0;
const real = realAge();

interface Case {
  readonly reader: string;
  /** What stands as `bin/age`: a script. */
  readonly script: string;
  /** Why the case cannot run here; null where it can. */
  readonly missing: string | null;
}

const python = havePython ? null : 'python3 is not here';
const cases: Case[] = [
  { reader: 'with a stand-in for age made from the age-encryption package', script: AGE, missing: python },
  {
    reader: 'with age itself',
    script: `#!/bin/sh\nexec '${real ?? 'age'}' "$@"\n`,
    missing: python ?? (real ? null : 'age 1.3 or newer is not here; AGE=path names one'),
  },
];

let folder: string;
let described: VaultDescription;
let output: string;

async function run(script: string): Promise<void> {
  folder = await mkdtemp(join(tmpdir(), 'passkeep-by-hand-'));
  described = await vaultDescription();
  await mkdir(join(folder, 'bin'));
  await writeFile(join(folder, 'bin', 'package.json'), '{"type":"module"}');
  await writeFile(join(folder, 'bin', 'age'), script);
  await chmod(join(folder, 'bin', 'age'), 0o755);
  await writeFile(join(folder, 'identity.txt'), `${described.identities.join('\n')}\n`);
  const [program = ''] = codeBlocks(await document('docs/format.md'), 'python');
  await writeFile(join(folder, 'open-vault.py'), program);
  const vault = join(ROOT, 'tests', 'vectors', 'vault-v1');
  const ran = spawnSync('python3', ['open-vault.py', 'identity.txt', vault, 'target'], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, PATH: `${join(folder, 'bin')}${delimiter}${process.env['PATH']}` },
  });
  output = ran.stdout + ran.stderr;
}

async function written(archive: string): Promise<string[]> {
  const entries = await readdir(join(folder, 'target', archive.slice(0, 16)), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  const lines = files.map(async (path) => {
    const hash = createHash('sha256').update(await readFile(path));
    return `${hash.digest('hex')} ${(await stat(path)).mtimeMs}`;
  });
  return (await Promise.all(lines)).toSorted();
}

describe.each(cases)('the program for opening a vault by hand, $reader', ({ reader, script, missing }) => {
  beforeAll(async () => {
    if (!missing) await run(script);
  }, 120_000);
  afterAll(async () => {
    if (!missing) await rm(folder, { recursive: true, force: true });
  });
  beforeEach(({ skip }) => skip(missing !== null, `${reader}: ${missing}`));

  test('writes every file of every archive, with its time', async () => {
    const tooLong = (path: string) => path.split('/').some((part) => part.length > 255);
    for (const { name, files } of described.archives) {
      const expected = files.filter(({ path }) => !tooLong(path));
      expect(await written(name)).toEqual(
        expected.map(({ sha256, modifiedAt }) => `${sha256} ${modifiedAt}`).toSorted(),
      );
    }
  });

  test('names the file that the file system does not take, and nothing else', () => {
    expect(output.match(/^not whole: .*$/gm)).toEqual([expect.stringContaining('long-xxx')]);
    expect(output).not.toContain('cannot be read');
    for (const { name } of described.archives) expect(output).toContain(name.slice(0, 16));
  });

  test('leaves out what was removed, and writes nothing outside its target', async () => {
    expect((await readdir(join(folder, 'target'))).toSorted()).toEqual(
      described.archives.map(({ name }) => name.slice(0, 16)).toSorted(),
    );
    expect((await readdir(folder)).toSorted()).toEqual(['bin', 'identity.txt', 'open-vault.py', 'target']);
  });
});
