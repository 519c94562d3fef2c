import type { Bytes } from '@/utils/bytes';
import { base64urlnopad } from '@scure/base';
import { latest, type KeyRecord, type RecordedKey } from './key-record';
import type { KeyInfo, KeyKind, KeyList, PasskeyFacts, StrayKey } from './key-types';
import type { Remembered } from './key-memory';
import { keyPath, type Slot } from './slots';

/** After so long without having been used or tried, a key is shown as one that should be. Milliseconds. */
const DUE_AFTER = 180 * 24 * 60 * 60 * 1000;

/** What the list of keys is made from. */
export interface KeyListParts {
  readonly record: KeyRecord;
  readonly slots: readonly Slot[];
  readonly remembered: Remembered;
  /** How many identities the vault has, the current one counted. */
  readonly epoch: number;
  readonly now: number;
}

/** The keys of a vault as the page shows them. */
export function keyList({
  record,
  slots,
  remembered,
  epoch,
  now,
}: KeyListParts): Omit<KeyList, 'vaultId' | 'oldArchives' | 'oldBytes'> {
  const here = new Set(slots.map(({ digest }) => digest));
  const own = new Set([...record.keys.map(({ digest }) => digest), ...record.successors]);
  const keys = record.keys.map((key): KeyInfo => {
    const { id, kind, name, madeAt, heirs, passkey } = key;
    const usedAt = latest([key.usedAt, remembered.used[id] ?? null]);
    const provedAt = latest([key.provedAt, usedAt]);
    return {
      id,
      kind,
      name,
      madeAt,
      usedAt,
      provedAt,
      isDue: now - (provedAt ?? madeAt) > DUE_AFTER,
      isOutdated: key.epoch < epoch,
      isRemovable: kind === 'password' || areProtecting(record.keys.filter((other) => other !== key)),
      passkey: passkey && passkeyFacts(passkey),
      heirs,
    };
  });
  return {
    keys,
    strays: slots.flatMap((slot) => stray(slot, own, record)),
    missing: record.keys.flatMap(({ id, digest }) => (here.has(digest) ? [] : [id])),
    isProtected: areProtecting(record.keys),
    rotatedAt: record.rotatedAt,
  };
}

/**
 * Whether keys are enough to call the vault protected: two kinds that are not lost together. A password is guessed more
 * easily than it looks, and counts as none; several passkeys are often in one account, and count as one.
 */
export function areProtecting(keys: readonly { readonly kind: KeyKind }[]): boolean {
  return new Set(keys.map(({ kind }) => kind).filter((kind) => kind !== 'password')).size >= 2;
}

function passkeyFacts({ credentialId, ...facts }: NonNullable<RecordedKey['passkey']>): PasskeyFacts {
  return { ...facts, credentialId: base64urlnopad.decode(credentialId) as Bytes };
}

function stray({ id, digest }: Slot, own: ReadonlySet<string>, { gone }: KeyRecord): StrayKey[] {
  if (own.has(digest)) return [];
  const was = gone.find((slot) => slot.digest === digest);
  return [{ file: keyPath(id), removed: was ? { kind: was.kind, name: was.name, at: was.at } : null }];
}
