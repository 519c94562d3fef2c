import { PasskeepError } from '@/utils/errors';
import type { NewPasskey } from '@/utils/passkey/types';
import type { VaultStorage } from '@/utils/storage/storage';
import { areProtecting } from './key-list';
import type { RecordedKey } from './key-record';
import { goneSlot, type Keyring } from './keyring';
import { makeKey, type NewKey, storeKey } from './new-key';
import { normalisePassword } from './open-slots';
import type { Session } from './session';
import type { SlotKey } from './slot-seal';
import { slotIdOf } from './slots';

/** Letters of the shortest password. */
const SHORTEST_PASSWORD = 8;
/** Longest name of a key, in UTF-16 units. */
const LONGEST_NAME = 200;

/** What the changes of an open vault's keys work on. */
export interface KeyChangesContext {
  readonly storage: VaultStorage;
  readonly keyring: Keyring;
  readonly session: Session;
}

/** Adds a passkey. */
export async function addPasskey(
  context: KeyChangesContext,
  passkey: NewPasskey,
  name: string,
  signal?: AbortSignal,
): Promise<void> {
  const made = await makeKey(context.session.identities, { kind: 'passkey', passkey }, cleanName(name), signal);
  await putKey(context, made, { wrapKey: passkey.wrapKey }, [], signal);
}

/** Adds a password, or puts it in the place of the one there is. @throws PasskeepError PASSWORD_WEAK. */
export async function setPassword(context: KeyChangesContext, typed: string, signal?: AbortSignal): Promise<void> {
  const passphrase = normalisePassword(typed);
  if ([...passphrase].length < SHORTEST_PASSWORD) throw new PasskeepError('PASSWORD_WEAK');
  const made = await makeKey(context.session.identities, { kind: 'password', passphrase }, '', signal);
  await putKey(context, made, { passphrase }, ofKind(context, 'password'), signal);
}

/**
 * Stores a key that has been made and opens with `key`, then takes others out in one step with taking it in: killed at
 * any moment, the vault has the old ones or the new one.
 */
export async function putKey(
  { storage, keyring }: KeyChangesContext,
  made: NewKey,
  key: SlotKey,
  replaced: readonly RecordedKey[],
  signal?: AbortSignal,
): Promise<void> {
  const stored = await storeKey(storage, made, key, signal);
  const now = Date.now();
  const gone = replaced.map((old) => goneSlot(old, 'removed', now));
  await keyring.commit({ keys: [{ ...stored, provedAt: now }], gone }, signal);
}

/** The keys of a kind. */
export function ofKind({ keyring }: KeyChangesContext, kind: RecordedKey['kind']): RecordedKey[] {
  return keyring.record.keys.filter((key) => key.kind === kind);
}

/** @throws PasskeepError KEY_MISSING. */
export async function renameKey(
  context: KeyChangesContext,
  id: string,
  name: string,
  signal?: AbortSignal,
): Promise<void> {
  const key = find(context, id);
  await context.keyring.commit({ keys: [{ ...key, name: cleanName(name), namedAt: Date.now() }] }, signal);
}

/** @throws PasskeepError KEY_MISSING; KEY_LAST when too little would be left. */
export async function removeKey(context: KeyChangesContext, id: string, signal?: AbortSignal): Promise<void> {
  const key = find(context, id);
  const left = context.keyring.record.keys.filter((other) => other !== key);
  if (key.kind !== 'password' && !areProtecting(left)) throw new PasskeepError('KEY_LAST');
  await context.keyring.commit({ gone: [goneSlot(key, 'removed')] }, signal);
}

/**
 * Deletes a file of a key that is not the vault's (any more).
 * @throws PasskeepError KEY_MISSING when there is none at that path, KEY_LAST when it is a key of the vault.
 */
export async function deleteKeyFile({ keyring }: KeyChangesContext, file: string, signal?: AbortSignal): Promise<void> {
  const slot = (await keyring.slots(signal)).slots.find(({ id }) => id === slotIdOf(file));
  if (!slot) throw new PasskeepError('KEY_MISSING');
  if (keyring.record.keys.some(({ digest }) => digest === slot.digest)) throw new PasskeepError('KEY_LAST');
  await keyring.removeSlots([slot], signal);
}

function find({ keyring }: KeyChangesContext, id: string): RecordedKey {
  const key = keyring.find(id);
  if (!key) throw new PasskeepError('KEY_MISSING');
  return key;
}

/** A name as it can be shown: in one line, and not without end. */
function cleanName(name: string): string {
  return name.replace(/\s+/g, ' ').trim().slice(0, LONGEST_NAME);
}
