import type { NameSet, NameTable } from './name-table';
import { type DecodedSnapshot, shortName, type Snapshot } from './snapshot';

/** A snapshot as it is kept in mind: what it says of those before it is numbers in a table of names. */
export interface HeldSnapshot extends Pick<DecodedSnapshot, 'by' | 'isUnderstood'> {
  readonly snapshot: Snapshot;
  readonly known: NameSet;
  readonly removed: NameSet;
  /** Bytes of its file. */
  readonly size: number;
}

/** A snapshot that has been read, or written, and its name. */
export interface ReadSnapshot extends DecodedSnapshot {
  readonly name: string;
  /** Bytes of its file. */
  readonly size: number;
}

/** Takes snapshots into the table. The order in which they were made is what keeps their sets small. */
export function hold(read: readonly ReadSnapshot[], names: NameTable): Map<string, HeldSnapshot> {
  const held = new Map<string, HeldSnapshot>();
  for (const each of read.toSorted((a, b) => a.snapshot.generation - b.snapshot.generation)) {
    const { known, removed, ...snapshot } = each.snapshot;
    const sets = { known: names.setOf(known), removed: names.setOf(removed) };
    names.enter([shortName(each.name)]);
    const { by, isUnderstood, size } = each;
    held.set(each.name, { snapshot, by, isUnderstood, size, ...sets });
  }
  return held;
}
