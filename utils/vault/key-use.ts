import type { Bytes } from '@/utils/bytes';
import type { PasskeyName } from '@/utils/passkey/identity-line';
import type { VaultStorage } from '@/utils/storage/storage';
import { identityToRecipient } from 'age-encryption';
import { goneSlot, type Keyring } from './keyring';
import type { GoneSlot, RecordedKey } from './key-record';
import type { HeirsFacts, KeyKind } from './key-types';
import { newIdentity } from './keys';
import { recordedPasskey } from './new-key';
import type { OpenedSlot } from './open-slots';
import type { Session } from './session';
import { resealSlot } from './slot-seal';
import { passkeyHint, slotDigest, storeSlot } from './slots';

/** Days of use are recorded for the other devices to see, but not each of them: a record is a file. Milliseconds. */
const NOTED_EVERY = 30 * 24 * 60 * 60 * 1000;

/** The key that opened the vault, as its user showed it. */
export interface ShownKey {
  readonly kind: KeyKind;
  /** What heirs' sheets say of themselves. */
  readonly heirs: HeirsFacts | null;
  /** The user has tried it: the day is recorded in any case. */
  readonly isTry: boolean;
}

/** What became of a key that opened the vault. */
export interface KeyUse {
  /** Its id. */
  readonly key: string;
  /** It had been left behind by a change of the vault's identity, and has the current one now. */
  readonly renewed: boolean;
}

/**
 * Takes notice of a key that has opened the vault: when; that it is one of the vault's, where the record does not know it
 * (yet); and renews it where it was left behind.
 */
export async function noteUse(
  keyring: Keyring,
  storage: VaultStorage,
  { vault, identities }: Session,
  opened: OpenedSlot,
  { kind, heirs, isTry }: ShownKey,
  signal?: AbortSignal,
): Promise<KeyUse> {
  const { contents, slot } = opened;
  const { record } = keyring;
  const known =
    record.keys.find(({ digest }) => digest === slot.digest) ?? record.keys.find(({ id }) => id === contents.key);
  const id = known?.id ?? contents.key ?? slot.id.slice(0, 16);
  await keyring.used(id);
  if (vault.readsOnly) return { key: id, renewed: false };
  const now = Date.now();
  const gone: GoneSlot[] = [];
  let key = known ?? (await adopted(storage, opened, id, kind, heirs, signal));
  const isNewer = known && known.digest !== slot.digest && contents.identities.length > known.epoch;
  if (isNewer) {
    // A change of the vault's identity was cut short after this slot had been written.
    gone.push(goneSlot(known, 'renewed'));
    key = { ...key, ...(await placeOf(opened)) };
  }
  const isOutdated = contents.identities.length < identities.length;
  const renewed = isOutdated && (key.digest === slot.digest || !(await isHere(keyring, key.digest, signal)));
  if (renewed) {
    gone.push(goneSlot(key, 'renewed'));
    key = { ...key, ...(await renew(storage, opened, key, identities, signal)) };
  }
  const from = isNewer ? { ...record, rotatedAt: now } : record;
  const isNews = !vault.snapshots.hasSnapshotOf(identities[0] as string, 'keys') || gone.length > 0 || !known;
  if (isTry || isNews || now - (key.usedAt ?? 0) > NOTED_EVERY)
    await keyring.commit({ keys: [{ ...key, usedAt: now, provedAt: now }], gone, from }, signal);
  return { key: id, renewed };
}

async function isHere(keyring: Keyring, digest: string, signal?: AbortSignal): Promise<boolean> {
  return (await keyring.slots(signal)).slots.some((slot) => slot.digest === digest);
}

/** A key that the record does not know (yet): who has opened the vault with it has shown that it is one. */
async function adopted(
  storage: VaultStorage,
  opened: OpenedSlot,
  id: string,
  kind: KeyKind,
  heirs: HeirsFacts | null,
  signal?: AbortSignal,
): Promise<RecordedKey> {
  const hint = kind === 'passkey' ? await passkeyHint(storage, opened.slot, signal) : null;
  const unknown = {
    userId: '',
    aaguid: '00000000-0000-0000-0000-000000000000',
    backupEligible: false,
    backedUp: false,
  };
  return {
    id,
    kind,
    name: '',
    namedAt: 0,
    ...(await placeOf(opened)),
    madeAt: Date.now(),
    usedAt: null,
    provedAt: null,
    passkey: hint && recordedPasskey({ ...unknown, ...hint }),
    heirs,
  };
}

async function placeOf({ slot, contents }: OpenedSlot) {
  const reach = contents.reach === null ? null : await identityToRecipient(contents.reach);
  return { slot: slot.id, digest: slot.digest, slotAt: Date.now(), epoch: contents.identities.length, reach };
}

/** Writes a slot anew for the same key, with the vault's identities as they are now. @returns its place in the record. */
export async function renew(
  storage: VaultStorage,
  { contents, slot, header, fileKey }: OpenedSlot,
  { id, kind, reach: recipient }: Pick<RecordedKey, 'id' | 'kind' | 'reach'>,
  identities: readonly string[],
  signal?: AbortSignal,
): Promise<Pick<RecordedKey, 'slot' | 'digest' | 'slotAt' | 'epoch' | 'reach'>> {
  // Heirs reach what is theirs with what opens their slot.
  const reach = kind === 'heirs' ? null : (contents.reach ?? (await newIdentity()));
  const file = await resealSlot({ header, fileKey }, { identities, reach, key: id }, signal);
  const passkey = await passkeyHint(storage, slot, signal);
  const place = await storePlace(storage, file, passkey, identities, signal);
  return { ...place, reach: reach === null ? recipient : await identityToRecipient(reach) };
}

/** Stores a slot with these identities. @returns its place in the record. */
export async function storePlace(
  storage: VaultStorage,
  file: Bytes,
  passkey: PasskeyName | null,
  identities: readonly string[],
  signal?: AbortSignal,
): Promise<Pick<RecordedKey, 'slot' | 'digest' | 'slotAt' | 'epoch'>> {
  return {
    slot: await storeSlot(storage, file, passkey, signal),
    digest: await slotDigest(file),
    slotAt: Date.now(),
    epoch: identities.length,
  };
}
