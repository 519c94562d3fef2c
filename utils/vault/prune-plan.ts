import type { StoredFile } from '@/utils/storage/storage';
import { listedFiles } from './archive-reader';
import { ChunkReader, isDamage } from './chunk-reader';
import type { ChunkId } from './keys';
import { PACK_OVERHEAD, packPath, type PackRow, packSizeFor, ROW_SIZE, LARGEST_PACK } from './pack';
import type { PruneContext } from './prune';
import { snapshotPath } from './snapshot';

/** A pack is written anew without its unneeded chunks when these are more than this part of it. */
const WASTE = 0.25;

/**
 * Why nothing can go. What cannot be read may need any pack: snapshot files at `paths` that are damaged (or not whole yet),
 * or that a newer version wrote; archives, by id, whose list of files is damaged; snapshots, by short name, that others
 * name, and that may still come.
 */
export type PruneBlock =
  | { readonly kind: 'damaged' | 'too-new'; readonly paths: readonly string[] }
  | { readonly kind: 'list-damaged'; readonly archives: readonly string[] }
  | { readonly kind: 'unseen'; readonly names: readonly string[] };

/** A file that nothing needs, and that other devices may still count on. */
export interface WaitingFile extends StoredFile {
  /** When it may go, milliseconds since 1970; later where this device does not look at the folder meanwhile. */
  readonly until: number;
}

/** What freeing space comes to: nothing else is deleted or written. */
export interface PrunePlan {
  /** Why nothing can go; then there is nothing in the rest. */
  readonly blocked: readonly PruneBlock[];
  /** Packs of which no archive needs anything. */
  readonly packs: readonly StoredFile[];
  /** Packs of which archives need little: that is written into new packs first. */
  readonly rewritten: readonly StoredFile[];
  /** Index files that name packs which go, or are gone; another one takes their place. */
  readonly index: readonly StoredFile[];
  /** Snapshot files of archives that were removed, and of records that others took the place of. */
  readonly snapshots: readonly StoredFile[];
  readonly waiting: readonly WaitingFile[];
  /** Bytes that come back, about: how well the rewritten chunks fill their packs is not known before. */
  readonly freedBytes: number;
}

/** A plan, and what carrying it out needs besides. */
export interface PreparedPrune {
  readonly plan: PrunePlan;
  /** Ids of the packs that go whole, and of those that are written anew with the chunks that move. */
  readonly doomed: ReadonlySet<string>;
  readonly sparse: ReadonlyMap<string, readonly ChunkId[]>;
  /** Paths of all that nothing needs, whether it may go now or not. */
  readonly unneeded: readonly string[];
}

function waits(blocked: readonly PruneBlock[]): PreparedPrune {
  const nothing = { packs: [], rewritten: [], index: [], snapshots: [], waiting: [], freedBytes: 0 };
  return { plan: { ...nothing, blocked }, doomed: new Set(), sparse: new Map(), unneeded: [] };
}

/** What a prune would do now. Changes nothing. @throws PasskeepError FOLDER_DENIED and the like; an abort. */
export async function planPrune(context: PruneContext, signal: AbortSignal): Promise<PrunePlan> {
  return (await preparePrune(context, signal)).plan;
}

/** See {@link planPrune}. */
export async function preparePrune(context: PruneContext, signal: AbortSignal): Promise<PreparedPrune> {
  const { storage, index, snapshots } = context;
  const blocked = [...blocks(context)];
  if (blocked.length > 0) return waits(blocked);
  const { needed, unreadable } = await neededChunks(context, signal);
  if (unreadable.length > 0) return waits([{ kind: 'list-damaged', archives: unreadable }]);
  await settleDuplicates(context, needed, signal);
  const unneeded: string[] = [];
  const sparse = new Map<string, ChunkId[]>();
  for (const [pack, rows] of index.packs) {
    // A needed chunk that no pack has whole stays where it is, for a repair.
    const live = rows.filter(({ id }) => needed.has(id) && (index.find(id)?.pack ?? pack) === pack);
    if (live.length === 0) unneeded.push(pack);
    // A pack written anew is stored twice until the old one goes: not where that takes weeks.
    else if (!storage.grace && 1 - storedBytes(live) / storedBytes(rows) > WASTE)
      sparse.set(
        pack,
        live.map(({ id }) => id),
      );
  }
  const removed = snapshots.removedFiles().map(snapshotPath);
  const paths = [...removed, ...unneeded.map(packPath)];
  const dueAt = new Map(paths.map((path) => [path, storage.grace?.dueAt(path) ?? null]));
  const isFree = (path: string) => dueAt.get(path) === null;
  const doomed = new Set(unneeded.filter((id) => isFree(packPath(id))));
  const isGoing = (id: string) => doomed.has(id) || sparse.has(id) || !index.packs.has(id);
  const files = await sizesOf(context, signal);
  const plan = {
    blocked,
    packs: [...doomed].map((id) => files(packPath(id))),
    rewritten: [...sparse.keys()].map((id) => files(packPath(id))),
    index: [...index.files].flatMap(([path, packs]) => (packs.some(isGoing) ? [files(path)] : [])),
    snapshots: removed.filter(isFree).map(files),
    waiting: paths.flatMap((path) => {
      const until = dueAt.get(path) ?? null;
      return until === null ? [] : [{ ...files(path), until }];
    }),
  };
  return { plan: { ...plan, freedBytes: freedBy(context, plan, sparse) }, doomed, sparse, unneeded: paths };
}

function* blocks({ storage, snapshots }: PruneContext): Generator<PruneBlock> {
  // A snapshot that cannot be read today may be one that has not arrived whole yet, or that only a newer version
  // understands: what it needs is not known.
  if (snapshots.damaged.length > 0) yield { kind: 'damaged', paths: snapshots.damaged };
  if (snapshots.tooNew.length > 0) yield { kind: 'too-new', paths: snapshots.tooNew };
  // Nobody else writes where there is no time of grace: nothing comes there of itself.
  const names = storage.grace ? snapshots.awaited() : [];
  if (names.length > 0) yield { kind: 'unseen', names };
}

/** Every chunk that an archive is made of, and the archives of which that cannot be told. */
async function neededChunks({ storage, keys, index, snapshots }: PruneContext, signal: AbortSignal) {
  const reader = new ChunkReader(storage, keys, index);
  const needed = new Set<ChunkId>();
  const unreadable: string[] = [];
  for (const { name, snapshot } of snapshots.backups) {
    for (const id of [...snapshot.list, ...(snapshot.details ?? [])]) needed.add(id);
    try {
      for await (const { chunks } of listedFiles(reader, snapshot, signal)) for (const id of chunks) needed.add(id);
    } catch (thrown) {
      if (!isDamage(thrown)) throw thrown;
      unreadable.push(name);
    }
  }
  return { needed, unreadable };
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

/** The stored files by their paths; of one that is not there, no bytes come back. */
async function sizesOf({ storage }: PruneContext, signal: AbortSignal): Promise<(path: string) => StoredFile> {
  const sizes = new Map<string, number>();
  for (const folder of ['snapshots', 'index', 'packs'] as const)
    for (const { path, size } of await storage.list(folder, signal)) sizes.set(path, size);
  return (path) => ({ path, size: sizes.get(path) ?? 0 });
}

/** What goes, less the new packs. The new index file is not larger than those whose place it takes. */
function freedBy(
  { index }: PruneContext,
  { packs, rewritten, snapshots, index: replaced }: Omit<PrunePlan, 'blocked' | 'waiting' | 'freedBytes'>,
  sparse: PreparedPrune['sparse'],
): number {
  const moved = [...sparse.values()].flat().map((id) => (index.find(id)?.row.storedLength ?? 0) + ROW_SIZE);
  const size = moved.reduce((sum, each) => sum + each, PACK_OVERHEAD);
  const written = moved.length === 0 ? 0 : packSizeFor(size % LARGEST_PACK) + size - (size % LARGEST_PACK);
  const leavesIndex =
    moved.length > 0 ||
    replaced.some(({ path }) =>
      index.files.get(path)?.some((id) => index.packs.has(id) && !packs.some((each) => each.path === packPath(id))),
    );
  const gone = [...packs, ...rewritten, ...snapshots, ...(leavesIndex ? [] : replaced)];
  return Math.max(0, gone.reduce((sum, each) => sum + each.size, 0) - written);
}
