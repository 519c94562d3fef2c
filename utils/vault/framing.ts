import { type Bytes, startsWith, utf8 } from '@/utils/bytes';
import { PasskeepError } from '@/utils/errors';

/**
 * The types of a vault's encrypted files; each plaintext begins with its own. See docs/format.md, "Types". A `cache` is what
 * this browser keeps beside the vault: see cache-file.ts.
 */
export type FileType = 'pack' | 'index' | 'snapshot' | 'cache';

const VERSION = 1;

/** The first line of a plaintext: `passkeep pack 1\n`. */
export function typeLine(type: FileType): Bytes {
  return utf8(`passkeep ${type} ${VERSION}\n`);
}

/**
 * Checks that a plaintext is of a type and of a version that this program knows, and returns the length of its first
 * line. @throws PasskeepError TOO_NEW for a later version, DAMAGED for anything else.
 */
export function checkType(plaintext: Bytes, type: FileType): number {
  const line = typeLine(type);
  if (startsWith(plaintext, line)) return line.length;
  const start = new TextDecoder('latin1').decode(plaintext.subarray(0, 64));
  const version = new RegExp(`^passkeep ${type} ([1-9][0-9]{0,8})\n`).exec(start)?.[1];
  throw new PasskeepError(version && Number(version) > VERSION ? 'TOO_NEW' : 'DAMAGED');
}

/** No padded file is smaller, so that small ones look alike. Bytes. */
const SMALLEST = 4096;

/**
 * The size to which a plaintext of `size` bytes is padded, at most 12% more: Padmé keeps as many leading bits as the
 * length's exponent has digits. Source: Nikitin et al., "Reducing Metadata Leakage from Encrypted Files and
 * Communication with PURBs", PoPETs 2019, section 4.
 */
export function paddedSize(size: number): number {
  if (size <= SMALLEST) return SMALLEST;
  const exponent = Math.floor(Math.log2(size));
  const kept = Math.floor(Math.log2(exponent)) + 1;
  const step = 2 ** (exponent - kept);
  return Math.ceil(size / step) * step;
}
