import { type KeyObject, createHash } from 'node:crypto';

const USER_PRESENT = 0x01;
const USER_VERIFIED = 0x04;
const BACKUP_ELIGIBLE = 0x08;
const BACKUP_STATE = 0x10;
const ATTESTED = 0x40;

/** What one answer's authenticator data says. */
export interface DataFields {
  /** The RP ID: for an extension its whole origin. */
  readonly rpId: string;
  readonly userVerified: boolean;
  readonly synced: boolean;
  readonly counter: number;
  /** At registration: AAGUID (16 bytes), credential ID and public key. */
  readonly attested?: { readonly aaguid: Uint8Array; readonly credentialId: Uint8Array; readonly publicKey: KeyObject };
}

/** Authenticator data as WebAuthn Level 3, section 6.1, lays it out. */
export function authenticatorData({ rpId, userVerified, synced, counter, attested }: DataFields): Buffer {
  const head = Buffer.alloc(37);
  createHash('sha256').update(rpId).digest().copy(head);
  head[32] =
    USER_PRESENT |
    (userVerified ? USER_VERIFIED : 0) |
    (synced ? BACKUP_ELIGIBLE | BACKUP_STATE : 0) |
    (attested ? ATTESTED : 0);
  head.writeUInt32BE(counter, 33);
  if (!attested) return head;
  const length = Buffer.alloc(2);
  length.writeUInt16BE(attested.credentialId.length);
  return Buffer.concat([head, attested.aaguid, length, attested.credentialId, coseKey(attested.publicKey)]);
}

/** Attestation object of format `none`: CBOR {"fmt": "none", "attStmt": {}, "authData": data}. */
export function attestationObject(data: Buffer): Buffer {
  const length = Buffer.alloc(3, 0x59);
  length.writeUInt16BE(data.length, 1);
  return Buffer.concat([
    Buffer.of(0xa3, 0x63),
    Buffer.from('fmt'),
    Buffer.of(0x64),
    Buffer.from('none'),
    Buffer.of(0x67),
    Buffer.from('attStmt'),
    Buffer.of(0xa0, 0x68),
    Buffer.from('authData'),
    length,
    data,
  ]);
}

/** COSE key (RFC 9053) of a P-256 public key: {1: 2, 3: -7, -1: 1, -2: x, -3: y}. */
function coseKey(publicKey: KeyObject): Buffer {
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  return Buffer.concat([
    Buffer.of(0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20),
    Buffer.from(x, 'base64url'),
    Buffer.of(0x22, 0x58, 0x20),
    Buffer.from(y, 'base64url'),
  ]);
}
