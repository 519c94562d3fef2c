import { isUnavailable } from '@/utils/errors';
import type { FolderFindings } from '@/utils/messages/upkeep';
import type { CallContext } from '@/utils/rpc';
import type { StoredFile } from '@/utils/storage/storage';
import { findDiffering, putAsideThere, storedTwice } from '@/utils/sync/folder-copies';
import type { FolderPlace } from '@/utils/sync/folder-place';
import type { CheckExtent, CheckReport } from '@/utils/vault/check-report';
import { type OnProgress, type Progress, ProgressCounter } from '@/utils/vault/progress';
import type { Vault } from '@/utils/vault/vault';

/**
 * Checks a vault, and then whether the folder that it lives in holds the same as the browser: what both have is read from
 * the browser by everything else.
 * @throws PasskeepError what `Vault.check` throws; an abort.
 */
export async function compareWithFolder(
  { storage, directory }: FolderPlace,
  vault: Vault,
  extent: CheckExtent,
  { tell, signal }: CallContext,
): Promise<CheckReport & FolderFindings> {
  const { place, local } = storage;
  const twice = place ? await storedTwice({ local, ledger: place.ledger }, extent, signal) : [];
  const bytes = twice.reduce((sum, { size }) => sum + size, 0);
  let before = 0;
  const tellFirst: OnProgress = (progress) => {
    before = progress.bytesTotal;
    const phase = progress.phase === 'finishing' && bytes > 0 ? 'copying' : progress.phase;
    tell({ ...progress, phase, bytesTotal: before + bytes } satisfies Progress);
  };
  const report = await vault.check(extent, tellFirst, signal);
  if (!directory) return { ...report, differing: [] };
  const tellSecond: OnProgress = (progress) =>
    tell({ ...progress, bytesDone: before + progress.bytesDone, bytesTotal: before + bytes } satisfies Progress);
  const counter = new ProgressCounter(tellSecond, { bytesTotal: bytes, filesTotal: twice.length });
  counter.phase('copying');
  const sound = soundFiles(vault, report, twice);
  const onRead = ({ size }: StoredFile) => counter.bytes(size);
  const differing = await whereReached(() => findDiffering({ local }, directory, sound, onRead, signal));
  counter.phase('finishing');
  return { ...report, differing };
}

/**
 * Puts what the folder holds otherwise than the browser aside there, where the browser has it whole: the next sync writes it
 * anew. After a repair of the vault, which has read all of it. @returns the paths of these files.
 */
export async function putRightInFolder(
  { storage, directory }: FolderPlace,
  vault: Vault,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const { place, local } = storage;
  if (!place || !directory) return [];
  const putRight = async () => {
    // Read from their files once more: what is known of them may be older than the damage.
    const report = await vault.check({ kind: 'structure' }, () => {}, signal);
    const twice = await storedTwice({ local, ledger: place.ledger }, { kind: 'all' }, signal);
    const sound = soundFiles(vault, report, twice);
    const differing = await findDiffering({ local }, directory, sound, () => {}, signal);
    return await putAsideThere(place, differing, signal);
  };
  return (await whereReached(putRight)) ?? [];
}

/** Those of some files that are whole in the browser, as a check has just found; none where it has found more than it tells. */
function soundFiles(
  { damaged }: Vault,
  { findings, findingCount }: CheckReport,
  files: readonly StoredFile[],
): readonly StoredFile[] {
  if (findingCount > findings.length) return [];
  const unsound = new Set([...damaged, ...findings.map(({ path }) => path)]);
  return files.filter(({ path }) => !unsound.has(path));
}

async function whereReached<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (thrown) {
    if (isUnavailable(thrown)) return null;
    throw thrown;
  }
}
