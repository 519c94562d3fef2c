import type { Bytes } from '@/utils/bytes';
import { settle } from '@/utils/errors';
import { memoryStorage } from '@/utils/storage/memory';
import type { SourceEntry } from '@/utils/vault/types';
import { Vault } from '@/utils/vault/vault';
import { doorTo } from './key-rings';
import { OTHER_NAME } from './damages';
import { type KeyName, type SampleVault, TITLES, type Title } from './sample-vault';
import { copyOf, type Files } from './storages';
import { ignore, never, save } from './vaults';

/**
 * What came of restoring an archive: it is `whole`; not listed (`absent`); its list of files is lost (`list`); or the files
 * that are lost, by what is said of them: `DAMAGED photo 8-9`.
 */
export type Outcome = 'whole' | 'absent' | 'list' | `${'DAMAGED' | 'MISSING'} ${string}`;

/** What a key does: opens the vault; opens it for reading; opens only what is from before it was left behind; an error. */
export type Opening = 'opens' | 'reads' | 'behind' | (string & {});

/** What can be told of a vault whose files are damaged. */
export interface DamageOutcome {
  /** Of what each key does, what it does not do when nothing is damaged. */
  readonly keys: Readonly<Partial<Record<KeyName, Opening>>>;
  /** Archives that are not whole. */
  readonly archives: Readonly<Partial<Record<Title, Outcome>>>;
  /** The files that are named as damaged once everything has been restored, by role; others by folder. */
  readonly named: readonly string[];
  /** Archives of a newer version, and those that others knew and that are not here. */
  readonly tooNew: number;
  readonly unseen: number;
  /** An archive of the same files that is saved before the damage was met. */
  readonly next: Outcome;
  /** Whether removing an archive brings its space back. */
  readonly prune: 'frees' | 'waits';
}

/** What each key does when nothing is damaged. */
const KEYS: Readonly<Record<KeyName, Opening>> = {
  passkey: 'opens',
  words: 'opens',
  sheets: 'reads',
  password: 'reads',
  'second passkey': 'reads',
};

/** Tries all keys, each as after a restart. */
export async function tryKeys(sample: SampleVault, files: Files): Promise<DamageOutcome['keys']> {
  const tried = Object.entries(sample.proofs).map(async ([name, proof]) => {
    const door = doorTo(copyOf(files));
    const result = await settle(() => door.unlock(proof));
    const titles = result.ok ? door.vault.archives().map(({ title }) => title) : [];
    const isBehind = door.isOpen && door.vault.readsOnly && !titles.includes('One') && !titles.includes('Two');
    const opening = door.isOpen && (door.vault.readsOnly ? (isBehind ? 'behind' : 'reads') : 'opens');
    return [name as KeyName, result.ok ? opening || '' : result.error.code] as const;
  });
  return Object.fromEntries((await Promise.all(tried)).filter(([name, opening]) => opening !== KEYS[name]));
}

/** Opens the vault anew, as after a restart. */
async function open({ identities }: SampleVault, files: Files): Promise<Vault> {
  return await Vault.open(memoryStorage(files), identities);
}

/** Restores an archive. Whatever comes out of a file that is damaged must be a part of it. */
export async function restored(
  vault: Vault,
  archive: string,
  entries: readonly SourceEntry[],
  falsehoods: string[],
): Promise<Outcome> {
  if (!vault.archives().some(({ id }) => id === archive)) return 'absent';
  const truth = new Map(await Promise.all(entries.map(async ({ path, file }) => [path, await bytesOf(file)] as const)));
  const came = new Set<string>();
  const sink = {
    async file({ path }: { readonly path: string }, content: AsyncIterable<Uint8Array<ArrayBuffer>>) {
      const file = truth.get(path);
      let at = 0;
      for await (const bytes of content) {
        if (!file || Buffer.compare(file.subarray(at, at + bytes.length), bytes) !== 0) falsehoods.push(path);
        at += bytes.length;
      }
      if (at !== file?.length) falsehoods.push(path);
      came.add(path);
    },
    finish: async () => {},
  };
  const result = await settle(() => vault.restore(archive, null, sink, ignore, never));
  if (!result.ok) return result.error.code === 'DAMAGED' ? 'list' : `DAMAGED ${result.error.code}`;
  const { problems } = result.value;
  const lost = new Set(problems.map(({ path }) => path));
  for (const { path } of entries) if (came.has(path) === lost.has(path)) falsehoods.push(path);
  if (problems.length === 0) return 'whole';
  const codes = [...new Set(problems.map(({ code }) => code))];
  const texts = codes.map(
    (code) => `${code} ${brief(problems.filter((each) => each.code === code).map(({ path }) => path))}`,
  );
  return texts.join('; ') as Outcome;
}

const contents = new WeakMap<Blob, Promise<Bytes>>();

function bytesOf(file: Blob): Promise<Bytes> {
  const bytes = contents.get(file) ?? file.arrayBuffer().then((buffer) => new Uint8Array(buffer));
  contents.set(file, bytes);
  return bytes;
}

/** `photo 1-16, note.txt` */
function brief(paths: readonly string[]): string {
  const runs: { from: string; to: string; last: number }[] = [];
  for (const path of paths) {
    const number = Number(/^photo (\d+)$/.exec(path)?.[1] ?? NaN);
    const run = runs.at(-1);
    if (run && run.last + 1 === number) Object.assign(run, { to: String(number), last: number });
    else runs.push({ from: path, to: '', last: number });
  }
  return runs.map(({ from, to }) => (to ? `${from}-${to}` : from)).join(', ');
}

/** Restores all archives; which are not whole. */
async function restoreAll(vault: Vault, { archives }: SampleVault, falsehoods: string[]) {
  const outcomes: Partial<Record<Title, Outcome>> = {};
  for (const title of TITLES) {
    const outcome = await restored(vault, archives[title].id, archives[title].entries, falsehoods);
    if (outcome !== 'whole') outcomes[title] = outcome;
  }
  return outcomes;
}

/** Saves the files of the archives again. */
async function saveAgain(vault: Vault, sample: SampleVault, files: Files, falsehoods: string[]): Promise<Outcome> {
  const entries = new Map(TITLES.flatMap((title) => sample.archives[title].entries.map((each) => [each.path, each])));
  const all = [...entries.values()];
  const { archive } = await save(vault, all, 'Again');
  return await restored(await open(sample, files), archive, all, falsehoods);
}

/** What a vault with damaged files does. `falsehoods` gets whatever must never be. */
export async function outcomeOf(
  sample: SampleVault,
  files: Files,
  falsehoods: string[],
): Promise<Omit<DamageOutcome, 'keys'>> {
  const mine = copyOf(files);
  const vault = await open(sample, mine);
  const archives = await restoreAll(vault, sample, falsehoods);
  const named = vault.damaged;
  const { tooNew, unseen } = vault.lost([]);
  // Once damage has been met, the next backup makes good for it.
  if ((await saveAgain(vault, sample, mine, falsehoods)) !== 'whole') falsehoods.push('the next archive');
  const theirs = copyOf(files);
  const next = await saveAgain(await open(sample, theirs), sample, theirs, falsehoods);
  return {
    archives,
    named: named.map((path) => nameOf(sample, path)).toSorted(),
    tooNew,
    unseen,
    next,
    prune: await pruned(sample, copyOf(files), archives, falsehoods),
  };
}

/** Removes an archive that is there. What else there is must stay as it was. */
async function pruned(
  sample: SampleVault,
  files: Files,
  before: Readonly<Partial<Record<Title, Outcome>>>,
  falsehoods: string[],
): Promise<'frees' | 'waits'> {
  const title = (['Two', 'One', 'Old'] as const).find((each) => before[each] !== 'absent') as Title;
  const packs = () => [...files.keys()].filter((path) => path.startsWith('packs/')).length;
  const [held, vault] = [packs(), await open(sample, files)];
  await vault.remove(sample.archives[title].id, never);
  const after = await restoreAll(await open(sample, files), sample, falsehoods);
  for (const each of TITLES)
    if (each !== title && after[each] !== before[each]) falsehoods.push(`${each} after removing ${title}`);
  return packs() < held ? 'frees' : 'waits';
}

/** A path as the table has it. */
function nameOf({ paths }: SampleVault, path: string): string {
  const role = Object.entries(paths).find(([, each]) => each === path)?.[0];
  if (role) return role;
  return `${path.slice(0, path.indexOf('/'))}: ${path.includes(OTHER_NAME.slice(0, 32)) ? 'other name' : 'unknown'}`;
}
