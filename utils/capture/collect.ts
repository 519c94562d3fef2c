import { PasskeepError } from '@/utils/errors';
import type { FileProblem, SourceEntry } from '@/utils/vault/types';
import type { Found } from './intake';

/** Files that go in one message. */
const BATCH = 1000;

/** Takes a batch of what was found. */
export type Take = (entries: SourceEntry[], problems: FileProblem[]) => Promise<void>;

/**
 * Hands what `found` yields to `take`, at most 1,000 at a time.
 * @throws {PasskeepError} CANCELLED, and what `found` and `take` throw
 */
export async function collect(
  found: Iterable<Found> | AsyncIterable<Found>,
  take: Take,
  signal: AbortSignal,
): Promise<void> {
  let entries: SourceEntry[] = [];
  let problems: FileProblem[] = [];
  // One batch is on its way while the next is found: each takes its time in the browser.
  let taking: Promise<void> = Promise.resolve();
  const flush = async (): Promise<void> => {
    await taking;
    if (signal.aborted) throw new PasskeepError('CANCELLED');
    if (entries.length + problems.length > 0) taking = take(entries, problems);
    // Its failure is thrown where it is awaited, which may be later than the platform's patience with it.
    taking.catch(() => {});
    [entries, problems] = [[], []];
  };
  for await (const one of found) {
    if (one.kind === 'file') entries.push(one.entry);
    else problems.push(one.problem);
    if (entries.length + problems.length >= BATCH) await flush();
  }
  await flush();
  await taking;
}
