import { quietly } from '@/utils/vault/progress';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newRecoveryWords } from '@/utils/recovery/words';
import { GRACE } from '@/utils/storage/grace';
import type { PrunePlan } from '@/utils/vault/prune-plan';
import { sealSlot } from '@/utils/vault/slot-seal';
import { snapshotPath } from '@/utils/vault/snapshot';
import { storeSlot } from '@/utils/vault/slots';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { nodeStorage } from '../../../scripts/lib/node-storage';
import { parseRequest } from '../../../scripts/lib/prune/arguments';
import { fileGrace } from '../../../scripts/lib/prune/file-grace';
import { run } from '../../../scripts/lib/prune/run';
import { noise } from '../lib/bytes';
import { cheapScrypt } from '../lib/cheap-scrypt';
import { entry } from '../lib/files';
import { expectRestores, identity, never, openVault, save } from '../lib/vaults';
import { filesIn } from './restored';
import { PRUNE, runTool } from './tool';

// `npm run prune`, as a process of its own, on a vault in a folder.

// Each run is a process of its own, which takes seconds where the machine is busy.
vi.setConfig({ testTimeout: 120_000 });
cheapScrypt();
const words = newRecoveryWords();
const text = (length: number, seed: number) => Buffer.from(noise((length * 3) / 4, seed)).toString('base64');
const common = entry('common.txt', text(20_000, 1));
const kept = [common, entry('kept.txt', 'kept')];
const removed = [common, entry('old.bin', noise(300_000, 2)), entry('old.txt', text(30_000, 3))];

let root: string;
beforeAll(async () => void (root = await mkdtemp(join(tmpdir(), 'passkeep-prune-'))));
afterAll(async () => await rm(root, { recursive: true, force: true }));

/** A folder of several devices, of whose three archives two were removed today; and the other's name. */
async function sharedVault(name: string) {
  const folder = join(root, name);
  const storage = { ...nodeStorage(folder), grace: fileGrace(folder, false) };
  const slot = await sealSlot({ identities: [identity], reach: null, key: null }, { passphrase: words });
  await storeSlot(nodeStorage(folder), slot, null, never);
  const vault = await openVault(storage);
  const { archive } = await save(vault, removed, 'removed');
  const { archive: stays } = await save(vault, kept, 'kept');
  const { archive: other } = await save(vault, [entry('only.bin', noise(100_000, 4))], 'removed too');
  for (const each of [archive, other]) await vault.remove(each, quietly, never);
  return { folder, stays };
}

const prune = (...args: string[]) => runTool(args, words, PRUNE);

test('what no archive needs waits, is told of, and goes where nobody else uses the folder; what is told is what is done', async () => {
  const { folder, stays } = await sharedVault('one');
  const before = await filesIn(folder);
  const due = new Date(Date.now() + GRACE).toISOString().slice(0, 7);
  for (const args of [['--dry-run'], []]) {
    const { code, out, err } = await prune(folder, ...args);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^Nothing to delete now\.\nWaits until \d{4}-\d\d-\d\d: .* in \d+ files?\.\n/);
    expect(out).toContain(due);
    expect(await filesIn(folder)).toEqual(before);
  }

  const dry = await prune(folder, '--alone', '--dry-run', '--json');
  const plan = JSON.parse(dry.out) as PrunePlan;
  expect(await filesIn(folder)).toEqual(before);
  expect(plan).toMatchObject({ blocked: [], waiting: [] });
  const done = await prune(folder, '--alone');
  expect(done.out).toMatch(/^Freed about .*: .*\n$/);
  const after = await filesIn(folder);
  const gone = [...before.keys()].filter((path) => !after.has(path));
  const { packs, rewritten, index, snapshots } = plan;
  expect(gone.toSorted()).toEqual([...packs, ...rewritten, ...index, ...snapshots].map(({ path }) => path).toSorted());
  await expectRestores(await openVault(nodeStorage(folder)), stays, kept);
  expect(await prune(folder, '--alone', '--dry-run')).toMatchObject({ code: 0, out: 'Nothing to delete now.\n' });
});

test('the time of grace ends for what has been there for that long, as long after the newest removal', async () => {
  const { folder } = await sharedVault('two');
  const later = (days: number) => () => Date.now() + GRACE + days * 24 * 60 * 60 * 1000;
  const planAt = async (now: () => number) => {
    const grace = fileGrace(folder, false, now);
    const vault = await openVault({ ...nodeStorage(folder), grace });
    grace.records = vault.snapshots.removalRecords.map(snapshotPath);
    return await vault.planTidy(never);
  };
  const early = await planAt(later(-1));
  expect([early.packs, early.snapshots]).toEqual([[], []]);
  expect(early.waiting.length).toBeGreaterThan(1);
  const due = await planAt(later(1));
  expect(due.waiting).toEqual([]);
  expect(due.packs.length).toBeGreaterThan(0);
  // Of both archives, and the first of the two records.
  expect(due.snapshots).toHaveLength(3);
});

test('nothing goes while an archive that another one names has not come, unless it is let go', async () => {
  const { folder, stays } = await sharedVault('three');
  await save(await openVault({ ...nodeStorage(folder), grace: fileGrace(folder, false) }), [entry('x', 'x')], 'next');
  await rm(join(folder, snapshotPath(stays)));
  for (const args of [[], ['--alone']]) {
    const { code, out } = await prune(folder, ...args);
    expect(code).toBe(1);
    expect(out).toMatch(/^Nothing can be deleted now\.\n1 archive that others name is not in this folder/);
  }
  expect(await prune(folder, '--let-go', '--dry-run')).toMatchObject({ code: 0 });
});

test('what is asked wrongly is not done', async () => {
  const of = (...args: string[]) => parseRequest(['vault', ...args], '/base');
  expect([of('more'), of('--no'), of('--shares', ''), parseRequest([], '/base')]).toEqual([null, null, null, null]);
  expect(of('--dry-run')).toEqual({
    vault: '/base/vault',
    dryRun: true,
    alone: false,
    letGo: false,
    json: false,
    shares: null,
  });
  const errors = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  expect(await run([], never)).toBe(2);
  expect(String(errors.mock.calls[0]?.[0])).toContain('npm run prune -- VAULT');
  expect(await run([root], never)).toBe(1);
  errors.mockRestore();
});
