import { type DecodedSnapshot, shortName, type Snapshot } from './snapshot';

/**
 * The identity whose word counts, as an index into the vault's keys, the newest first: the newest of the `authentic` first
 * ones that has a record of the keys. Where none has: all of these count.
 */
export function authorityOf(snapshots: Iterable<DecodedSnapshot>, authentic: number): number {
  const records = [...snapshots].flatMap(({ snapshot, by }) => (snapshot.kind === 'keys' ? [by] : []));
  return Math.min(authentic - 1, ...records);
}

/**
 * The snapshots whose word counts: what they say was removed, or was there. Who holds an earlier identity (the finder of a
 * lost device) can make snapshots with it for ever; those count that were there when the identity was changed, which
 * the new one's say.
 */
export function trusted(
  snapshots: ReadonlyMap<string, DecodedSnapshot>,
  authority: number,
): ReadonlyMap<string, Snapshot> {
  const current = [...snapshots.values()].filter(({ by }) => by <= authority);
  const vouched = new Set(current.flatMap(({ snapshot }) => [...snapshot.known, ...snapshot.removed]));
  return new Map(
    [...snapshots].flatMap(([name, { snapshot, by }]) =>
      by <= authority || vouched.has(shortName(name)) ? [[name, snapshot] as const] : [],
    ),
  );
}
