import { decryptFile } from '@/utils/age/file';
import { PasskeepError } from '@/utils/errors';
import type { StoredFile } from '@/utils/storage/storage';
import type { BadPacks } from './check-packs';
import { sameRows } from './check-packs';
import { isDamage } from './chunk-reader';
import { diagnose } from './diagnose';
import type { Findings } from './findings';
import { decodeIndex, type IndexedPack, isIndexPath } from './index-file';
import type { ChunkId } from './keys';
import { packPath } from './pack';
import type { PruneContext } from './prune';

/** What became of the index files. */
export interface IndexSurvey {
  /** Paths of those that are damaged, or that say other than the packs: the packs say all that they should. */
  readonly bad: readonly string[];
  /** Ids of the packs that they name and that are not here. */
  readonly missing: ReadonlySet<string>;
}

/** Reads every index file again and holds it against the packs' own tables. Memory: one index file. */
export async function checkIndex(
  context: PruneContext,
  findings: Findings,
  badPacks: BadPacks,
  signal: AbortSignal,
): Promise<IndexSurvey> {
  const { storage, keys, index } = context;
  const bad: string[] = [];
  const missing = new Set<string>();
  for await (const { file, packs } of indexFiles(context, signal)) {
    if (!packs) {
      const isOurs = index.files.has(file.path);
      const kind = isIndexPath(file.path)
        ? await diagnose(storage, file, { type: 'index', isOurs }, keys, signal)
        : 'foreign';
      // All that it said stands in the packs.
      findings.add(kind, file.path, kind !== 'damaged');
      if (kind === 'damaged') bad.push(file.path);
      continue;
    }
    let agrees = true;
    for (const { id, rows } of packs) {
      const known = badPacks.get(id);
      const table = index.packs.get(id);
      // One that was cut short: what was in it, only an index file can tell.
      if (known && known.rows.length === 0) badPacks.set(id, { ...known, rows });
      else if (!known && !table) missing.add(id);
      else if (!known && table && !sameRows(rows, table)) agrees = false;
    }
    if (agrees) continue;
    findings.add('disagrees', file.path, false);
    bad.push(file.path);
  }
  return { bad, missing };
}

/** Notes the packs that index files name and that are not here, and how many lost chunks were in each. */
export async function findMissingPacks(
  context: PruneContext,
  missing: ReadonlySet<string>,
  isLost: (id: ChunkId) => boolean,
  findings: Findings,
  signal: AbortSignal,
): Promise<void> {
  if (missing.size === 0) return;
  for await (const { packs } of indexFiles(context, signal))
    for (const { id, rows } of packs ?? []) {
      if (!missing.has(id)) continue;
      findings.add('missing', packPath(id), true);
      findings.cost(packPath(id), rows.filter((row) => isLost(row.id)).length);
    }
}

/** The index files as they are stored now; null for what one says that cannot be read. */
async function* indexFiles(
  { storage, keys }: Pick<PruneContext, 'storage' | 'keys'>,
  signal: AbortSignal,
): AsyncGenerator<{ readonly file: StoredFile; readonly packs: readonly IndexedPack[] | null }> {
  const identities = keys.map(({ identity }) => identity);
  for (const file of await storage.list('index', signal)) {
    signal.throwIfAborted();
    try {
      const plaintext = await decryptFile(await storage.open(file.path, signal), identities, signal);
      yield { file, packs: isIndexPath(file.path) ? decodeIndex(plaintext) : null };
    } catch (thrown) {
      if (!isDamage(thrown) && !(thrown instanceof PasskeepError && thrown.code === 'TOO_NEW')) throw thrown;
      yield { file, packs: null };
    }
  }
}
