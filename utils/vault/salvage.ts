import { PasskeepError } from '@/utils/errors';
import { isPackWhole } from './check-packs';
import { encodeChunk } from './compression';
import type { IndexedPack } from './index-file';
import { packPath } from './pack';
import { openRemains, readPackData } from './pack-data';
import { PackWriter } from './pack-writer';
import type { ProgressCounter } from './progress';
import type { PruneContext } from './prune';
import type { BadPacks } from './check-packs';

/** What was got out of damaged packs. */
export interface Salvage {
  /** New packs, read back, that no index file names yet. */
  readonly packs: readonly IndexedPack[];
  readonly chunks: number;
}

/**
 * Stores anew what is whole in damaged packs, and in no other one. The old packs stay. Killed in between, it has left packs
 * that the next one finds, and goes on from.
 * @throws PasskeepError STORAGE_FULL, when nothing of it is left; DAMAGED when something else is read back than was written.
 */
export async function salvage(
  context: PruneContext,
  badPacks: BadPacks,
  progress: ProgressCounter,
  signal: AbortSignal,
): Promise<Salvage> {
  const { storage, keys, index } = context;
  const writer = new PackWriter(storage, keys[0].recipient, signal);
  const taken = new Set<string>();
  try {
    for (const [id, { whole, rows }] of badPacks) {
      signal.throwIfAborted();
      const alone = whole.filter((row) => !index.places(row.id).some(({ pack }) => !badPacks.has(pack)));
      const wanted = alone.filter((row) => !taken.has(row.id));
      const pack = wanted.length > 0 ? await openRemains(storage, id, rows, keys, signal) : null;
      if (!pack) continue;
      for await (const { row, chunk } of (await readPackData(pack, wanted, keys, signal)).chunks) {
        progress.bytes(row.storedLength);
        if (!chunk || taken.has(row.id)) continue;
        await writer.add({ id: row.id, length: chunk.length, ...(await encodeChunk(chunk)) });
        taken.add(row.id);
      }
    }
    await writer.finish();
  } catch (thrown) {
    await writer.settle().catch(() => {});
    if (thrown instanceof PasskeepError && thrown.code === 'STORAGE_FULL')
      await storage.remove(writer.written.map(({ id }) => packPath(id)));
    throw thrown;
  }
  for (const { id } of writer.written)
    if (!(await isPackWhole(context, id, signal))) throw new PasskeepError('DAMAGED');
  return { packs: writer.written, chunks: taken.size };
}
