import { createHash } from 'node:crypto';
import { Chunker } from '@/utils/vault/chunker';
import { decodeChunk } from '@/utils/vault/compression';
import { paddedSize } from '@/utils/vault/framing';
import { inMemory } from '@/utils/age/random-access';
import { decodeIndex, encodeIndex } from '@/utils/vault/index-file';
import { chunkId, deriveKeys, mac as engineMac } from '@/utils/vault/keys';
import { buildPack, readTable } from '@/utils/vault/pack';
import { decodeSnapshot, encodeSnapshot } from '@/utils/vault/snapshot';
import { beforeAll, describe, expect, test } from 'vitest';
import { cutSlowly } from '../lib/slow-chunker';
import { bytesOf, steps, type Steps, xorshift } from './load-vectors';
import * as second from './reader';
import { keysOf } from './reader-keys';

// The single steps, by the engine and by the second reader.

let vectors: Steps;
beforeAll(async () => {
  vectors = await steps();
});

const ascii = (text: string) => new TextEncoder().encode(text);
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

describe('keys', () => {
  test('the engine’s', async () => {
    const { identity, message, chunkIdMac, snapshotMac, gear } = vectors.keys;
    const keys = await deriveKeys(identity);
    expect(hex(await engineMac(keys.chunkIdKey, ascii(message)))).toBe(chunkIdMac);
    expect(hex(await engineMac(keys.snapshotKey, ascii(message)))).toBe(snapshotMac);
    expect([keys.gear[0], keys.gear[255]]).toEqual([gear.first, gear.last]);
    for (const { text, id } of vectors.chunkIds) expect(await chunkId(keys, ascii(text))).toBe(id);
  });

  test('the second reader’s', () => {
    const { identity, message, chunkIdMac, snapshotMac, gear } = vectors.keys;
    const keys = keysOf(identity);
    expect(hex(second.mac(keys.chunkIds, ascii(message)))).toBe(chunkIdMac);
    expect(hex(second.mac(keys.snapshots, ascii(message)))).toBe(snapshotMac);
    const table = Buffer.alloc(1024);
    keys.gear.forEach((word, at) => table.writeUInt32BE(word, 4 * at));
    expect(createHash('sha256').update(table).digest('hex')).toBe(gear.sha256);
    for (const { text, id } of vectors.chunkIds) expect(second.chunkId(keys, ascii(text))).toBe(id);
  });
});

test('cuts: the engine, given the input in pieces, and the slow twin agree', async () => {
  const { gear } = await deriveKeys(vectors.keys.identity);
  for (const { sizes, xorshift: input, lengths } of vectors.cuts) {
    const bytes = xorshift(input.length, input.seed);
    expect(lengths.length).toBeGreaterThan(5);
    expect(cutSlowly(bytes, [...gear], sizes)).toEqual(lengths);
    const chunker = new Chunker(gear, sizes);
    const cut = [];
    for (let at = 0; at < bytes.length; at += 77_777) cut.push(...chunker.push(bytes.subarray(at, at + 77_777)));
    cut.push(...chunker.finish());
    expect(cut.map((chunk) => chunk.length)).toEqual(lengths);
  }
});

test('a snapshot and its name', async () => {
  const { text, size, name } = vectors.snapshot;
  const plaintext = ascii(`${text}\n`.padEnd(size - ascii(text).length + text.length));
  expect(plaintext).toHaveLength(size);
  const keys = await deriveKeys(vectors.keys.identity);
  const { snapshot } = await decodeSnapshot(name, plaintext, [keys]);
  expect(encodeSnapshot(snapshot)).toEqual(plaintext);
  expect(hex(second.mac(keysOf(vectors.keys.identity).snapshots, plaintext))).toBe(name);
  await expect(decodeSnapshot(name.replace(/^./, 'g'), plaintext, [keys])).rejects.toMatchObject({ code: 'DAMAGED' });
});

test('padded sizes', () => {
  expect(vectors.padded.length).toBeGreaterThan(5);
  expect(vectors.padded.map(([size]) => [size, paddedSize(size)])).toEqual(vectors.padded);
});

describe('a pack', () => {
  const pack = () => bytesOf(vectors.pack.start, vectors.pack.size, vectors.pack.end);

  test('its rows, and the chunks that they lead to', async () => {
    const rows = await readTable(inMemory(pack()));
    expect(rows).toEqual(vectors.pack.rows);
    expect(new Set(rows.map(({ encoding }) => encoding))).toEqual(new Set(['plain', 'deflate']));
    const stored = rows.map(({ offset, storedLength }) => pack().slice(offset, offset + storedLength));
    for (const [at, { encoding, length }] of rows.entries()) {
      const chunk = await decodeChunk(stored[at] ?? new Uint8Array(), encoding, length);
      expect(
        createHash('sha256')
          .update(chunk ?? '')
          .digest('hex'),
      ).toBe(vectors.pack.sha256[at]);
    }
    const again = buildPack(rows.map((row, at) => ({ ...row, stored: stored[at] ?? new Uint8Array() })));
    expect(again.plaintext).toEqual(pack());
  });

  test('its rows, by the second reader', () => {
    const expected = vectors.pack.rows.map(({ id, offset, storedLength, length, encoding }) => {
      return { id, start: offset, stored: storedLength, length, encoding: encoding === 'deflate' ? 1 : 0 };
    });
    expect(second.packRows(pack())).toEqual(expected);
  });

  test('its index file', () => {
    const index = bytesOf(vectors.index.start, vectors.index.size);
    expect(decodeIndex(index)).toEqual([{ id: vectors.index.pack, rows: vectors.pack.rows }]);
    expect(encodeIndex([{ id: vectors.index.pack, rows: vectors.pack.rows }])).toEqual(index);
  });
});
