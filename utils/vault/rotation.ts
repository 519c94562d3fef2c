import { PasskeepError } from '@/utils/errors';
import type { VaultStorage } from '@/utils/storage/storage';
import type { VaultDoor } from './door';
import { areProtecting } from './key-list';
import type { GoneSlot, RecordedKey } from './key-record';
import { renew, storePlace } from './key-use';
import type { KeyProof } from './key-types';
import { goneSlot } from './keyring';
import { newIdentity } from './keys';
import type { OpenedSlot } from './open-slots';
import { sealSlot } from './slot-seal';
import { removeSlots, slotDigest, storeSlot } from './slots';

/**
 * Gives the vault a new identity, after a device was lost. The order is one that a kill cannot hurt: first every key of the
 * vault is given a way to reach the new identity (a successor), then the heirs' set, and the keys that are shown, get
 * slots with it, and last the record is written with it, which is when it counts. A kill before that leaves files that
 * open nothing new; the first use of a key that has its new slot already goes on from there.
 *
 * @throws PasskeepError KEY_LAST when the keys that are shown are not enough to protect the vault; KEY_OUTDATED; what
 * `VaultDoor.show` throws of them.
 */
export async function rotate(door: VaultDoor, proofs: readonly KeyProof[], signal?: AbortSignal): Promise<void> {
  const shown: { readonly id: string; readonly opened: OpenedSlot }[] = [];
  for (const proof of proofs) {
    const { use, opened } = await door.show(proof, signal);
    shown.push({ id: use.key, opened });
  }
  const { storage, keyring, session } = door.mayChangeKeys;
  const { identities } = session;
  const { record } = keyring;
  const ways = new Map(shown.map(({ id, opened }) => [id, opened]));
  const proved = record.keys.filter(({ id }) => ways.has(id));
  if (!areProtecting(proved)) throw new PasskeepError('KEY_LAST');
  const before = new Set(record.successors);
  const earlier = (await keyring.slots(signal)).slots.filter(({ digest }) => before.has(digest));
  const next = [await newIdentity(), ...identities];
  const changed: RecordedKey[] = [];
  const gone: GoneSlot[] = [];
  const change = (key: RecordedKey, place: Awaited<ReturnType<typeof renew>>) => {
    changed.push({ ...key, ...place });
    gone.push(goneSlot(key, 'renewed'));
  };
  const successors: string[] = [];
  for (const { kind, reach } of record.keys) {
    if (kind === 'heirs' || reach === null) continue;
    const file = await sealSlot({ identities: next, reach: null, key: null }, { recipient: reach }, signal);
    await storeSlot(storage, file, null, signal);
    successors.push(await slotDigest(file));
  }
  for (const key of record.keys)
    if (key.kind === 'heirs' && key.reach !== null)
      change(key, await heirsPlace(storage, key, key.reach, next, signal));
  for (const key of proved) {
    const opened = ways.get(key.id);
    if (opened && key.kind !== 'heirs') change(key, await renew(storage, opened, key, next, signal));
  }
  await door.reopen(next, signal);
  const now = Date.now();
  const keys = changed.map((key) => (ways.has(key.id) ? { ...key, usedAt: now, provedAt: now } : key));
  await keyring.commit({ keys, gone, from: { ...record, rotatedAt: now, successors } }, signal);
  // What led to the identity before leads nowhere that the new ones do not.
  await removeSlots(
    storage,
    earlier.map(({ id }) => id),
    signal,
  );
}

/** A new slot for the heirs' set: it is made for what their sheets give, so that none of them need be at hand. */
async function heirsPlace(
  storage: VaultStorage,
  { id }: RecordedKey,
  recipient: string,
  identities: readonly string[],
  signal?: AbortSignal,
) {
  const file = await sealSlot({ identities, reach: null, key: id }, { recipient }, signal);
  return { ...(await storePlace(storage, file, null, identities, signal)), reach: recipient };
}
