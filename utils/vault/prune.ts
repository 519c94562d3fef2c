import { PasskeepError } from '@/utils/errors';
import type { VaultStorage } from '@/utils/storage/storage';
import type { ChunkIndex } from './chunk-index';
import { ChunkReader } from './chunk-reader';
import { encodeChunk } from './compression';
import type { ChunkId, VaultKeys } from './keys';
import { packPath } from './pack';
import { PackWriter } from './pack-writer';
import { type OnProgress, ProgressCounter } from './progress';
import { preparePrune, type PrunePlan } from './prune-plan';
import { snapshotNameOf } from './snapshot';
import type { SnapshotStore } from './snapshot-store';

/** What a prune works on. */
export interface PruneContext {
  readonly storage: VaultStorage;
  readonly keys: readonly [VaultKeys, ...VaultKeys[]];
  readonly index: ChunkIndex;
  readonly snapshots: SnapshotStore;
}

/**
 * Frees what no archive needs. Packs without a needed chunk go; packs with few are written anew. In the order that a
 * kill cannot hurt: new packs, new index, then old index files, then old packs. Where the plan says why nothing can go,
 * nothing is done; where there is no room to write packs anew, or one of them is damaged, these stay.
 * @returns the plan that it carried out. @throws PasskeepError what the storage throws; an abort.
 */
export async function prune(context: PruneContext, tell: OnProgress, signal: AbortSignal): Promise<PrunePlan> {
  const progress = new ProgressCounter(tell, { bytesTotal: 0, filesTotal: 0 });
  const { storage, keys, index, snapshots } = context;
  const [current] = keys;
  const { plan, doomed, sparse, unneeded } = await preparePrune(context, signal);
  if (plan.blocked.length > 0) return plan;
  await storage.grace?.retire(unneeded, signal);
  if (plan.snapshots.length > 0)
    await snapshots.removeFiles(
      plan.snapshots.flatMap(({ path }) => snapshotNameOf(path) ?? []),
      signal,
    );
  const going = new Set(doomed);
  const moved = await moveChunks(context, [...sparse.values()].flat(), progress, signal);
  if (moved) for (const pack of sparse.keys()) going.add(pack);
  const touched = [...index.files].filter(([, packs]) => packs.some((id) => going.has(id) || !index.packs.has(id)));
  if (going.size === 0 && touched.length === 0) return plan;
  const kept = new Set(touched.flatMap(([, packs]) => packs).filter((id) => !going.has(id) && index.packs.has(id)));
  const named = [...kept].map((id) => ({ id, rows: index.packs.get(id) ?? [] }));
  await index.write(storage, current, [...named, ...(moved ?? [])], signal);
  // Known before the old packs go: who reads meanwhile finds a moved chunk in either.
  for (const pack of moved ?? []) index.add(pack);
  await index.removeFiles(
    storage,
    touched.map(([path]) => path),
    signal,
  );
  await index.removePacks(storage, [...going], signal);
  return plan;
}

/**
 * Writes chunks into new packs. @returns null when one of them is damaged (their packs had better stay, for a repair),
 * and when there is no room: what no archive needs can go all the same.
 */
async function moveChunks(
  { storage, keys, index }: PruneContext,
  ids: readonly ChunkId[],
  progress: ProgressCounter,
  signal: AbortSignal,
): Promise<PackWriter['written'] | null> {
  progress.more(ids.reduce((sum, id) => sum + (index.find(id)?.row.length ?? 0), 0));
  progress.phase('copying');
  const packs = new PackWriter(storage, keys[0].recipient, signal);
  const reader = new ChunkReader(storage, keys, index);
  const names = ids.values();
  let complete = true;
  try {
    for await (const chunk of reader.read(ids, signal, 'passing')) {
      const id = names.next().value as ChunkId;
      progress.bytes(chunk?.length ?? 0);
      if (chunk) await packs.add({ id, length: chunk.length, ...(await encodeChunk(chunk)) });
      else complete = false;
    }
    progress.phase('finishing');
    await packs.finish();
  } catch (thrown) {
    await packs.settle().catch(() => {});
    if (!(thrown instanceof PasskeepError) || thrown.code !== 'STORAGE_FULL') throw thrown;
    complete = false;
  }
  if (complete) return packs.written;
  await storage.remove(
    packs.written.map(({ id }) => packPath(id)),
    signal,
  );
  return null;
}
