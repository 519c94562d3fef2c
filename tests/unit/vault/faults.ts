import { quietly } from '@/utils/vault/progress';
import { isDamage } from '@/utils/vault/chunk-reader';
import { memoryStorage } from '@/utils/storage/memory';
import type { Vault } from '@/utils/vault/vault';
import { expect, vi } from 'vitest';
import { noise } from '../lib/bytes';
import { type Fault, faultyStorage, type Kind, matters } from '../lib/faulty-storage';
import { entry } from '../lib/files';
import { copyOf, type Files } from '../lib/storages';
import { expectRestores, never, openVault, save } from '../lib/vaults';

/** A run that takes longer than this after it was aborted hangs. Milliseconds. */
const STUCK = 20_000;

/** Printable, so that it is cut finely. */
const text = (length: number, seed: number) => Buffer.from(noise((length * 3) / 4, seed)).toString('base64');
/** What two weeks have in common, and what only one has: removing one writes its pack anew. */
const common = entry('common.txt', text(9000, 2));
export const FIRST = [entry('chat.txt', text(6000, 3)), entry('old.txt', text(20_000, 4)), common];
export const SECOND = [entry('chat.txt', `${text(6000, 3)}and then`), common, entry('new.bin', noise(7000, 5))];
const ALL = new Map([
  ['first', FIRST],
  ['second', SECOND],
]);

/** The files of a vault with these archives, by their titles, each saved by its own run; and their names. */
export async function vaultWith(...titles: readonly string[]) {
  const storage = memoryStorage();
  const names: string[] = [];
  for (const title of titles) names.push((await save(await openVault(storage), ALL.get(title) ?? [], title)).archive);
  return { files: storage.files, names };
}

/** What is done while something goes wrong. */
export interface Deed {
  readonly files: Files;
  /** Does it. It is done again, in the same session and in another, after it went wrong. */
  readonly run: (vault: Vault, signal: AbortSignal) => Promise<unknown>;
  /** It changes nothing. */
  readonly onlyReads?: true;
  /** Titles of the archives before it, that it leaves, and after it. */
  readonly stays: readonly string[];
  readonly after: readonly string[];
}

/**
 * Does it with a fault at each call of the storage in turn, from the opening of the vault on, and looks each time whether
 * what was saved is whole, whether the session knows what is true, and whether it works when it is done again.
 * @returns how many calls there were.
 */
export async function faultAtEach(deed: Deed, fault: Fault): Promise<number> {
  // Without a fault: what there is to go wrong.
  const calls = await faultAt(deed, fault, 0);
  for (const [at, kind] of calls.entries()) if (matters(fault, kind)) await faultAt(deed, fault, at + 1);
  return calls.length;
}

async function faultAt(deed: Deed, fault: Fault, k: number): Promise<readonly Kind[]> {
  const where = `${fault} at call ${k}`;
  const files = copyOf(deed.files);
  const stop = new AbortController();
  const storage = faultyStorage(files, fault, k, () => void setImmediate(() => stop.abort()));
  const session: { vault?: Vault } = {};
  const work = async () => {
    session.vault = await openVault(storage, stop.signal);
    await deed.run(session.vault, stop.signal);
  };
  const isDone = await unstuck(work(), where).then(
    () => true,
    () => false,
  );
  vi.restoreAllMocks();
  const calls = [...storage.calls];
  storage.heal();
  if (k === 0) expect(isDone).toBe(true);
  const left = copyOf(files);
  if (session.vault && !storage.isDead())
    await expectWell(session.vault, files, deed, isDone, `${where}, same session`);
  const reopened = await openVault(memoryStorage(left));
  await expectWell(reopened, left, deed, isDone, `${where}, next session`);
  if (deed.onlyReads) expect([...left.keys()], where).toEqual([...deed.files.keys()]);
  else expect(await leftOver(left), where).toEqual([]);
  return calls;
}

/** Fails the test where `work` does not come to an end; hanging is no way to fail. */
async function unstuck<T>(work: Promise<T>, where: string): Promise<T> {
  const timer = setTimeout(() => {
    throw new Error(`hangs: ${where}`);
  }, STUCK);
  return await work.finally(() => clearTimeout(timer));
}

async function expectWell(vault: Vault, files: Files, { run, stays, after }: Deed, isDone: boolean, where: string) {
  await expectWhole(vault, where);
  const titles = vault.archives().map(({ title }) => title);
  expect(titles, where).toEqual(expect.arrayContaining([...(isDone ? after : stays)]));
  if (isDone) expect([...new Set(titles)].toSorted(), where).toEqual(after.toSorted());
  await run(vault, never);
  for (const each of [vault, await openVault(memoryStorage(files))]) {
    await expectWhole(each, `${where}, done again`);
    const now = new Set(each.archives().map(({ title }) => title));
    expect([...now].toSorted(), `${where}, done again`).toEqual(after.toSorted());
  }
}

/** Every archive there is comes back byte for byte: there is no part of one. */
async function expectWhole(vault: Vault, where: string): Promise<void> {
  for (const { id, title } of vault.archives())
    await expectRestores(vault, id, ALL.get(title) ?? []).catch((cause: unknown) => {
      throw new Error(`${title} is not whole: ${where}${isDamage(cause) ? ', damaged' : ''}`, { cause });
    });
}

/** What is left of packs and index once every archive is removed: nothing, unless something was forgotten. */
async function leftOver(files: Files): Promise<string[]> {
  const left = copyOf(files);
  const vault = await openVault(memoryStorage(left));
  // A half of a snapshot may be one that is still coming: nothing goes then.
  if (vault.damaged.some((path) => path.startsWith('snapshots/'))) return [];
  if (vault.archives().length === 0) await save(vault, FIRST, 'first');
  for (const { id } of vault.archives()) await vault.remove(id, quietly, never);
  return [...left.keys()].filter((path) => !/^(?:snapshots|quarantine)\//.test(path) && !vault.damaged.includes(path));
}
