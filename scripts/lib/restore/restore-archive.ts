import { toFailure } from '@/utils/errors';
import { formatNumber } from '@/utils/format';
import { shownName } from '@/utils/shown-name';
import { isDamage } from '@/utils/vault/chunk-reader';
import type { RestoreSink } from '@/utils/vault/restore';
import type { Archive, FileProblem } from '@/utils/vault/types';
import type { Vault } from '@/utils/vault/vault';
import { say } from '../say.ts';
import { explain } from '../vault/failure.ts';
import { shown } from '../vault/progress-line.ts';
import { type DirectorySink, directorySink } from './directory-sink.ts';
import { RESTORE_WORDS } from './words.ts';

/** Reads every file, which holds its chunks against their ids, and writes none. */
const verifying: RestoreSink = {
  async file(_file, content, signal) {
    for await (const _ of content) signal.throwIfAborted();
  },
  finish: async () => {},
};

/**
 * Restores an archive into the folder `target`, or with null only reads it, and says what came of it.
 * @returns whether all of it is there.
 * @throws PasskeepError TARGET_FULL, TARGET_GONE, TARGET_REFUSED, STORAGE_REFUSED; an abort.
 */
export async function restoreArchive(
  vault: Vault,
  archive: Archive,
  target: string | null,
  signal: AbortSignal,
): Promise<boolean> {
  const title = shownName(archive.title);
  const written = target === null ? null : await directorySink(target);
  try {
    const outcome = await shown(title, (tell) => vault.restore(archive.id, null, written ?? verifying, tell, signal));
    const bad = outcome.problemCount;
    say(`${bad === 0 ? summary(archive, written) : `Not whole: ${formatNumber(bad, 'en')} files`}: ${title}`);
    for (const problem of outcome.problems) process.stderr.write(`  ${reason(problem, written)}\n`);
    if (bad > outcome.problems.length) process.stderr.write('  and more\n');
    return bad === 0;
  } catch (thrown) {
    // Its list of files is damaged or not here: the other archives may be whole.
    if (!isDamage(thrown)) throw thrown;
    say(`Not whole, its list of files cannot be read to the end: ${title}`);
    process.stderr.write(`  ${explain(toFailure(thrown), RESTORE_WORDS)}\n`);
    return false;
  }
}

function summary({ files }: Archive, sink: DirectorySink | null): string {
  if (!sink) return `Whole, ${formatNumber(files, 'en')} files`;
  const kept = sink.counts.kept > 0 ? `, ${formatNumber(sink.counts.kept, 'en')} were there already` : '';
  return `Restored, ${formatNumber(sink.counts.written, 'en')} files${kept}`;
}

function reason({ path, code }: FileProblem, sink: DirectorySink | null): string {
  if (code === 'DAMAGED') return `damaged: ${shownName(path)}`;
  if (code === 'MISSING') return `not all here (yet): ${shownName(path)}`;
  const isTaken = sink?.others.has(path);
  return `${isTaken ? 'something else has its name, and was left alone' : 'could not be written'}: ${shownName(path)}`;
}
