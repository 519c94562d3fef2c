import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { havePython, runInTerminal } from '../../lib/terminal';
import { keysDescription, type KeysDescription } from '../format/load-vectors';
import { filesIn, restoredTo } from './restored';
import { runTool, TOOL } from './tool';

// `npm run restore` with every kind of key that needs no browser.

const VECTORS = join(import.meta.dirname, '..', '..', 'vectors', 'vault-v1-keys');

vi.setConfig({ testTimeout: 180_000 });

let folder: string;
let described: KeysDescription;
let places = 0;
const place = (name: string) => join(folder, `${name}-${places++}`);
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'passkeep-cli-'));
  described = await keysDescription();
});
afterAll(async () => await rm(folder, { recursive: true, force: true }));

async function expectAll(out: string): Promise<void> {
  for (const { name, files } of described.archives) {
    const there = await filesIn(await restoredTo(out, name));
    expect([...there.keys()]).toEqual(files.map(({ path }) => path).toSorted());
    const contents = files.map(({ sha256, modifiedAt }) => `${sha256} ${modifiedAt}`);
    expect([...there.values()].toSorted()).toEqual(contents.toSorted());
  }
}

/** A sheet whose last character is another one. */
const mistyped = (sheet = '') => sheet.replace(/.$/, (last) => (last === 'Q' ? 'P' : 'Q'));

describe('everything comes back, and nothing is written into the vault, with', () => {
  test.each([
    ['the words', () => described.words.words],
    ['the digits', () => described.words.digits],
    ['a password that a change of the key left behind', () => `${described.password.password}\n`],
    ['sheets', () => described.heirs.shares.slice(1).join('\n').toLowerCase()],
  ])('%s on standard input', async (_, typed) => {
    const [out, before] = [place('out'), await filesIn(VECTORS)];
    expect(await runTool([VECTORS, out], typed())).toMatchObject({ code: 0, err: '' });
    await expectAll(out);
    expect(await filesIn(VECTORS)).toEqual(before);
  });

  test('sheets in a file, with remarks between them', async () => {
    const [out, file] = [place('out'), place('sheets')];
    const [first, , third] = described.heirs.shares;
    await writeFile(file, `Ben:\n${third}\n\nAnna, by telephone:\n${first?.replaceAll(' ', '-')}\nthat is all\n`);
    expect(await runTool([VECTORS, out, '--shares', file], '')).toMatchObject({ code: 0, err: '' });
    await expectAll(out);
  });

  test.skipIf(!havePython)('sheets typed one after the other at a terminal', async () => {
    const [first, second] = described.heirs.shares;
    const answers = [
      { when: 'for sheets just press Enter', type: '\r' },
      { when: 'The text of sheet 1: ', type: 'what?\r' },
      { when: 'Sheet 1 is mistyped', type: `${first}\r` },
      { when: 'The text of sheet 2 of 2: ', type: `${mistyped(second)}\r` },
      { when: 'Sheet 2 is mistyped', type: `${first}\r` },
      { when: 'Sheet 2 was given before', type: `${second}\r` },
    ];
    const env = { TERM: 'dumb', HOME: folder };
    const { code, shown } = await runInTerminal([process.execPath, TOOL, VECTORS], answers, {
      cwd: folder,
      env,
      seconds: 50,
    });
    expect(code, shown).toBe(0);
    for (const { title } of described.archives) expect(shown).toContain(title);
  });
});

test('what was saved with an old key after it was changed is told in the list', async () => {
  const { out } = await runTool([VECTORS], described.heirs.shares.join('\n'));
  const lines = out.trim().split('\n');
  expect(lines).toHaveLength(described.archives.length);
  const late = lines.filter((line) => line.endsWith('; saved with an old key after it was changed'));
  expect(late.map((line) => line.slice(0, 8))).toEqual(described.late.map((name) => name.slice(0, 8)));
});

describe('sheets that do not open it are told apart:', () => {
  const OTHER = [
    'PASSKEEP1 Q9PT PZWN QGQS XFG8 WW3T 6KGA P602 GFRV D8EN F8N4 MV5G R6',
    'PASSKEEP1 Q9PT PZWN QGPS XND2 XWEL FZXQ QASE RZD6 JW6Z 9HEW H5F0 S9',
  ];
  test.each([
    ['a mistyped one', () => [described.heirs.shares[0], mistyped(described.heirs.shares[1])], 'Sheet 2 is mistyped'],
    [
      'one of another set',
      () => [...described.heirs.shares.slice(0, 2), OTHER[0]],
      'Sheet 3 is of another set than the others.',
    ],
    ['one given twice', () => [described.heirs.shares[2], described.heirs.shares[2]], 'Sheet 2 was given before.'],
    ['too few', () => [described.heirs.shares[1]], 'It takes 2 sheets of one set, and 1 are here.'],
    ['those of another vault', () => OTHER, 'These sheets go together, but they open nothing here.'],
  ])('%s', async (_, sheets, said) => {
    const file = place('sheets');
    await writeFile(file, sheets().join('\n'));
    const ran = await runTool([VECTORS, '--shares', file], '');
    expect([ran.code, ran.out]).toEqual([1, '']);
    expect(ran.err).toContain(said);
    expect(ran.err).not.toMatch(/PASSKEEP1 \w{4}/i);
  });

  test('a file that is not there', async () => {
    const ran = await runTool([VECTORS, '--shares', place('nothing')], '');
    expect([ran.code, ran.out]).toEqual([1, '']);
    expect(ran.err).toContain('The file of the sheets cannot be read.');
  });
});
