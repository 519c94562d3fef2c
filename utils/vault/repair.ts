import type { RepairReport } from './check-report';
import type { OnProgress } from './progress';
import type { PruneContext } from './prune';

/** Repairs a vault. */
export async function repair(_context: PruneContext, _tell: OnProgress, signal: AbortSignal): Promise<RepairReport> {
  signal.throwIfAborted();
  return { quarantined: [], chunksSalvaged: 0, chunksLost: 0, indexRebuilt: false, damagedArchives: [] };
}
