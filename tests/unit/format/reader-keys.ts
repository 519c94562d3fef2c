import { createDecipheriv, createHash, createHmac, hkdfSync } from 'node:crypto';
import { Decrypter, type Identity, type Stanza } from 'age-encryption';

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
  const { prefix, data } = fromBech32(identity);
  if (prefix !== 'AGE-SECRET-KEY-PQ-' || data.length !== 32) throw new Error('no hybrid identity');
  const derive = (label: string, length: number) =>
    new Uint8Array(hkdfSync('sha256', data, new Uint8Array(), `passkeep 2026-11-21 ${label}`, length));
  const table = new DataView(derive('chunker', 1024).buffer);
  return {
    identity,
    chunkIds: derive('chunk id', 32),
    snapshots: derive('snapshot mac', 32),
    gear: Array.from({ length: 256 }, (_, at) => table.getUint32(4 * at)),
  };
}

/** Opens a slot with the recovery words. */
export async function openWithWords(slot: Uint8Array, words: string): Promise<string[]> {
  const decrypter = new Decrypter();
  decrypter.addPassphrase(words);
  return identitiesIn(await decrypter.decrypt(slot, 'text'));
}

/** A passkey's answers to two inputs. */
export type Prf = (input: Uint8Array) => Uint8Array;

const LABEL = 'age-encryption.org/fido2prf';

/** Opens a slot with a passkey. */
export async function openWithPasskey(slot: Uint8Array, prf: Prf): Promise<string[]> {
  const decrypter = new Decrypter();
  decrypter.addIdentity({ unwrapFileKey: (stanzas) => unwrap(stanzas, (nonce) => wrapKey(prf, nonce)) });
  return identitiesIn(await decrypter.decrypt(slot, 'text'));
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

function identitiesIn(file: string): string[] {
  return file.split('\n').filter((line) => line.startsWith('AGE-SECRET-KEY-PQ-1'));
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

const LETTERS = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';

/** Bech32 (BIP 173), without its limit of length, its checksum checked. */
function fromBech32(text: string): { prefix: string; data: Uint8Array } {
  const cut = text.lastIndexOf('1');
  const prefix = text.slice(0, cut);
  const letters = prefix.toLowerCase();
  const words = Array.from(text.slice(cut + 1).toLowerCase(), (letter) => LETTERS.indexOf(letter));
  const codes = Array.from(letters, (letter) => letter.charCodeAt(0));
  const checked = [...codes.map((code) => code >> 5), 0, ...codes.map((code) => code & 31), ...words];
  if (words.includes(-1) || polymod(checked) !== 1) throw new Error('no Bech32');
  const bits = words.slice(0, -6).reduce((all, word) => all + word.toString(2).padStart(5, '0'), '');
  const whole = Array.from({ length: Math.floor(bits.length / 8) }, (_, at) =>
    Number.parseInt(bits.slice(8 * at, 8 * at + 8), 2),
  );
  return { prefix, data: Uint8Array.from(whole) };
}

function polymod(words: readonly number[]): number {
  const generators = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
  return words.reduce((sum, word) => {
    const top = sum >>> 25;
    const shifted = ((sum & 0x1ffffff) << 5) ^ word;
    return generators.reduce((mixed, generator, bit) => ((top >> bit) & 1 ? mixed ^ generator : mixed), shifted);
  }, 1);
}

/** What a software passkey with this secret answers: CTAP2's hmac-secret under WebAuthn's prf extension. */
export function softwarePrf(secret: Uint8Array): Prf {
  return (input) => {
    const salt = createHash('sha256').update('WebAuthn PRF\0').update(input).digest();
    return createHmac('sha256', secret).update(salt).digest();
  };
}
