import { type Bytes, utf8 } from '@/utils/bytes';
import { PasskeepError } from '@/utils/errors';
import { base32crockford, base64urlnopad, bech32, hex } from '@scure/base';
import { generateHybridIdentity, identityToRecipient } from 'age-encryption';

/** Everything that one identity of a vault gives. See docs/format.md, "Keys". */
export interface VaultKeys {
  /** `AGE-SECRET-KEY-PQ-1…` */
  readonly identity: string;
  /** `age1pq1…`; never written into the vault. */
  readonly recipient: string;
  readonly chunkIdKey: CryptoKey;
  readonly snapshotKey: CryptoKey;
  /** The chunker's 256 random words. */
  readonly gear: Uint32Array;
}

const LABELS = {
  chunkId: 'passkeep 2026-11-21 chunk id',
  chunker: 'passkeep 2026-11-21 chunker',
  snapshot: 'passkeep 2026-11-21 snapshot mac',
  vaultId: 'passkeep 2026-11-22 vault id',
} as const;

/** A new random identity: ML-KEM-768 with X25519. */
export async function newIdentity(): Promise<string> {
  return await generateHybridIdentity();
}

/**
 * The keys that come from an identity: HKDF-SHA-256 of its 32-byte seed, without salt, one label each.
 * @throws PasskeepError DAMAGED when it is no hybrid identity.
 */
export async function deriveKeys(identity: string): Promise<VaultKeys> {
  const seed = await crypto.subtle.importKey('raw', identitySeed(identity), 'HKDF', false, ['deriveBits', 'deriveKey']);
  const from = (label: string) => ({ name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: utf8(label) });
  const hmac = { name: 'HMAC', hash: 'SHA-256', length: 256 };
  const mac = (label: string) => crypto.subtle.deriveKey(from(label), seed, hmac, false, ['sign']);
  const gearBytes = new DataView(await crypto.subtle.deriveBits(from(LABELS.chunker), seed, 256 * 32));
  return {
    identity,
    recipient: await identityToRecipient(identity),
    chunkIdKey: await mac(LABELS.chunkId),
    snapshotKey: await mac(LABELS.snapshot),
    gear: Uint32Array.from({ length: 256 }, (_, at) => gearBytes.getUint32(at * 4)),
  };
}

/**
 * `3F2A-91BC`: tells a vault from another on paper. Five bytes of its first identity, which no change of the vault's
 * identity takes out, in Crockford's base32; nobody can tell it from the vault's files.
 */
export async function vaultId(firstIdentity: string): Promise<string> {
  const seed = await crypto.subtle.importKey('raw', identitySeed(firstIdentity), 'HKDF', false, ['deriveBits']);
  const how = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: utf8(LABELS.vaultId) };
  const text = base32crockford.encode(new Uint8Array(await crypto.subtle.deriveBits(how, seed, 40)));
  return `${text.slice(0, 4)}-${text.slice(4)}`;
}

function identitySeed(identity: string): Bytes {
  try {
    const { prefix, bytes } = bech32.decodeToBytes(identity);
    if (prefix.toUpperCase() === 'AGE-SECRET-KEY-PQ-' && bytes.length === 32) return bytes as Bytes;
  } catch (cause) {
    throw new PasskeepError('DAMAGED', { cause });
  }
  throw new PasskeepError('DAMAGED');
}

/** HMAC-SHA-256, 32 bytes. */
export async function mac(key: CryptoKey, data: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.sign('HMAC', key, data));
}

/** A chunk's name: 43 characters of base64url, the HMAC of its plaintext. */
export type ChunkId = string;

/** The name of a chunk with this plaintext. */
export async function chunkId(keys: VaultKeys, plaintext: Bytes): Promise<ChunkId> {
  return base64urlnopad.encode(await mac(keys.chunkIdKey, plaintext));
}

/** The name of a snapshot with this plaintext: 64 hexadecimal digits. */
export async function snapshotName(keys: VaultKeys, plaintext: Bytes): Promise<string> {
  return hex.encode(await mac(keys.snapshotKey, plaintext));
}
