import { type Bytes, randomBytes, utf8 } from '@/utils/bytes';
import { PasskeepError } from '@/utils/errors';
import { bech32, hex } from '@scure/base';
// Shamir's secret sharing over GF(2^8). Audited by Cure53 and by Zellic (reports are linked in its README). Its randomness is
// crypto.getRandomValues in browsers and their workers, and node:crypto's randomBytes in Node.
import { combine, split } from 'shamir-secret-sharing';
import { readSheets } from './read-sheets';
import { type Share, encodeShare } from './share';

const LABEL = 'passkeep 2026-11-22 heirs';

/** A set of sheets: the texts for the heirs, in the order of their numbers. */
export interface Sheets {
  /** Eight hexadecimal digits. */
  readonly set: string;
  readonly shares: string[];
}

/** A new secret for heirs: 16 random bytes. */
export function newHeirsSecret(): Bytes {
  return randomBytes(16);
}

/**
 * The age identity that opens the heirs' slot: `AGE-SECRET-KEY-PQ-1…`, a hybrid one whose 32-byte seed is HKDF-SHA-256 of
 * the heirs' secret, without salt, with a label of its own. See docs/format.md.
 */
export async function heirsIdentity(secret: Bytes): Promise<string> {
  const ikm = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits']);
  const how = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: utf8(LABEL) };
  const seed = new Uint8Array(await crypto.subtle.deriveBits(how, ikm, 256));
  return bech32.encodeFromBytes('AGE-SECRET-KEY-PQ-', seed).toUpperCase();
}

/**
 * Splits a secret of 16 bytes into `count` sheets, any `threshold` of which give it back, and fewer tell nothing of it.
 * @param threshold 2 to `count`
 * @param count 2 to 15
 */
export async function splitSecret(secret: Bytes, threshold: number, count: number): Promise<Sheets> {
  const set = hex.encode(randomBytes(4));
  const points = await split(secret, count, threshold);
  const shares = points.map((data, at) =>
    encodeShare({ set, threshold, number: at + 1, count, data: new Uint8Array(data) }),
  );
  return { set, shares };
}

/**
 * The secret that the sheets give together; the first that suffice are used. Empty texts are no sheets.
 * @throws PasskeepError SHARE_INVALID, TOO_NEW, SHARES_OTHER_SET and SHARE_TWICE with `sheet`, the place from 1 of the
 * text that is wrong; SHARES_MISSING with `have` and `need`.
 */
export async function combineShares(texts: readonly string[]): Promise<Bytes> {
  const shares = goodSheets(texts);
  const need = shares[0]?.threshold ?? 2;
  if (shares.length < need) throw new PasskeepError('SHARES_MISSING', { detail: { have: shares.length, need } });
  return new Uint8Array(await combine(shares.slice(0, need).map(({ data }) => data)));
}

/**
 * The set that the sheets are of.
 * @throws PasskeepError as {@link combineShares} does
 */
export function shareSet(texts: readonly string[]): string {
  const [first] = goodSheets(texts);
  if (!first) throw new PasskeepError('SHARES_MISSING', { detail: { have: 0, need: 2 } });
  return first.set;
}

/** The sheets in the texts. @throws PasskeepError for the first text that is not one of the others' set. */
function goodSheets(texts: readonly string[]): Share[] {
  return readSheets(texts).flatMap((reading, at) => {
    if (!reading) return [];
    if ('fault' in reading) throw new PasskeepError(reading.fault, { detail: { sheet: at + 1 } });
    return [reading.share];
  });
}
