import type { CheckExtent, CheckReport } from './check-report';
import type { OnProgress } from './progress';
import type { PruneContext } from './prune';
import { isRepairable, survey } from './survey';

/**
 * Checks a vault: the structure whole, and as much of the data as is asked. Writes nothing. Memory does not grow with the
 * data. See `Survey` for what it learns.
 * @throws PasskeepError FOLDER_DENIED and the like, when the folder cannot be reached; STORAGE_REFUSED; an abort.
 */
export async function check(
  context: PruneContext,
  extent: CheckExtent,
  tell: OnProgress,
  signal: AbortSignal,
): Promise<CheckReport> {
  const found = await survey(context, extent, tell, signal);
  const { packs, packsRead, bytesRead, findings, archives } = found;
  const { backups } = context.snapshots;
  return {
    extent,
    archives: backups.length,
    files: backups.reduce((sum, { snapshot }) => sum + snapshot.files, 0),
    bytes: backups.reduce((sum, { snapshot }) => sum + snapshot.bytes, 0),
    packs,
    packsRead,
    bytesRead,
    ...findings.told,
    damagedArchives: archives.damaged,
    isWell: findings.isWell && archives.damaged.length === 0,
    isRepairable: isRepairable(context, found),
  };
}
