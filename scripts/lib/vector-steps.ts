import { createHash } from 'node:crypto';
import { bech32 } from '@scure/base';
import { type Bytes, utf8 } from '@/utils/bytes';
import { Chunker, type ChunkSizes, MEDIA_CHUNKS, TEXT_CHUNKS } from '@/utils/vault/chunker';
import { encodeChunk } from '@/utils/vault/compression';
import { paddedSize } from '@/utils/vault/framing';
import { encodeIndex } from '@/utils/vault/index-file';
import { chunkId, deriveKeys, mac } from '@/utils/vault/keys';
import { buildPack } from '@/utils/vault/pack';
import { encodeSnapshot } from '@/utils/vault/snapshot';
import { xorshift } from '../../tests/unit/format/load-vectors.ts';
import { makePaper } from './vector-paper.ts';

/** Single steps of the format with fixed inputs, as tests/vectors/format-v1-keys.json has them. */
export async function makeSteps(): Promise<object> {
  const seed = Uint8Array.from({ length: 32 }, (_, at) => at);
  const identity = bech32.encodeFromBytes('AGE-SECRET-KEY-PQ-', seed).toUpperCase();
  const keys = await deriveKeys(identity);
  const gear = Buffer.alloc(1024);
  keys.gear.forEach((word, at) => gear.writeUInt32BE(word, 4 * at));
  const message = 'passkeep';
  const id = async (plaintext: Bytes) => await chunkId(keys, plaintext);

  const backup = {
    kind: 'backup' as const,
    generation: 2,
    known: ['0123456789abcdef'],
    removed: [],
    createdAt: 1_700_000_000_000,
    title: 'Gr\u00fc\u00dfe',
    source: { kind: 'files' },
    files: 0,
    bytes: 0,
    addedBytes: 0,
    problems: [],
    problemCount: 0,
    list: [],
  };
  const snapshot = encodeSnapshot(backup);

  const contents = [utf8('hello'), utf8('the same again and again, '.repeat(40))];
  const chunks = contents.map(async (plaintext) => ({
    id: await id(plaintext),
    length: plaintext.length,
    ...(await encodeChunk(plaintext)),
  }));
  const pack = buildPack(await Promise.all(chunks));
  const packId = '000102030405060708090a0b0c0d0e0f';
  const index = encodeIndex([{ id: packId, rows: pack.rows }]);

  return {
    keys: {
      seed: hex(seed),
      identity,
      gear: { first: keys.gear[0], last: keys.gear[255], sha256: sha256(gear) },
      message,
      chunkIdMac: hex(await mac(keys.chunkIdKey, utf8(message))),
      snapshotMac: hex(await mac(keys.snapshotKey, utf8(message))),
    },
    cuts: [cut(keys.gear, TEXT_CHUNKS, 300_000, 1), cut(keys.gear, MEDIA_CHUNKS, 2_500_000, 2)],
    chunkIds: [
      { text: '', id: await id(new Uint8Array()) },
      { text: message, id: await id(utf8(message)) },
    ],
    snapshot: {
      text: Buffer.from(snapshot).toString().trimEnd(),
      size: snapshot.length,
      name: hex(await mac(keys.snapshotKey, snapshot)),
    },
    padded: [0, 1, 4096, 4097, 10_000, 65_536, 65_537, 1_000_000, 123_456_789].map((size) => [size, paddedSize(size)]),
    // The bytes that are not zero at the start and at the end.
    pack: {
      size: pack.plaintext.length,
      start: hex(trimZeros(pack.plaintext.subarray(0, 4096))),
      end: hex(pack.plaintext.subarray(pack.plaintext.length - 4 - 48 * pack.rows.length)),
      rows: pack.rows,
      sha256: contents.map(sha256),
    },
    index: { pack: packId, size: index.length, start: hex(trimZeros(index)) },
    paper: await makePaper(identity),
  };
}

function cut(gear: Uint32Array, sizes: ChunkSizes, length: number, seed: number): object {
  const chunker = new Chunker(gear, sizes);
  const chunks = [...chunker.push(xorshift(length, seed)), ...chunker.finish()];
  return { sizes, xorshift: { seed, length }, lengths: chunks.map((chunk) => chunk.length) };
}

function trimZeros(bytes: Bytes): Bytes {
  return bytes.subarray(0, bytes.findLastIndex((byte) => byte !== 0) + 1);
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
