import { inflateSync } from 'node:zlib';
import type { HeaderKey } from '@/utils/age/header';
import * as cctv from 'cctv-age';

/** One of age's own test vectors (C2SP CCTV, package cctv-age, whose README.md says what its fields are). */
export interface CctvVector {
  readonly name: string;
  /** `success`, or what fails. */
  readonly expect: string;
  /** SHA-256 of all that a reader gives out, hexadecimal; null where that is not even nothing. */
  readonly payload: string | null;
  readonly fileKey: Uint8Array;
  readonly keys: readonly HeaderKey[];
  readonly isArmored: boolean;
  /** The age file. */
  readonly file: Uint8Array<ArrayBuffer>;
}

const KNOWN = ['expect', 'payload', 'identity', 'passphrase', 'armored', 'compressed', 'file key', 'comment'];

/** All vectors. @throws Error for one with a field that is not known here. */
export function cctvVectors(): CctvVector[] {
  return Object.entries(cctv as unknown as Record<string, Uint8Array>).map(([name, bytes]) => parse(name, bytes));
}

function parse(name: string, bytes: Uint8Array): CctvVector {
  const end = Buffer.from(bytes).indexOf('\n\n');
  const fields = Buffer.from(bytes.subarray(0, end))
    .toString()
    .split('\n')
    .map((line) => line.split(': ', 2) as [string, string]);
  const unknown = fields.find(([field]) => !KNOWN.includes(field));
  if (unknown) throw new Error(`${name} has a field ${unknown[0]}`);
  const all = (wanted: string) => fields.flatMap(([field, value]) => (field === wanted ? [value] : []));
  const rest = bytes.slice(end + 2);
  return {
    name,
    expect: all('expect')[0] ?? '',
    payload: all('payload')[0] ?? null,
    fileKey: Buffer.from(all('file key')[0] ?? '', 'hex'),
    keys: [...all('identity'), ...all('passphrase').map((passphrase) => ({ passphrase }))],
    isArmored: all('armored').length > 0,
    file: new Uint8Array(all('compressed').length > 0 ? inflateSync(rest) : rest),
  };
}

/** The payload in a vector's file. */
export function payloadOf({ file }: CctvVector): Uint8Array {
  const bytes = Buffer.from(file);
  return bytes.subarray(bytes.indexOf('\n', bytes.indexOf('\n--- ') + 1) + 1);
}
