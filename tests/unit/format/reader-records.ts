// Which snapshots count, and what the records of keys say together: docs/format.md, "Snapshots" and "The record of keys".
// Nothing of the extension's own code is used here.

/** A snapshot, as its JSON is. */
export interface ReadSnapshot {
  readonly kind: string;
  readonly generation: number;
  readonly known: readonly string[];
  readonly removed: readonly string[];
  readonly createdAt: number;
  readonly title: string;
  readonly problems: readonly { readonly path: string; readonly code: string }[];
  readonly list: readonly string[];
  readonly exports?: readonly { readonly messenger: string; readonly messages: number }[];
  readonly details?: readonly string[];
  readonly movedFrom?: string;
}

/** A key on a record, as its JSON is. */
export interface ReadKey {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly namedAt: number;
  readonly slot: string;
  readonly digest: string;
  readonly slotAt: number;
  readonly epoch: number;
  readonly reach: string | null;
  readonly heirs: { readonly set: string; readonly threshold: number; readonly people: readonly string[] } | null;
}

/** A record of keys, as its JSON is. */
export interface ReadRecord extends ReadSnapshot {
  readonly rotatedAt: number | null;
  readonly epoch: number;
  readonly keys: readonly ReadKey[];
  readonly gone: readonly {
    readonly digest: string;
    readonly key: string;
    readonly name: string;
    readonly why: string;
  }[];
}

/** A snapshot, and the place of the identity that it is of: 0 is the current one. */
export interface Owned {
  readonly snapshot: ReadSnapshot;
  readonly by: number;
}

/** The place of R, the newest identity with a record of keys; null where there is none. */
export function referenceOf(snapshots: Iterable<Owned>): number | null {
  const places = [...snapshots].filter(({ snapshot }) => snapshot.kind === 'keys').map(({ by }) => by);
  return places.length > 0 ? Math.min(...places) : null;
}

/** The names of the snapshots that count. */
export function counting(snapshots: ReadonlyMap<string, Owned>): Set<string> {
  const reference = referenceOf(snapshots.values());
  const own = [...snapshots].filter(([, { by }]) => reference === null || by <= reference);
  const named = new Set(own.flatMap(([, { snapshot }]) => [...snapshot.known, ...snapshot.removed]));
  const vouched = [...snapshots.keys()].filter((name) => named.has(name.slice(0, 16)));
  return new Set([...own.map(([name]) => name), ...vouched]);
}

/** What the records of R say together; null where there is none. Each part is taken from the record that says it last. */
export function recordIn(snapshots: ReadonlyMap<string, Owned>): Pick<ReadRecord, 'epoch' | 'keys' | 'gone'> | null {
  const reference = referenceOf(snapshots.values());
  const records = [...snapshots.values()]
    .filter(({ snapshot, by }) => by === reference && snapshot.kind === 'keys')
    .map(({ snapshot }) => snapshot as ReadRecord);
  if (records.length === 0) return null;
  const gone = new Map<string, ReadRecord['gone'][number]>();
  for (const slot of records.flatMap((record) => record.gone))
    if (gone.get(slot.digest)?.why !== 'removed') gone.set(slot.digest, slot);
  const removed = new Set([...gone.values()].filter(({ why }) => why === 'removed').map(({ key }) => key));
  const all = records.flatMap((record) => record.keys);
  const ids = [...new Set(all.map(({ id }) => id))].filter((id) => !removed.has(id));
  const keys = ids.map((id) => {
    const mine = all.filter((key) => key.id === id);
    const slot = mine
      .toSorted((a, b) => a.epoch - b.epoch || a.slotAt - b.slotAt || (a.digest < b.digest ? -1 : 1))
      .at(-1);
    const name = mine.toSorted((a, b) => a.namedAt - b.namedAt || (a.name < b.name ? -1 : 1)).at(-1);
    return { ...(slot as ReadKey), name: name?.name ?? '', namedAt: name?.namedAt ?? 0 };
  });
  return { epoch: Math.max(...records.map(({ epoch }) => epoch)), keys, gone: [...gone.values()] };
}
