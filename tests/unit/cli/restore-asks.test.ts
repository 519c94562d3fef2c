import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newRecoveryWords } from '@/utils/recovery/words';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { havePython, runInTerminal } from '../../lib/terminal';
import { vaultDescription, type VaultDescription } from '../format/load-vectors';
import { runTool, TOOL } from './tool';

// `npm run restore`: its command line, and how it asks for the words.

const VECTORS = join(import.meta.dirname, '..', '..', 'vectors', 'vault-v1');

let folder: string;
let described: VaultDescription;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'passkeep-cli-'));
  described = await vaultDescription();
});
afterAll(async () => await rm(folder, { recursive: true, force: true }));

describe('what it is asked', () => {
  test.each([
    [[]],
    [['vault', 'out', 'more']],
    [['vault', '--archive', 'x']],
    [['vault', 'out', '--verify']],
    [['vault', '--words', 'x']],
    [['vault', '--shares', '']],
  ])('%j is explained', async (args) => {
    const ran = await runTool(args, '');
    expect(ran).toMatchObject({ code: 2, out: '' });
    expect(ran.err).toContain('npm run restore -- VAULT OUT');
  });

  test('words that are none, words of another vault, and what may be a password, are told apart', async () => {
    const none = await runTool([VECTORS], 'these are just as many words as it takes to sound right');
    expect(none.code).toBe(1);
    expect(none.err).toContain('These are not twelve recovery words. Nothing was changed.');
    const other = await runTool([VECTORS], newRecoveryWords());
    expect(other.code).toBe(1);
    expect(other.err).toContain('These words do not open your archives.');
    const password = await runTool([VECTORS], 'two words');
    expect(password.code).toBe(1);
    expect(password.err).toContain('This password opens nothing here.');
  });

  test('a target that cannot be written is told', async () => {
    const file = join(folder, 'file');
    await writeFile(file, '');
    const ran = await runTool([VECTORS, join(file, 'out')], described.words.words);
    expect(ran.code).toBe(1);
    expect(ran.err).toMatch(/cannot be written|can no longer be written/);
  });

  test.skipIf(!havePython)('at a terminal the words are asked for and not shown, and may be typed again', async () => {
    const env = { TERM: 'dumb', HOME: folder };
    const ask = 'Recovery words or password';
    const answers = [
      { when: ask, type: `${'not '.repeat(12)}\r` },
      { when: ask, type: `${described.words.words.toUpperCase()}\r` },
    ];
    const { code, shown } = await runInTerminal([process.execPath, TOOL, VECTORS], answers, {
      cwd: folder,
      env,
      seconds: 50,
    });
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
