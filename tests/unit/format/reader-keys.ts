import { createDecipheriv, createHash, createHmac, hkdfSync } from 'node:crypto';
import { Decrypter, type Identity, type Stanza } from 'age-encryption';
import { bitsOf, fromBech32 } from './reader-bech32';

// A second reader of the format, written from docs/format.md: nothing of the extension's own code is used here.

/** What one identity gives, as docs/format.md has it under "Identity and keys". */
export interface Keys {
  readonly identity: string;
  readonly chunkIds: Uint8Array;
  readonly snapshots: Uint8Array;
  readonly gear: readonly number[];
}

/** The keys of an identity. */
export function keysOf(identity: string): Keys {
  const seed = seedOf(identity);
  const table = new DataView(derive(seed, '2026-11-21 chunker', 1024).buffer);
  return {
    identity,
    chunkIds: derive(seed, '2026-11-21 chunk id', 32),
    snapshots: derive(seed, '2026-11-21 snapshot mac', 32),
    gear: Array.from({ length: 256 }, (_, at) => table.getUint32(4 * at)),
  };
}

function seedOf(identity: string): Uint8Array {
  const { prefix, data } = fromBech32(identity);
  if (prefix !== 'AGE-SECRET-KEY-PQ-' || data.length !== 32) throw new Error('no hybrid identity');
  return data;
}

/** HKDF-SHA-256 without salt, with one of the format's labels. */
export function derive(secret: Uint8Array, label: string, length: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array(hkdfSync('sha256', secret, new Uint8Array(), `passkeep ${label}`, length));
}

/** The vault id that the oldest identity gives. */
export function vaultIdOf(oldest: string): string {
  const bits = bitsOf(derive(seedOf(oldest), '2026-11-22 vault id', 5));
  const letters = bits.match(/.{5}/g)?.map((five) => '0123456789ABCDEFGHJKMNPQRSTVWXYZ'[Number.parseInt(five, 2)]);
  return (letters ?? []).join('').replace(/^.{4}/, '$&-');
}

/** Opens a slot with the recovery words or a password. */
export async function openWithWords(slot: Uint8Array, words: string): Promise<SlotText> {
  const decrypter = new Decrypter();
  decrypter.addPassphrase(words);
  return slotText(await decrypter.decrypt(slot, 'text'));
}

/** Opens a slot with an identity: that of heirs' sheets, or the reach identity of another slot. */
export async function openWithIdentity(slot: Uint8Array, identity: string): Promise<SlotText> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  return slotText(await decrypter.decrypt(slot, 'text'));
}

/** A passkey's answers to two inputs. */
export type Prf = (input: Uint8Array) => Uint8Array;

const LABEL = 'age-encryption.org/fido2prf';

/** Opens a slot with a passkey. */
export async function openWithPasskey(slot: Uint8Array, prf: Prf): Promise<SlotText> {
  const decrypter = new Decrypter();
  decrypter.addIdentity({ unwrapFileKey: (stanzas) => unwrap(stanzas, (nonce) => wrapKey(prf, nonce)) });
  return slotText(await decrypter.decrypt(slot, 'text'));
}

/** The key of a passkey's slot. */
export function wrapKey(prf: Prf, nonce: Uint8Array): Uint8Array {
  const ask = (input: number) => prf(Buffer.concat([Buffer.from(LABEL), Buffer.of(input), nonce]));
  return createHmac('sha256', LABEL).update(ask(1)).update(ask(2)).digest();
}

function unwrap(
  [stanza, ...more]: Stanza[],
  key: (nonce: Uint8Array) => Uint8Array,
): ReturnType<Identity['unwrapFileKey']> {
  if (!stanza || more.length > 0 || stanza.args.length !== 2 || stanza.args[0] !== LABEL) return null;
  const nonce = Buffer.from(stanza.args[1] ?? '', 'base64');
  if (nonce.length !== 16 || stanza.body.length !== 32) throw new Error('no passkey stanza');
  const cipher = createDecipheriv('chacha20-poly1305', key(nonce), new Uint8Array(12), { authTagLength: 16 });
  cipher.setAuthTag(stanza.body.subarray(16));
  return new Uint8Array(Buffer.concat([cipher.update(stanza.body.subarray(0, 16)), cipher.final()]));
}

/** What a slot holds, as docs/format.md has it under "Slots". */
export interface SlotText {
  /** The current one first. */
  readonly identities: readonly string[];
  readonly reach: string | null;
  readonly key: string | null;
}

function slotText(file: string): SlotText {
  const lines = file.split('\n');
  if (lines.pop() !== '') throw new Error('half a line');
  const identities = lines.filter((line) => line.startsWith('AGE-SECRET-KEY-PQ-1'));
  const reach = lines.includes('# passkeep reach 1') ? (identities.pop() ?? null) : null;
  if (identities.length === 0) throw new Error('a slot without an identity');
  const [key = null] = lines.flatMap((line) => /^# passkeep key ([0-9a-f]{16})$/.exec(line)?.[1] ?? []);
  return { identities, reach, key };
}

/** The passkey that an identity line names. */
export function passkeyNamed(line: string): { credentialId: Uint8Array; rpId: string; transports: string[] } {
  const { prefix, data } = fromBech32(line);
  let at = 0;
  const head = (major: number) => {
    const first = data[at++] ?? 0;
    if (first >> 5 !== major) throw new Error('another CBOR item');
    const value = first & 31;
    if (value < 24) return value;
    if (value === 24) return data[at++] ?? 0;
    return 256 * (data[at++] ?? 0) + (data[at++] ?? 0);
  };
  const take = (length: number) => data.slice(at, (at += length));
  const text = () => Buffer.from(take(head(3))).toString();
  if (prefix !== 'AGE-PLUGIN-FIDO2PRF-' || head(0) !== 1) throw new Error('no identity line');
  const credentialId = take(head(2));
  const rpId = text();
  const transports = Array.from({ length: head(4) }, text);
  if (at !== data.length) throw new Error('more than a passkey');
  return { credentialId, rpId, transports };
}

/** What a software passkey with this secret answers: CTAP2's hmac-secret under WebAuthn's prf extension. */
export function softwarePrf(secret: Uint8Array): Prf {
  return (input) => {
    const salt = createHash('sha256').update('WebAuthn PRF\0').update(input).digest();
    return createHmac('sha256', secret).update(salt).digest();
  };
}
