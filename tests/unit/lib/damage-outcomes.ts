import { quietly } from '@/utils/vault/progress';
import { isDeepStrictEqual } from 'node:util';
import { equalBytes } from '@/utils/bytes';
import { settle } from '@/utils/errors';
import { memoryStorage } from '@/utils/storage/memory';
import { Vault } from '@/utils/vault/vault';
import { lostIn, type Outcome, restoreAll, restored } from './damage-restores';
import { doorTo } from './key-rings';
import { OTHER_NAME } from './damages';
import { type KeyName, type SampleVault, TITLES, type Title } from './sample-vault';
import { copyOf, type Files } from './storages';
import { never, save } from './vaults';

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
  /** What a check finds, its files by role; in parentheses what it calls harmless. */
  readonly found: readonly string[];
  /** Archives that are not whole after a repair; and the files that it has put aside, by role. */
  readonly repaired: Readonly<Partial<Record<Title, Outcome>>>;
  readonly aside: readonly string[];
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

/** Saves the files of the archives again. */
async function saveAgain(vault: Vault, sample: SampleVault, files: Files, falsehoods: string[]): Promise<Outcome> {
  const entries = new Map(TITLES.flatMap((title) => sample.archives[title].entries.map((each) => [each.path, each])));
  const all = [...entries.values()];
  const { archive } = await save(vault, all, 'Again');
  return await restored(await open(sample, files), archive, all, falsehoods);
}

type Seen = Pick<DamageOutcome, 'archives' | 'named' | 'tooNew' | 'unseen' | 'found'>;

/** What a restore and a check say of damaged files. `falsehoods` gets whatever must never be. */
export async function seenOf(sample: SampleVault, files: Files, falsehoods: string[]): Promise<Seen> {
  const held = copyOf(files);
  const vault = await open(sample, files);
  const archives = await restoreAll(vault, sample, falsehoods);
  const named = vault.damaged.map((path) => nameOf(sample, path)).toSorted();
  const { tooNew, unseen } = vault.lost([]);
  const found = await foundIn(sample, files);
  if (!isDeepStrictEqual(files, held)) falsehoods.push('written by reading');
  return { archives, named, tooNew, unseen, found };
}

/** What a check finds. */
export async function foundIn(sample: SampleVault, files: Files): Promise<readonly string[]> {
  const { findings } = await (await open(sample, files)).check({ kind: 'all' }, quietly, never);
  return findings
    .map(({ kind, path, isHarmless }) => `${kind} ${nameOf(sample, path)}${isHarmless ? ' (harmless)' : ''}`)
    .toSorted();
}

/** What a backup, a removal and a repair come to, each in a copy of the vault. `seen`: what a restore said. */
export async function followed(
  sample: SampleVault,
  files: Files,
  seen: DamageOutcome['archives'],
  falsehoods: string[],
): Promise<Pick<DamageOutcome, 'next' | 'prune' | 'repaired' | 'aside'>> {
  const mine = copyOf(files);
  const next = await saveAgain(await open(sample, mine), sample, mine, falsehoods);
  if (next !== 'whole') {
    // Once damage has been met, the next backup makes good for it.
    const again = copyOf(files);
    const vault = await open(sample, again);
    await restoreAll(vault, sample, falsehoods);
    if ((await saveAgain(vault, sample, again, falsehoods)) !== 'whole') falsehoods.push('the next archive');
  }
  return {
    next,
    prune: await pruned(sample, copyOf(files), seen, falsehoods),
    ...(await repaired(sample, copyOf(files), seen, falsehoods)),
  };
}

/** Checks, repairs, and repairs again. */
async function repaired(
  sample: SampleVault,
  files: Files,
  before: DamageOutcome['archives'],
  falsehoods: string[],
): Promise<Pick<DamageOutcome, 'repaired' | 'aside'>> {
  const held = copyOf(files);
  const vault = await open(sample, files);
  const { findings, damagedArchives, isWell, isRepairable } = await vault.check({ kind: 'all' }, quietly, never);
  if (isWell !== (findings.every(({ isHarmless }) => isHarmless) && damagedArchives.length === 0))
    falsehoods.push('well or not');
  const { quarantined } = await vault.repair(quietly, never);
  if (isRepairable === isDeepStrictEqual(files, held)) falsehoods.push('repairable or not');
  for (const [path, bytes] of held)
    if (files.get(path) !== bytes && !equalBytes(files.get(`quarantine/${path}`) ?? new Uint8Array(), bytes))
      falsehoods.push(`${path} is gone`);
  const after = await restoreAll(await open(sample, files), sample, falsehoods);
  for (const title of TITLES) {
    // Of packs that stand in each other's place a check knows better than a restore.
    const told = damagedArchives.find((archive) => archive.title === title)?.files ?? 0;
    const lost = [before, after].map((outcomes) => lostIn(sample, title, outcomes[title] ?? 'whole'));
    if (!lost.includes(told)) falsehoods.push(`${title}: ${told} files by the check, ${lost} by restores`);
  }
  const once = copyOf(files);
  const again = await (await open(sample, files)).repair(quietly, never);
  if (again.quarantined.length > 0 || again.chunksSalvaged > 0 || !isDeepStrictEqual(files, once))
    falsehoods.push('a second repair that finds something to do');
  return { repaired: after, aside: quarantined.map((path) => nameOf(sample, path)).toSorted() };
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
  await vault.remove(sample.archives[title].id, quietly, never);
  const after = await restoreAll(await open(sample, files), sample, falsehoods);
  for (const each of TITLES)
    if (each !== title && after[each] !== before[each]) falsehoods.push(`${each} after removing ${title}`);
  return packs() < held ? 'frees' : 'waits';
}

/** A path as the table has it. */
function nameOf({ paths }: SampleVault, path: string): string {
  // Of a snapshot that is not here only the beginning of its name may be known.
  const start = path.replace('….age', '');
  const role = Object.entries(paths).find(([, each]) => each.startsWith(start))?.[0];
  if (role) return role;
  return `${path.slice(0, path.indexOf('/'))}: ${path.includes(OTHER_NAME.slice(0, 32)) ? 'other name' : 'unknown'}`;
}
