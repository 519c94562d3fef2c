import { createHash } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import { decryptFile, inMemory, openFile, type RandomAccess } from '@/utils/age/file';
import type { HeaderKey } from '@/utils/age/header';
import { CHUNK_SIZE } from '@/utils/age/stream';
import * as cctv from 'cctv-age';
import { describe, expect, test } from 'vitest';

// age's own test vectors (C2SP CCTV, package cctv-age). We read no armour, so the armoured ones are left out.

/** A vector: its fields, and the age file. */
interface Vector {
  readonly name: string;
  readonly expect: string;
  readonly payload: string | undefined;
  readonly keys: readonly HeaderKey[];
  readonly file: RandomAccess;
}

const KNOWN = ['expect', 'payload', 'identity', 'passphrase', 'armored', 'compressed', 'file key', 'comment'];

function parse(name: string, bytes: Uint8Array): Vector | null {
  const end = Buffer.from(bytes).indexOf('\n\n');
  const fields = Buffer.from(bytes.subarray(0, end))
    .toString()
    .split('\n')
    .map((line) => line.split(': ', 2) as [string, string]);
  const all = (wanted: string) => fields.flatMap(([field, value]) => (field === wanted ? [value] : []));
  if (all('armored').length > 0 || fields.some(([field]) => !KNOWN.includes(field))) return null;
  const rest = bytes.slice(end + 2);
  const file = all('compressed').length > 0 ? new Uint8Array(inflateSync(rest)) : new Uint8Array(rest);
  const keys = [...all('identity'), ...all('passphrase').map((passphrase) => ({ passphrase }))];
  return { name, expect: all('expect')[0] ?? '', payload: all('payload')[0], keys, file: inMemory(file) };
}

const vectors = Object.entries(cctv as unknown as Record<string, Uint8Array>).flatMap(
  ([name, bytes]) => parse(name, bytes) ?? [],
);
const sound = vectors.filter((vector) => vector.expect === 'success');
const broken = vectors.filter((vector) => vector.expect !== 'success');
const inPayload = vectors.filter((vector) => vector.expect === 'payload failure');

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** What can be read of a file in order, chunk by chunk, up to the first that fails. */
async function readable({ file, keys }: Vector): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  try {
    const opened = await openFile(file, keys);
    for (let at = 0; at < opened.size; at += CHUNK_SIZE)
      parts.push(await opened.read(at, Math.min(at + CHUNK_SIZE, opened.size)));
  } catch {
    // That it fails, and how, is tested above.
  }
  return Buffer.concat(parts);
}

test('there are as many vectors as there should be', () => {
  expect([sound.length, broken.length, inPayload.length]).toEqual([19, 91, 18]);
});

describe('what age opens is opened', () => {
  test.each(sound)('$name', async ({ file, keys, payload }) => {
    expect(sha256(await decryptFile(file, keys))).toBe(payload);
  });
});

describe('what age refuses is refused as damaged', () => {
  test.each(broken)('$name ($expect)', async ({ file, keys }) => {
    await expect(decryptFile(file, keys)).rejects.toMatchObject({ code: 'DAMAGED' });
  });
});

// We know a payload's length beforehand: where that cannot be, nothing is given out, and no chunk but the last one as last.
describe('of a payload that fails, no more is given out than by age', () => {
  const firstChunk = vectors.find(({ name }) => name === 'stream_bad_tag_second_chunk')?.payload;
  test.each(inPayload)('$name', async (vector) => {
    const read = await readable(vector);
    expect([sha256(new Uint8Array()), vector.payload, firstChunk]).toContain(sha256(read));
  });
});
