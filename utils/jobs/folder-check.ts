import { isUnavailable } from '@/utils/errors';
import type { FolderFindings } from '@/utils/messages/upkeep';
import type { CallContext } from '@/utils/rpc';
import type { StoredFile } from '@/utils/storage/storage';
import { findDiffering, putAsideThere, storedTwice } from '@/utils/sync/folder-copies';
import type { FolderPlace } from '@/utils/sync/folder-place';
import type { CheckExtent, CheckReport, RepairReport } from '@/utils/vault/check-report';
import { type OnProgress, ProgressCounter } from '@/utils/vault/progress';
import type { Vault } from '@/utils/vault/vault';

/**
 * Checks a vault, and then whether the folder that it lives in holds the same as the browser: what both have is read from
 * the browser by everything else.
 * @throws PasskeepError what `Vault.check` throws; an abort.
 */
export async function checkWithFolder(
  place: FolderPlace,
  vault: Vault,
  extent: CheckExtent,
  { tell, signal }: CallContext,
): Promise<CheckReport & FolderFindings> {
  const twice = await inBoth(place, extent, signal);
  const progress = inTwoParts(tell, twice);
  const report = await vault.check(extent, progress.first, signal);
  const { directory, storage } = place;
  if (!directory) return { ...report, differing: [] };
  const { onRead, end } = progress.second();
  const sound = soundFiles(vault, report, twice);
  const differing = await whereReached(() => findDiffering(storage, directory, sound, onRead, signal));
  end();
  return { ...report, differing };
}

/**
 * Repairs a vault, and then puts aside in its folder what that holds otherwise than the browser, where the browser has it
 * whole: the next sync writes it anew.
 * @throws PasskeepError what `Vault.repair` throws; an abort.
 */
export async function repairWithFolder(
  place: FolderPlace,
  vault: Vault,
  { tell, signal }: CallContext,
): Promise<RepairReport> {
  const everything: CheckExtent = { kind: 'all' };
  const progress = inTwoParts(tell, await inBoth(place, everything, signal));
  const report = await vault.repair(progress.first, signal);
  const { directory, storage } = place;
  const folder = storage.place;
  if (!folder || !directory) return report;
  const { onRead, end } = progress.second();
  const putAside = async () => {
    // Read from their files once more: what is known of them may be older than the damage.
    const found = await vault.check({ kind: 'structure' }, () => {}, signal);
    const sound = soundFiles(vault, found, await inBoth(place, everything, signal));
    return await putAsideThere(folder, await findDiffering(storage, directory, sound, onRead, signal), signal);
  };
  const aside = (await whereReached(putAside)) ?? [];
  end();
  return { ...report, quarantined: [...report.quarantined, ...aside] };
}

/** The files to compare; none where there is no folder. */
async function inBoth({ storage }: FolderPlace, extent: CheckExtent, signal: AbortSignal) {
  const { place, local } = storage;
  return place ? await storedTwice({ local, ledger: place.ledger }, extent, signal) : [];
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

/** Tells of two things that are done one after the other, the second on these files, as of one. */
function inTwoParts(tell: OnProgress, files: readonly StoredFile[]) {
  const bytesTotal = files.reduce((sum, { size }) => sum + size, 0);
  let before = 0;
  const first: OnProgress = (progress) => {
    before = progress.bytesTotal;
    const phase = progress.phase === 'finishing' && bytesTotal > 0 ? 'copying' : progress.phase;
    tell({ ...progress, phase, bytesTotal: before + bytesTotal });
  };
  const second = () => {
    const after: OnProgress = (progress) =>
      tell({ ...progress, bytesDone: before + progress.bytesDone, bytesTotal: before + bytesTotal });
    const counter = new ProgressCounter(after, { bytesTotal, filesTotal: files.length });
    counter.phase('copying');
    return { onRead: ({ size }: StoredFile) => counter.bytes(size), end: () => counter.phase('finishing') };
  };
  return { first, second };
}

async function whereReached<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (thrown) {
    if (isUnavailable(thrown)) return null;
    throw thrown;
  }
}
