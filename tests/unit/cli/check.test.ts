import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { newRecoveryWords } from '@/utils/recovery/words';
import type { CheckReport } from '@/utils/vault/check-report';
import { sealSlot } from '@/utils/vault/slot-seal';
import { storeSlot } from '@/utils/vault/slots';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { parseRequest } from '../../../scripts/lib/check/arguments';
import { run } from '../../../scripts/lib/check/run';
import { nodeStorage } from '../../../scripts/lib/node-storage';
import { flipped } from '../lib/bytes';
import { pathsIn, type WholeVault, wholeVault } from '../lib/checked-vault';
import { cheapScrypt } from '../lib/cheap-scrypt';
import { identity, never } from '../lib/vaults';
import { filesIn } from './restored';
import { CHECK, runTool } from './tool';

// `npm run check`, as a process of its own, on a vault in a folder.

// Each run is a process of its own, which takes seconds where the machine is busy.
vi.setConfig({ testTimeout: 120_000 });
cheapScrypt();
const words = newRecoveryWords();

let root: string;
let whole: WholeVault;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'passkeep-check-'));
  whole = await wholeVault();
});
afterAll(async () => await rm(root, { recursive: true, force: true }));

let places = 0;

/** A folder with the vault, some of its files changed. */
async function vaultWith(
  changes: Record<string, (bytes: Uint8Array<ArrayBuffer>) => Uint8Array> = {},
): Promise<string> {
  const folder = join(root, `vault-${places++}`);
  for (const [path, bytes] of whole.files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), changes[path]?.(bytes) ?? bytes);
  }
  const slot = await sealSlot({ identities: [identity], reach: null, key: null }, { passphrase: words });
  await storeSlot(nodeStorage(folder), slot, null, never);
  return folder;
}

const check = (...args: string[]) => runTool(args, words, CHECK);

const inTheMiddle = (bytes: Uint8Array<ArrayBuffer>) => flipped(bytes, bytes.length >> 1);

test('a vault that is whole is well, and nothing is written', async () => {
  const vault = await vaultWith();
  const before = await filesIn(vault);
  const { code, out, err } = await check(vault, '--data', 'all');
  expect([code, err]).toEqual([0, '']);
  expect(out).toMatch(/^All is well: 7 files in 2 archives, .*\nData read: .*\n$/);
  expect(await filesIn(vault)).toEqual(before);
});

describe('damage inside a pack', () => {
  test('is found by one of all parts, in JSON as in words; a repair keeps what is whole, and then says what is lost', async () => {
    const packs = pathsIn(whole.files, 'packs');
    const path =
      packs.toSorted((a, b) => (whole.files.get(b)?.length ?? 0) - (whole.files.get(a)?.length ?? 0))[0] ?? '';
    const vault = await vaultWith({ [path]: inTheMiddle });
    const parts = [await check(vault, '--data', '1/2', '--json'), await check(vault, '--data', '2/2', '--json')];
    const reports = parts.map(({ out }) => JSON.parse(out) as CheckReport);
    expect(reports.reduce((sum, { packsRead }) => sum + packsRead, 0)).toBe(packs.length);
    expect(parts.map(({ code }) => code).toSorted()).toEqual([0, 1]);
    const found = reports.find(({ isWell }) => !isWell);
    expect(found?.findings).toEqual([{ kind: 'damaged', path, chunks: expect.any(Number), isHarmless: false }]);

    const told = await check(vault, '--data', 'all');
    expect([told.code, told.err]).toEqual([1, '']);
    expect(told.out).toContain(`damaged, costs ${found?.findings[0]?.chunks} chunk`);
    for (const archive of found?.damagedArchives ?? []) expect(told.out).toContain(archive.title);

    const repaired = await check(vault, '--repair');
    expect(repaired.out).toContain(`put aside, in the folder "quarantine": ${path}\n`);
    expect(repaired.code).toBe(1);
    expect(Buffer.from(await readFile(join(vault, 'quarantine', path)))).toEqual(
      Buffer.from(inTheMiddle(whole.files.get(path) as Uint8Array<ArrayBuffer>)),
    );
    const again = await check(vault, '--repair', '--json');
    expect(JSON.parse(again.out)).toMatchObject({
      repair: { quarantined: [], chunksSalvaged: 0, indexRebuilt: false },
      check: { findings: [], isRepairable: false, isWell: false },
    });
  });
});

test('a damaged index is written anew, and all is well', async () => {
  const [index] = pathsIn(whole.files, 'index') as [string];
  const vault = await vaultWith({ [index]: inTheMiddle });
  expect(await check(vault)).toMatchObject({ code: 1, out: expect.stringMatching(/^damaged: index.*\n/) });
  expect(await check(vault, '--repair')).toMatchObject({ code: 0, out: expect.stringContaining('All is well') });
  expect(await check(vault, '--data', '50%')).toMatchObject({ code: 0 });
});

test('what is asked wrongly is not done', async () => {
  const of = (...args: string[]) => parseRequest(['vault', ...args], '/base');
  for (const data of ['', 'some', '0%', '101%', '0/3', '4/3', '3', '-1%']) expect(of('--data', data), data).toBeNull();
  expect([of('--repair', '--data', 'all'), of('more'), of('--no'), parseRequest([], '/base')]).toEqual([
    null,
    null,
    null,
    null,
  ]);
  expect([of()?.extent, of('--data', '2.5%')?.extent, of('--data', '3/12')?.extent]).toEqual([
    { kind: 'structure' },
    { kind: 'percent', percent: 2.5 },
    { kind: 'part', part: 3, of: 12 },
  ]);
  const errors = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  expect(await run([], never)).toBe(2);
  expect(String(errors.mock.calls[0]?.[0])).toContain('npm run check -- VAULT');
  expect(await run([root], never)).toBe(1);
  expect(await run([await vaultWith()], AbortSignal.abort())).toBe(130);
  expect(String(errors.mock.calls.at(-1)?.[0])).toMatch(/^Stopped\. Nothing was lost\./);
  errors.mockRestore();
});
