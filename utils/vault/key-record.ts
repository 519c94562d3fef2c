import type { HeirsFacts, KeyKind } from './key-types';

/** A key of the vault, as the record of the keys has it. Times are milliseconds since 1970. */
export interface RecordedKey {
  /** 16 hexadecimal digits; it stays when the slot is written anew. */
  readonly id: string;
  readonly kind: KeyKind;
  readonly name: string;
  readonly namedAt: number;
  /** The id of its slot, the digest of that file, when it was written, and how many identities are in it. */
  readonly slot: string;
  readonly digest: string;
  readonly slotAt: number;
  readonly epoch: number;
  /** Recipient (`age1pq1…`) of the slot's own identity; of the heirs' identity for their set; null: it has none. */
  readonly reach: string | null;
  readonly madeAt: number;
  readonly usedAt: number | null;
  readonly provedAt: number | null;
  readonly passkey: RecordedPasskey | null;
  readonly heirs: HeirsFacts | null;
}

/** `PasskeyFacts` of key-types.ts, with bytes in base64url. */
export interface RecordedPasskey {
  readonly credentialId: string;
  readonly userId: string;
  readonly aaguid: string;
  readonly backupEligible: boolean;
  readonly backedUp: boolean;
  readonly transports: readonly string[];
}

/** A slot that stands for no key any more. */
export interface GoneSlot {
  readonly digest: string;
  /** The id of the key whose it was. */
  readonly key: string;
  readonly kind: KeyKind;
  readonly name: string;
  readonly at: number;
  /** `removed`: the key is none any more. `renewed`: another slot stands for it. */
  readonly why: 'removed' | 'renewed';
}

/** What the record of the keys says. */
export interface KeyRecord {
  /** When the vault's identity was last changed, and how many it has had. */
  readonly rotatedAt: number | null;
  readonly epoch: number;
  readonly keys: readonly RecordedKey[];
  readonly gone: readonly GoneSlot[];
  /** Digests of the successors: slots by which keys that were left behind reach the current identity. */
  readonly successors: readonly string[];
}

export const NO_KEYS: KeyRecord = { rotatedAt: null, epoch: 1, keys: [], gone: [], successors: [] };

/**
 * What several records say together, whoever wrote them at the same time. The order and number of the records does not
 * matter: of each part the later one counts, and what was removed stays removed.
 */
export function mergeRecords(records: readonly KeyRecord[]): KeyRecord {
  const gone = new Map<string, GoneSlot>();
  for (const slot of records.flatMap((record) => record.gone)) {
    const known = gone.get(slot.digest);
    if (!known || isBefore(goneOrder(known), goneOrder(slot))) gone.set(slot.digest, slot);
  }
  const removed = new Set([...gone.values()].flatMap(({ key, why }) => (why === 'removed' ? [key] : [])));
  const keys = new Map<string, RecordedKey>();
  for (const key of records.flatMap((record) => record.keys)) {
    const known = keys.get(key.id);
    keys.set(key.id, known ? mergeKeys(known, key) : key);
  }
  return {
    rotatedAt: latest(records.map(({ rotatedAt }) => rotatedAt)),
    epoch: Math.max(NO_KEYS.epoch, ...records.map(({ epoch }) => epoch)),
    keys: [...keys.values()].filter(({ id }) => !removed.has(id)).toSorted(byAge),
    gone: [...gone.values()].toSorted((a, b) => compare(goneOrder(a), goneOrder(b))),
    successors: [...new Set(records.flatMap(({ successors }) => successors))].toSorted(),
  };
}

function mergeKeys(a: RecordedKey, b: RecordedKey): RecordedKey {
  const named = isBefore([a.namedAt, a.name], [b.namedAt, b.name]) ? b : a;
  const sealed = isBefore([a.epoch, a.slotAt, a.digest], [b.epoch, b.slotAt, b.digest]) ? b : a;
  const { slot, digest, slotAt, epoch, reach, kind, passkey, heirs } = sealed;
  return {
    id: a.id,
    kind,
    name: named.name,
    namedAt: named.namedAt,
    slot,
    digest,
    slotAt,
    epoch,
    reach,
    madeAt: Math.min(a.madeAt, b.madeAt),
    usedAt: latest([a.usedAt, b.usedAt]),
    provedAt: latest([a.provedAt, b.provedAt]),
    passkey,
    heirs,
  };
}

/** The latest of some times; null when there is none. */
export function latest(times: readonly (number | null)[]): number | null {
  const known = times.filter((time) => time !== null);
  return known.length > 0 ? Math.max(...known) : null;
}

type Order = readonly (number | string)[];

function goneOrder({ why, at, digest, key, name }: GoneSlot): Order {
  return [why === 'removed' ? 1 : 0, at, digest, key, name];
}

function isBefore(a: Order, b: Order): boolean {
  return compare(a, b) < 0;
}

/** Compares part by part. */
function compare(a: Order, b: Order): number {
  for (const [at, part] of a.entries()) {
    const other = b[at] as typeof part;
    if (part !== other) return part < other ? -1 : 1;
  }
  return 0;
}

function byAge(a: RecordedKey, b: RecordedKey): number {
  return compare([a.madeAt, a.id], [b.madeAt, b.id]);
}
