import type { HeldSnapshot } from './held-snapshot';
import { type KeyRecord, mergeRecords } from './key-record';
import type { NameTable } from './name-table';
import { shortName } from './snapshot';

/** What counts of some snapshots. */
export interface View {
  /** The snapshots whose word counts, by name. */
  readonly counting: ReadonlyMap<string, HeldSnapshot>;
  /** Short names of the snapshots that have been removed. */
  readonly removed: ReadonlySet<string>;
  readonly record: KeyRecord | null;
}

/** What counts of these, where so many of the keys, the first ones, are known to be the vault's own. */
export function viewOf(snapshots: ReadonlyMap<string, HeldSnapshot>, authentic: number, names: NameTable): View {
  const authority = authorityOf(snapshots.values(), authentic);
  const counting = trusted(snapshots, authority, names);
  const removed = names.union([...counting.values()].map((snapshot) => snapshot.removed));
  const records = [...snapshots.values()].flatMap(({ snapshot, by }) =>
    snapshot.kind === 'keys' && by === authority ? [snapshot] : [],
  );
  return { counting, removed, record: records.length > 0 ? mergeRecords(records) : null };
}

/**
 * The identity whose word counts, as an index into the vault's keys, the newest first: the newest of the `authentic` first
 * ones that has a record of the keys. Where none has: all of these count.
 */
function authorityOf(snapshots: Iterable<HeldSnapshot>, authentic: number): number {
  const records = [...snapshots].flatMap(({ snapshot, by }) => (snapshot.kind === 'keys' ? [by] : []));
  return Math.min(authentic - 1, ...records);
}

/**
 * The snapshots whose word counts: what they say was removed, or was there. Who holds an earlier identity (the finder of a
 * lost device) can make snapshots with it for ever; those count that were there when the identity was changed, which
 * the new one's say.
 */
function trusted(
  snapshots: ReadonlyMap<string, HeldSnapshot>,
  authority: number,
  names: NameTable,
): ReadonlyMap<string, HeldSnapshot> {
  const current = [...snapshots.values()].filter(({ by }) => by <= authority);
  const vouched = names.union(current.flatMap(({ known, removed }) => [known, removed]));
  return new Map([...snapshots].filter(([name, { by }]) => by <= authority || vouched.has(shortName(name))));
}
