import { isCount } from './file-list';
import type { GoneSlot, KeyRecord, RecordedKey, RecordedPasskey } from './key-record';
import type { HeirsFacts } from './key-types';

const KINDS = ['passkey', 'words', 'password', 'heirs'];
const WHY = ['removed', 'renewed'];

/** Whether a value read from a vault is a record of keys. */
export function isKeyRecord(value: Partial<Record<keyof KeyRecord, unknown>>): boolean {
  return (
    isTime(value.rotatedAt) &&
    isCount(value.epoch) &&
    areAll(value.keys, isKey) &&
    areAll(value.gone, isGone) &&
    areAll(value.successors, isText)
  );
}

function isKey(value: Partial<Record<keyof RecordedKey, unknown>>): boolean {
  return (
    isId(value.id, 16) &&
    KINDS.includes(value.kind as string) &&
    isText(value.name) &&
    isId(value.slot, 32) &&
    isText(value.digest) &&
    [value.namedAt, value.slotAt, value.madeAt, value.epoch].every(isCount) &&
    (value.reach === null || isText(value.reach)) &&
    isTime(value.usedAt) &&
    isTime(value.provedAt) &&
    (value.kind === 'passkey' ? isPasskey(value.passkey) : value.passkey === null) &&
    (value.kind === 'heirs' ? isHeirs(value.heirs) : value.heirs === null)
  );
}

function isGone(value: Partial<Record<keyof GoneSlot, unknown>>): boolean {
  const { digest, key, kind, name, at, why } = value;
  return isText(digest) && isId(key, 16) && KINDS.includes(kind as string) && isText(name) && isCount(at) && isWhy(why);
}

const isWhy = (value: unknown) => WHY.includes(value as string);

function isPasskey(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { credentialId, userId, aaguid, backupEligible, backedUp, transports } = value as Partial<RecordedPasskey>;
  const flags = [backupEligible, backedUp].every((flag) => typeof flag === 'boolean');
  return flags && [credentialId, userId, aaguid].every(isText) && areAll(transports, isText);
}

function isHeirs(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { set, threshold, people } = value as Partial<HeirsFacts>;
  return isId(set, 8) && isCount(threshold) && areAll(people, isText);
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

function isId(value: unknown, digits: number): boolean {
  return typeof value === 'string' && value.length === digits && /^[0-9a-f]+$/.test(value);
}

/** A time, or null. */
function isTime(value: unknown): boolean {
  return value === null || isCount(value);
}

function areAll(values: unknown, check: (value: never) => boolean): boolean {
  return Array.isArray(values) && values.every((value) => value !== null && check(value as never));
}
