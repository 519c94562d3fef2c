import { isPackWhole } from './check-packs';
import { checkArchives } from './check-archives';
import type { RepairReport } from './check-report';
import type { IndexedPack } from './index-file';
import { packIdOf, packPath, type PackRow } from './pack';
import type { OnProgress } from './progress';
import type { PruneContext } from './prune';
import { moveSnapshots } from './repair-snapshots';
import { salvage } from './salvage';
import { isSpoilt, type Survey, survey } from './survey';

/** Rows that one new index file has at most, about: 10 MB. */
const LARGEST_INDEX = 200_000;

/**
 * Repairs a vault: reads everything; stores anew what is whole in damaged packs; writes an index file for what no sound one
 * names; then puts aside what is damaged or false, in `quarantine/`. Deletes nothing. What may still come (files that have
 * not come whole, of a newer version, for another key) and damaged snapshots and keys stay where they are. Killed anywhere,
 * it has cost nothing, and running it again goes on.
 * @throws PasskeepError STORAGE_FULL, what the storage throws; an abort.
 */
export async function repair(context: PruneContext, tell: OnProgress, signal: AbortSignal): Promise<RepairReport> {
  const { storage, keys, index, snapshots } = context;
  const found = await survey(context, { kind: 'all' }, tell, signal);
  const { progress } = found;
  progress.more([...found.badPacks.values()].reduce((sum, { whole }) => sum + storedSize(whole), 0));
  progress.phase('copying');
  const { packs, chunks } = await salvage(context, found.badPacks, progress, signal);
  progress.phase('finishing');
  for (const pack of packs) index.add(pack);
  const spoilt = [...found.badPacks.keys()].filter((id) => isSpoilt(found.badPacks, id));
  const replaced = replacedIndexFiles(context, found, new Set(spoilt));
  const indexRebuilt = await writeIndex(context, found, replaced, signal);

  const quarantined: string[] = [];
  const putAside = async (path: string) => {
    signal.throwIfAborted();
    if (await storage.quarantine(path, signal)) quarantined.push(path);
  };
  for (const path of replaced) await putAside(path);
  // One that a sync program has brought meanwhile is none to put aside.
  for (const id of spoilt) if (!(await isPackWhole(context, id, signal))) await putAside(packPath(id));
  for (const path of await moveSnapshots(context, found.snapshots, signal)) await putAside(path);

  await snapshots.refresh(signal);
  await index.refresh(storage, keys, quarantined.filter(packIdOf), signal);
  const unread = new Set(
    [...found.snapshots.unread].filter((name) => snapshots.damaged.includes(`snapshots/${name}.age`)),
  );
  const { damaged, lost } = await checkArchives(context, unread, signal);
  return { quarantined, chunksSalvaged: chunks, chunksLost: lost.size, indexRebuilt, damagedArchives: damaged };
}

/** Bytes that chunks take in their packs. */
function storedSize(rows: readonly PackRow[]): number {
  return rows.reduce((sum, { storedLength }) => sum + storedLength, 0);
}

/** The index files that others take the place of: damaged ones, and those that say what is not so of some pack. */
function replacedIndexFiles({ index }: PruneContext, found: Survey, spoilt: ReadonlySet<string>): Set<string> {
  const naming = [...index.files].flatMap(([path, ids]) => (ids.some((id) => spoilt.has(id)) ? [path] : []));
  return new Set([...found.index.bad, ...naming]);
}

/** Names the sound packs that no index file names which stays. @returns whether there were some. */
async function writeIndex(
  { storage, keys, index }: PruneContext,
  { badPacks }: Survey,
  replaced: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<boolean> {
  const named = new Set([...index.files].flatMap(([path, ids]) => (replaced.has(path) ? [] : ids)));
  let part: IndexedPack[] = [];
  let rows = 0;
  let hasWritten = false;
  const write = async () => {
    if (part.length === 0) return;
    await index.write(storage, keys[0], part, signal);
    [part, rows, hasWritten] = [[], 0, true];
  };
  for (const [id, table] of index.packs) {
    if (named.has(id) || badPacks.has(id)) continue;
    part.push({ id, rows: table });
    rows += table.length;
    if (rows >= LARGEST_INDEX) await write();
  }
  await write();
  return hasWritten;
}
