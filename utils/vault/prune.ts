import { PasskeepError } from '@/utils/errors';
import type { VaultStorage } from '@/utils/storage/storage';
import { listedFiles } from './archive-reader';
import type { ChunkIndex } from './chunk-index';
import { ChunkReader } from './chunk-reader';
import { encodeChunk } from './compression';
import type { ChunkId, VaultKeys } from './keys';
import { packPath, type PackRow } from './pack';
import { PackWriter } from './pack-writer';
import { snapshotPath } from './snapshot';
import type { SnapshotStore } from './snapshot-store';

/** A pack is written anew without its unneeded chunks when these are more than this part of it. */
const WASTE = 0.25;

/** What a prune works on. */
export interface PruneContext {
  readonly storage: VaultStorage;
  readonly keys: readonly VaultKeys[];
  readonly index: ChunkIndex;
  readonly snapshots: SnapshotStore;
}

/**
 * Frees what no archive needs. Packs without a needed chunk go; packs with few are written anew. In the order that a
 * kill cannot hurt: new packs, new index, then old index files, then old packs.
 * @throws PasskeepError DAMAGED when a snapshot or an archive's list of files cannot be read: what it needs is not known
 * then, and nothing is removed.
 */
export async function prune(context: PruneContext, signal: AbortSignal): Promise<void> {
  const { storage, keys, index, snapshots } = context;
  const [current] = keys;
  if (!current) return;
  // A snapshot that cannot be read today may be one that has not arrived whole yet, or that only a newer version
  // understands: what it needs is not known.
  if (snapshots.damaged.length > 0 || snapshots.tooNew.length > 0) throw new PasskeepError('DAMAGED');
  const needed = await neededChunks(context, signal);
  await settleDuplicates(context, needed, signal);
  const unneeded = new Set<string>();
  const sparse = new Map<string, ChunkId[]>();
  for (const [pack, rows] of index.packs) {
    // A needed chunk that no pack has whole stays where it is, for a repair.
    const live = rows.filter(({ id }) => needed.has(id) && (index.find(id)?.pack ?? pack) === pack);
    if (live.length === 0) unneeded.add(pack);
    else if (1 - storedBytes(live) / storedBytes(rows) > WASTE)
      sparse.set(
        pack,
        live.map(({ id }) => id),
      );
  }
  const doomed = await retire(context, unneeded, signal);
  // A pack written anew is stored twice until the old one goes: not where that takes weeks.
  const moved = storage.retire ? [] : await moveChunks(context, current, [...sparse.values()].flat(), signal);
  if (moved && !storage.retire) for (const pack of sparse.keys()) doomed.add(pack);
  const touched = [...index.files].filter(([, packs]) => packs.some((id) => doomed.has(id) || !index.packs.has(id)));
  if (doomed.size === 0 && touched.length === 0) return;
  const kept = new Set(touched.flatMap(([, packs]) => packs).filter((id) => !doomed.has(id) && index.packs.has(id)));
  const named = [...kept].map((id) => ({ id, rows: index.packs.get(id) ?? [] }));
  await index.write(storage, current, [...named, ...(moved ?? [])], signal);
  // Known before the old packs go: who reads meanwhile finds a moved chunk in either.
  for (const pack of moved ?? []) index.add(pack);
  await index.removeFiles(
    storage,
    touched.map(([path]) => path),
  );
  await index.removePacks(storage, [...doomed]);
}

/**
 * Which of the unneeded packs may go now; where others write too, after a time of grace. The files of removed snapshots
 * go by the same rule, here.
 */
async function retire(
  { storage, snapshots }: PruneContext,
  unneeded: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<Set<string>> {
  if (!storage.retire) return new Set(unneeded);
  const removed = snapshots.removedFiles();
  const paths = [...removed.map(snapshotPath), ...[...unneeded].map(packPath)];
  const free = new Set(await storage.retire(paths, signal));
  await snapshots.removeFiles(removed.filter((name) => free.has(snapshotPath(name))));
  return new Set([...unneeded].filter((pack) => free.has(packPath(pack))));
}

/**
 * Reads the needed chunks that stand in several packs, so that each is found where it is whole: the copy that goes must
 * not be the only good one.
 */
async function settleDuplicates(
  { storage, keys, index }: PruneContext,
  needed: ReadonlySet<ChunkId>,
  signal: AbortSignal,
) {
  const ids = [...index.duplicated].filter((id) => needed.has(id));
  for await (const _ of new ChunkReader(storage, keys, index).read(ids, signal));
}

function storedBytes(rows: readonly PackRow[]): number {
  return rows.reduce((sum, { storedLength }) => sum + storedLength, 0);
}

/** Every chunk that an archive is made of. */
async function neededChunks(
  { storage, keys, index, snapshots }: PruneContext,
  signal: AbortSignal,
): Promise<Set<ChunkId>> {
  const reader = new ChunkReader(storage, keys, index);
  const needed = new Set<ChunkId>();
  for (const { snapshot } of snapshots.backups) {
    for (const id of [...snapshot.list, ...(snapshot.details ?? [])]) needed.add(id);
    for await (const { chunks } of listedFiles(reader, snapshot, signal)) for (const id of chunks) needed.add(id);
  }
  return needed;
}

/**
 * Writes chunks into new packs. @returns null when one of them is damaged (their packs had better stay, for a repair),
 * and when there is no room: what no archive needs can go all the same.
 */
async function moveChunks(
  { storage, keys, index }: PruneContext,
  current: VaultKeys,
  ids: readonly ChunkId[],
  signal: AbortSignal,
): Promise<PackWriter['written'] | null> {
  const packs = new PackWriter(storage, current.recipient, signal);
  const reader = new ChunkReader(storage, keys, index);
  const names = ids.values();
  let complete = true;
  try {
    for await (const chunk of reader.read(ids, signal)) {
      const id = names.next().value as ChunkId;
      if (chunk) await packs.add({ id, length: chunk.length, ...(await encodeChunk(chunk)) });
      else complete = false;
    }
    await packs.finish();
  } catch (thrown) {
    await packs.settle().catch(() => {});
    if (!(thrown instanceof PasskeepError) || thrown.code !== 'STORAGE_FULL') throw thrown;
    complete = false;
  }
  if (complete) return packs.written;
  await storage.remove(packs.written.map(({ id }) => packPath(id)));
  return null;
}
