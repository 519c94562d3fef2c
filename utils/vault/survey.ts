import { inFlight } from '@/utils/in-flight';
import { type ArchiveSurvey, checkArchives } from './check-archives';
import { choosePacks } from './check-extent';
import { checkIndex, findMissingPacks, type IndexSurvey } from './check-index';
import { checkKeys } from './check-keys';
import { type BadPacks, checkData, checkTable } from './check-packs';
import type { CheckExtent } from './check-report';
import { checkSnapshots, type SnapshotSurvey } from './check-snapshots';
import { Findings } from './findings';
import { packIdOf } from './pack';
import { type OnProgress, ProgressCounter } from './progress';
import type { PruneContext } from './prune';

/** Packs that are read at a time. */
const AT_ONCE = 2;

/** Everything that a look through a vault has shown. */
export interface Survey {
  readonly findings: Findings;
  readonly badPacks: BadPacks;
  readonly index: IndexSurvey;
  readonly snapshots: SnapshotSurvey;
  readonly archives: ArchiveSurvey;
  readonly packs: number;
  readonly packsRead: number;
  /** Of the packs' files that were read. */
  readonly bytesRead: number;
  /** What goes on with the files tells how far it is here. */
  readonly progress: ProgressCounter;
}

/**
 * Looks through a vault, and changes nothing. What it learns of damage the index knows from then on: another place of a
 * chunk is read, and the next backup stores it anew.
 * @throws PasskeepError FOLDER_DENIED and the like, when the folder cannot be reached; STORAGE_REFUSED; an abort.
 */
export async function survey(
  context: PruneContext,
  extent: CheckExtent,
  tell: OnProgress,
  signal: AbortSignal,
): Promise<Survey> {
  const { storage, keys, index, snapshots } = context;
  await snapshots.refresh(signal);
  await index.refresh(storage, keys, [], signal);
  const findings = new Findings();
  const listed = await storage.list('packs', signal);
  const packs = listed.filter(({ path }) => packIdOf(path));
  for (const { path } of listed) if (!packIdOf(path)) findings.add('foreign', path, true);
  const chosen = new Map(choosePacks(packs, extent).map((pack) => [pack.path, pack]));
  const bytesTotal = [...chosen.values()].reduce((sum, { size }) => sum + size, 0);
  const progress = new ProgressCounter(tell, { bytesTotal, filesTotal: packs.length });
  await checkKeys(context, findings, signal);
  const snapshotSurvey = await checkSnapshots(context, findings, signal);

  const badPacks: BadPacks = new Map();
  const named = new Set([...index.files.values()].flat());
  await inFlight(packs, AT_ONCE, async (pack) => {
    signal.throwIfAborted();
    await checkTable(context, pack, named, findings, badPacks, signal);
    progress.file();
  });
  const indexSurvey = await checkIndex(context, findings, badPacks, signal);

  progress.phase('copying');
  let [packsRead, bytesRead] = [0, 0];
  const read = packs.filter(({ path }) => chosen.has(path) || badPacks.has(packIdOf(path) as string));
  await inFlight(read, AT_ONCE, async ({ path, size }) => {
    signal.throwIfAborted();
    await checkData(context, packIdOf(path) as string, findings, badPacks, signal);
    packsRead++;
    bytesRead += size;
    progress.bytes(chosen.has(path) ? size : 0);
  });

  progress.phase('finishing');
  const archives = await checkArchives(context, snapshotSurvey.unread, signal);
  noteSuspects(context, findings, badPacks);
  for (const { path } of packs) {
    const id = packIdOf(path) as string;
    const rows = badPacks.get(id)?.rows ?? [];
    if (badPacks.has(id)) findings.cost(path, rows.filter((row) => archives.isLost(row.id)).length);
  }
  await findMissingPacks(context, indexSurvey.missing, archives.isLost, findings, signal);
  const looked = { findings, badPacks, index: indexSurvey, snapshots: snapshotSurvey, archives };
  return { ...looked, packs: packs.length, packsRead, bytesRead, progress };
}

/** Packs in which damage was met otherwise, in a list of files for one. */
function noteSuspects({ index }: PruneContext, findings: Findings, badPacks: BadPacks): void {
  for (const path of index.damaged) {
    const id = packIdOf(path);
    if (!id || findings.has(path)) continue;
    findings.add('damaged', path, false);
    badPacks.set(id, { kind: 'damaged', isNamed: true, rows: index.packs.get(id) ?? [], whole: [] });
  }
}

/** Whether a pack that is not as it should be is to be put aside: one that may still come whole, or is another's, is not. */
export function isSpoilt(packs: BadPacks, id: string): boolean {
  const { kind, isNamed } = packs.get(id) ?? {};
  return kind === 'damaged' || (kind === 'misplaced' && isNamed === true);
}

/** Whether a repair would change something for the better. */
export function isRepairable({ index }: PruneContext, found: Survey): boolean {
  const { badPacks, findings, snapshots } = found;
  const isAlone = (id: string) => !index.places(id).some(({ pack }) => !badPacks.has(pack));
  return (
    found.index.bad.length + snapshots.movable.length + snapshots.copies.length > 0 ||
    findings.all.some(({ kind }) => kind === 'unindexed') ||
    [...badPacks].some(([id, { whole }]) => isSpoilt(badPacks, id) || whole.some((row) => isAlone(row.id)))
  );
}
