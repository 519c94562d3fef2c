import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { README_PATH } from '@/utils/vault/readme';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { realAge } from '../../lib/real-age';
import { type Answer, havePython } from '../../lib/terminal';
import { filesIn } from '../cli/restored';
import { keysDescription, type KeysDescription, vaultFiles } from '../format/load-vectors';
import { openWithPasskey, type SlotText, softwarePrf } from '../format/reader-keys';
import { ROOT } from './documents';
import { COMMANDS, type Desk, FIRST, makeDesk, type Place } from './readme-desk';

// README.txt and every kind of key, on the committed vault whose identity was changed twice: what it says is done as it
// stands there, with age itself; where that is not there, with a stand-in.

vi.setConfig({ testTimeout: 180_000 });

const missing = havePython ? null : 'python3 is not here';
const vectors = join(ROOT, 'tests', 'vectors', 'vault-v1-keys');
const [COMMAND = ''] = COMMANDS;
const ALL: Answer = { when: 'Which?', type: '\r' };
const passphrase = (type: string): Answer => ({ when: 'Enter passphrase', type: `${type}\r` });

describe(`README.txt, with ${realAge() ? 'age itself' : 'a stand-in for age'}`, () => {
  let desk: Desk;
  let described: KeysDescription;
  let at: Place;

  beforeAll(async () => {
    if (missing) return;
    desk = await makeDesk(realAge());
    described = await keysDescription();
  });
  afterAll(async () => await desk?.clear());
  beforeEach(async ({ skip }) => {
    skip(missing !== null, missing ?? '');
    at = await desk.place(vectors);
  });

  /** Expects every file of every archive of the vault, and nothing else. */
  async function expectAll(): Promise<void> {
    const there = [...(await filesIn(at.target)).values()].toSorted();
    const contents = described.archives.flatMap(({ files }) =>
      files.map(({ sha256, modifiedAt }) => `${sha256} ${modifiedAt}`),
    );
    expect(there).toEqual(contents.toSorted());
  }

  /** The slot of a passkey, as age-plugin-fido2prf lets age unlock it. */
  async function unlocked({ slot, secret }: KeysDescription['passkey']): Promise<SlotText> {
    const files = await vaultFiles('vault-v1-keys');
    return await openWithPasskey(files.get(slot) ?? new Uint8Array(), softwarePrf(Buffer.from(secret, 'hex')));
  }

  const lines = ({ identities, reach, key }: SlotText) => [
    ...identities,
    ...(reach ? [reach, '# passkeep reach 1'] : []),
    `# passkeep key ${key}`,
  ];

  test('the words open everything, and what was saved with an old key after it was changed is told apart', async () => {
    const before = await filesIn(at.vault);
    const { code, shown } = await desk.follow(at, COMMAND, described.words.words);
    expect(code, shown).toBe(0);
    await expectAll();
    expect(shown.match(/saved with an old key after it was changed/g)).toHaveLength(described.late.length);
    expect(shown).toMatch(/Late \(1 files, 0.0 MB\) - saved with an old key/);
    expect(shown).not.toContain('NOT');
    expect(await filesIn(at.vault)).toEqual(before);
  });

  test('the digits are turned into the words, a mistyped group is named', async () => {
    const { words, digits } = described.words;
    const { code, shown } = await desk.answer(at, COMMAND, [
      { when: FIRST, type: `${digits}\r` },
      passphrase(words),
      ALL,
    ]);
    expect(code, shown).toBe(0);
    expect(shown).toContain(words);
    await expectAll();
    const wrong = digits.replace(/(?<=^.{12}).(?=.)/, (digit) => String((Number(digit) + 1) % 10));
    const refused = await desk.answer(at, COMMAND, [{ when: FIRST, type: `${wrong}\r` }]);
    expect(refused.code).toBe(1);
    expect(refused.shown).toContain('Group 3, ');
    const short = await desk.answer(at, COMMAND, [{ when: FIRST, type: `${digits.slice(0, -1)}\r` }]);
    expect(short.code).toBe(1);
    expect(short.shown).toContain('These are 59 digits');
  });

  test('a password that was left behind by a change opens everything, at the second file that asks', async () => {
    const { password } = described.password;
    const { code, shown } = await desk.answer(at, COMMAND, [
      { when: FIRST, type: '\r' },
      passphrase(password),
      passphrase(password),
      ALL,
    ]);
    expect(code, shown).toBe(0);
    expect(shown).toContain('File 2 of 2');
    await expectAll();
  });

  test('heirs type their sheets in any order; each that is wrong is named, and how many more it takes is told', async () => {
    const [first = '', second = '', third = ''] = described.heirs.shares;
    const next = 'Type the next sheet: ';
    const { code, shown } = await desk.answer(at, COMMAND, [
      { when: FIRST, type: `${third.toLowerCase().replaceAll(' ', '-')}\r` },
      { when: `1 more needed, of the set ${described.heirs.set}.`, type: `${third}\r` },
      { when: 'Sheet 2 is here twice', type: `${first.replace(/.$/, (last) => (last === 'Q' ? 'P' : 'Q'))}\r` },
      { when: 'Sheet 3 is mistyped', type: 'what?\r' },
      { when: 'Sheet 4 is mistyped', type: `${second.slice(0, 30)}\r` },
      { when: 'Sheet 5 is mistyped', type: `${first}\r` },
      ALL,
    ]);
    expect(code, shown).toBe(0);
    expect(shown.split(next)).toHaveLength(6);
    await expectAll();
  });

  test('sheets in a file open everything, with remarks between them; too few, or of two sets, do not', async () => {
    const [first = '', , third = ''] = described.heirs.shares;
    const ran = await desk.run(at, ['Anna has:', first.toLowerCase(), '', 'and Ben', third, 'thanks'], '--shares');
    expect(ran.err).toBe('');
    expect(ran.code, ran.out).toBe(0);
    await expectAll();
    const few = await desk.run(at, [first], '--shares');
    expect([few.code, few.err]).toEqual([1, 'Not enough: 1 more needed. Nothing was changed.\n']);
    const other = 'PASSKEEP1 Q9PT PZWN QGQS XFG8 WW3T 6KGA P602 GFRV D8EN F8N4 MV5G R6';
    const mixed = await desk.run(at, [first, other], '--shares');
    expect(mixed.code).toBe(1);
    expect(mixed.out).toContain('Sheet 2 is of the set 42b089d3, the first one of the set');
    const wrong = await desk.run(
      at,
      [other, 'PASSKEEP1 Q9PT PZWN QGPS XND2 XWEL FZXQ QASE RZD6 JW6Z 9HEW H5F0 S9'],
      '--shares',
    );
    expect([wrong.code, wrong.err]).toEqual([
      1,
      'Not opened: these sheets open none of the files that are here. Nothing was changed.\n',
    ]);
  });

  test('a passkey that was left behind twice leads to what has come since, and alone to what was there before', async () => {
    const slot = await unlocked(described.leftBehind);
    expect(slot.identities).toEqual([described.identities.at(-1)]);
    const ran = await desk.run(at, lines(slot));
    expect(ran.err).toBe('');
    expect(ran.code, ran.out).toBe(0);
    expect(ran.out).toContain('saved with an old key after it was changed');
    await expectAll();
    await rm(at.target, { recursive: true });
    const alone = await desk.run(at, slot.identities);
    expect(alone.code).toBe(1);
    expect(alone.out).toContain('Restored: ');
    expect(await readdir(at.target)).toHaveLength(described.late.length);
  });

  test('a passkey that was removed reads what it could read, and nothing that has come since', async () => {
    const ran = await desk.run(at, lines(await unlocked(described.removedKey)));
    expect(ran.code).toBe(1);
    const names = (await readdir(at.target)).map((name) => name.replace(/^[-\d]+ /, ''));
    expect(names).toEqual(['Late']);
  });

  test('files under numbers in one folder, as a browser keeps them, are as good for sheets and older keys', async () => {
    const flat = await mkdtemp(join(desk.folder, 'flat-'));
    const entries = await readdir(at.vault, { recursive: true, withFileTypes: true });
    for (const [number, { parentPath, name }] of entries.filter((entry) => entry.isFile()).entries())
      await cp(join(parentPath, name), join(flat, name === README_PATH ? name : number.toString(16)));
    const place = { ...at, vault: flat };
    const sheets = await desk.run(place, described.heirs.shares.slice(1), '--shares');
    expect(sheets.code, sheets.out + sheets.err).toBe(0);
    await expectAll();
    await rm(at.target, { recursive: true });
    const left = await desk.run(place, lines(await unlocked(described.leftBehind)));
    expect(left.code, left.out + left.err).toBe(0);
    await expectAll();
  });
});
