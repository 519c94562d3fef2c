import type { Bytes } from '@/utils/bytes';
import { PasskeepError } from '@/utils/errors';
import { bech32m, hex } from '@scure/base';

/** What one heir's sheet says. */
export interface Share {
  /** Eight hexadecimal digits; the same on all sheets that belong together. */
  readonly set: string;
  /** So many sheets of the set give the secret: 2 to `count`. */
  readonly threshold: number;
  /** The sheet's own, from 1 to `count`. */
  readonly number: number;
  /** How many sheets were made: 2 to 15. */
  readonly count: number;
  /** A y value for each of the secret's 16 bytes, then their x coordinate, 1 to 255. */
  readonly data: Bytes;
}

/** The most sheets that a set can have. */
export const MAX_SHEETS = 15;

const PREFIX = 'passkeep';
/** What every share's text begins with, in small letters. */
export const START = `${PREFIX}1`;
const VERSION = 1;
const HEADER = 8;
const DATA = 17;

/**
 * A share as its sheet shows it: `PASSKEEP1 QYQ7 …`, in capitals, groups of four after the `1` that ends the prefix. Its
 * last six characters are a checksum, which no one to four mistyped characters pass. Source: BIP 350 (Bech32m).
 */
export function encodeShare({ set, threshold, number, count, data }: Share): string {
  const bytes = Uint8Array.of(VERSION, ...hex.decode(set), threshold, number, count, ...data);
  return inGroups(bech32m.encodeFromBytes(PREFIX, bytes));
}

/** A share's text as sheets show it. */
function inGroups(text: string): string {
  const plain = text.toUpperCase();
  return [plain.slice(0, START.length), ...(plain.slice(START.length).match(/.{1,4}/g) ?? [])].join(' ');
}

/**
 * The share that a text stands for: typed in any case, with any spaces, hyphens and line breaks, or read from the QR code.
 * @throws PasskeepError SHARE_INVALID when it is mistyped, cut off, or none; TOO_NEW when a newer Passkeep printed it.
 */
export function decodeShare(text: string): Share {
  const bytes = decodeText(compact(text));
  const [version, threshold, number, count] = [bytes[0], bytes[5], bytes[6], bytes[7]];
  if (version !== undefined && version > VERSION) throw new PasskeepError('TOO_NEW');
  if (version !== VERSION || bytes.length !== HEADER + DATA || !threshold || !number || !count) throw invalid();
  const share = { set: hex.encode(bytes.subarray(1, 5)), threshold, number, count, data: bytes.slice(HEADER) };
  // The secret itself lies at x = 0: no sheet is there.
  const isPoint = share.data.at(-1) !== 0;
  if (threshold < 2 || threshold > count || number > count || count > MAX_SHEETS || !isPoint) throw invalid();
  return share;
}

/**
 * The texts of all sheets in a text that was pasted, as sheets show them: each begins with the prefix, which no sheet's own
 * characters can hold. What stands before the first is left out. None where there is no prefix.
 */
export function sheetsIn(text: string): string[] {
  const [, ...sheets] = compact(text).split(START);
  return sheets.map((sheet) => inGroups(START + sheet));
}

/** A share's text in small letters, of ordinary width, without what people and programs put between characters. */
export function compact(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{Pd}\p{Cf}]+/gu, '');
}

function decodeText(text: string): Bytes {
  try {
    const { prefix, bytes } = bech32m.decodeToBytes(text);
    if (prefix === PREFIX) return bytes as Bytes;
  } catch {
    // Without the library's error as the cause: it quotes the text.
  }
  throw invalid();
}

function invalid(): PasskeepError {
  return new PasskeepError('SHARE_INVALID');
}
