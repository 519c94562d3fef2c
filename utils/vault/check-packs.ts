import { openFile } from '@/utils/age/file';
import { PasskeepError } from '@/utils/errors';
import type { StoredFile } from '@/utils/storage/storage';
import type { FindingKind } from './check-report';
import type { ChunkIndex } from './chunk-index';
import { isDamage, unlessDamaged } from './chunk-reader';
import { diagnose } from './diagnose';
import type { Findings } from './findings';
import { packIdOf, packPath, type PackRow, readTable, smallestPackFile } from './pack';
import { openRemains, type PackData, readPackData } from './pack-data';
import type { PruneContext } from './prune';

/** A pack that is not as it should be. */
export interface BadPack {
  readonly kind: FindingKind;
  /** An index file names it. */
  readonly isNamed: boolean;
  /** What should be in it: by its own table, or where that is gone by an index file. */
  readonly rows: readonly PackRow[];
  /** Those of the rows whose chunks are whole, as far as it has been read. */
  readonly whole: readonly PackRow[];
}

/** What is known of a vault's packs: those that are not as they should be, by id. */
export type BadPacks = Map<string, BadPack>;

/**
 * Reads the table of a pack. From then on the index says of it what the pack itself says.
 * @param named the ids of the packs that index files name.
 */
export async function checkTable(
  { storage, keys, index }: PruneContext,
  file: StoredFile,
  named: ReadonlySet<string>,
  findings: Findings,
  bad: BadPacks,
  signal: AbortSignal,
): Promise<void> {
  const id = packIdOf(file.path) as string;
  const rows = index.packs.get(id);
  const isNamed = named.has(id);
  try {
    const table = await tableOf({ storage, keys }, id, signal);
    if (!rows || !sameRows(rows, table)) replaceRows(index, id, table);
    if (!isNamed) findings.add('unindexed', file.path, true);
  } catch (thrown) {
    if (!isDamage(thrown) && !(thrown instanceof PasskeepError && thrown.code === 'TOO_NEW')) throw thrown;
    const wholeSize = rows && smallestPackFile(rows);
    const kind = await diagnose(storage, file, { type: 'pack', isOurs: isNamed, wholeSize }, keys, signal);
    findings.add(kind, file.path, false);
    bad.set(id, { kind, isNamed, rows: rows ?? [], whole: [] });
  }
}

/** Reads all of a pack and notes in the index which chunks cannot be read there. */
export async function checkData(
  context: PruneContext,
  id: string,
  findings: Findings,
  bad: BadPacks,
  signal: AbortSignal,
): Promise<void> {
  const { index } = context;
  const known = bad.get(id);
  const rows = known?.rows ?? index.packs.get(id) ?? [];
  const data = await openData(context, id, known, rows, signal);
  const whole: PackRow[] = [];
  for await (const { row, chunk } of data?.chunks ?? []) if (chunk) whole.push(row);
  const kept = new Set(whole);
  // Of one that has not come whole the index knows nothing: when it has, it is as good as any.
  if (index.packs.has(id)) for (const row of rows) if (!kept.has(row)) index.distrust(row.id, { pack: id, row });
  if (known) bad.set(id, { ...known, whole });
  else if (!data?.isWhole || kept.size < rows.length) {
    findings.add('damaged', packPath(id), false);
    bad.set(id, { kind: 'damaged', isNamed: true, rows, whole });
  }
}

async function openData(
  { storage, keys }: PruneContext,
  id: string,
  known: BadPack | undefined,
  rows: readonly PackRow[],
  signal: AbortSignal,
): Promise<PackData | null> {
  const isHopeless = known && known.kind !== 'damaged' && known.kind !== 'incomplete';
  const pack = isHopeless ? null : await openRemains(storage, id, rows, keys, signal);
  return pack && (await readPackData(pack, rows, keys, signal));
}

/** The table of a pack as it is stored now. @throws PasskeepError DAMAGED, TOO_NEW, STORAGE_MISSING. */
async function tableOf(
  { storage, keys }: Pick<PruneContext, 'storage' | 'keys'>,
  id: string,
  signal: AbortSignal,
): Promise<PackRow[]> {
  const identities = keys.map(({ identity }) => identity);
  return await readTable(await openFile(await storage.open(packPath(id), signal), identities, signal), signal);
}

/** Whether a pack is whole as it is stored now: it may have come meanwhile. */
export async function isPackWhole(context: PruneContext, id: string, signal: AbortSignal): Promise<boolean> {
  const rows = await unlessDamaged(() => tableOf(context, id, signal)).catch((thrown: unknown) => {
    if (thrown instanceof PasskeepError && thrown.code === 'TOO_NEW') return null;
    throw thrown;
  });
  const data = rows && (await openData(context, id, undefined, rows, signal));
  if (!data?.isWhole) return false;
  for await (const { chunk } of data.chunks) if (!chunk) return false;
  return true;
}

function replaceRows(index: ChunkIndex, id: string, rows: readonly PackRow[]): void {
  index.remove([id]);
  index.add({ id, rows });
}

/** Whether two tables say the same. */
export function sameRows(a: readonly PackRow[], b: readonly PackRow[]): boolean {
  return a.length === b.length && a.every((row, at) => isSameRow(row, b[at] as PackRow));
}

function isSameRow(a: PackRow, b: PackRow): boolean {
  return (
    a.id === b.id &&
    a.offset === b.offset &&
    a.storedLength === b.storedLength &&
    a.length === b.length &&
    a.encoding === b.encoding
  );
}
