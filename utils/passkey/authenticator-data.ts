import type { Bytes } from '@/utils/bytes';
import { PasskeepError } from '@/utils/errors';

/** What Passkeep reads of the data that an authenticator signs. */
export interface AuthenticatorData {
  readonly userVerified: boolean;
  readonly backupEligible: boolean;
  readonly backedUp: boolean;
  /** Model of the authenticator as UUID text; null in an assertion, which does not name it. */
  readonly aaguid: string | null;
}

const FLAGS_AT = 32;
const HEAD_BYTES = 37;
const AAGUID_BYTES = 16;

const USER_VERIFIED = 0x04;
const BACKUP_ELIGIBLE = 0x08;
const BACKUP_STATE = 0x10;
const ATTESTED = 0x40;

/**
 * Reads authenticator data: RP ID hash (32 bytes), flags, counter (4 bytes), and where a flag says so the attested
 * credential data, which begins with the AAGUID. WebAuthn Level 3, section 6.1.
 *
 * @throws PasskeepError PASSKEY_FAILED when it is too short for what its flags announce.
 */
export function parseAuthenticatorData(data: Bytes): AuthenticatorData {
  const flags = data[FLAGS_AT] ?? 0;
  const attested = (flags & ATTESTED) !== 0;
  if (data.length < HEAD_BYTES + (attested ? AAGUID_BYTES : 0))
    throw new PasskeepError('PASSKEY_FAILED', { detail: { reason: 'authenticator data' } });
  return {
    userVerified: (flags & USER_VERIFIED) !== 0,
    backupEligible: (flags & BACKUP_ELIGIBLE) !== 0,
    backedUp: (flags & BACKUP_STATE) !== 0,
    aaguid: attested ? toUuid(data.subarray(HEAD_BYTES, HEAD_BYTES + AAGUID_BYTES)) : null,
  };
}

function toUuid(bytes: Uint8Array): string {
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
