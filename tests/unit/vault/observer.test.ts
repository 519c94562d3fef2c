import { quietly } from '@/utils/vault/progress';
import type { Bytes } from '@/utils/bytes';
import { memoryStorage } from '@/utils/storage/memory';
import { backUp } from '@/utils/vault/backup';
import { ChunkIndex } from '@/utils/vault/chunk-index';
import { paddedSize } from '@/utils/vault/framing';
import { deriveKeys } from '@/utils/vault/keys';
import { packedSize, packSizeFor, ROW_SIZE, type StoredChunk } from '@/utils/vault/pack';
import { splitRemainder } from '@/utils/vault/pack-writer';
import { SnapshotStore } from '@/utils/vault/snapshot-store';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, test, vi } from 'vitest';
import { advantage, type Sizes } from '../lib/distinguisher';
import { entry } from '../lib/files';
import { dice, history, type Style } from '../lib/histories';
import { identity, never } from '../lib/vaults';

// What whoever sees the files, and no key, can tell of what is in them: docs/format.md, "What can be seen from outside".

vi.mock('@/utils/age/header', async (original) =>
  (await import('../lib/quick-headers')).sharedHeaders(await original()),
);
vi.mock('@/utils/buffer-pool', async () => (await import('../lib/quick-buffers')).sharedBuffers());

const KIB = 1024;
const MIB = 1024 * KIB;
const keys = await deriveKeys(identity);

/** Sizes of the files that a first backup of one file adds, as the folders list them. Each vault cuts in its own places. */
async function backedUp(content: Bytes, vault: number): Promise<Sizes> {
  const roll = dice(vault);
  const own = { ...keys, gear: Uint32Array.from({ length: 256 }, () => Math.floor(roll() * 2 ** 32)) };
  const storage = memoryStorage();
  const [index, snapshots] = [await ChunkIndex.load(storage, [own]), new SnapshotStore(storage, [own])];
  const about = { title: 'Family' };
  await backUp({ storage, keys: own, index, snapshots }, [entry('chat.txt', content)], about, quietly, never);
  return [...storage.files].map(([path, { length }]) => `${path.slice(0, path.indexOf('/'))} ${length}`);
}

/** Backups of different histories; what `bytes` gives is their size. */
async function backups(style: Style, count: number, first: number, bytes: (roll: () => number) => number) {
  return await Promise.all(
    Array.from({ length: count }, async (_, at) => {
      // The size is of the pair, and not of who wrote.
      const size = Math.floor(bytes(dice(at)));
      return await backedUp(history(first + at, style, size), first + at);
    }),
  );
}

/** Two who write differently: in other words, and one of them at length. What they write deflates to the same. */
const ONE: Style = { words: 1, length: [2, 9], dense: 0.205 };
const OTHER: Style = { words: 2, length: [12, 40], dense: 0 };

function deflated(style: Style): number {
  const text = history(5, style, 512 * KIB);
  let size = 0;
  for (let at = 0; at < text.length; at += 16 * KIB) size += deflateRawSync(text.subarray(at, at + 16 * KIB)).length;
  return size / text.length;
}

describe('two histories of the same size, of different messages', () => {
  const between = (low: number, high: number) => (roll: () => number) => low + roll() * (high - low);

  test('that deflate to the same: of a week, they cannot be told apart at all', async () => {
    expect(Math.abs(deflated(ONE) / deflated(OTHER) - 1)).toBeLessThan(0.01);
    const size = between(2 * KIB, 110 * KIB);
    const weeks = [...(await backups(ONE, 8, 100, size)), ...(await backups(OTHER, 8, 200, size))];
    expect(new Set(weeks.map((sizes) => sizes.toSorted().join()))).toHaveLength(1);
  });

  test('of years, no better than by chance; those of clearly different sizes are', async () => {
    const size = between(100 * KIB, 500 * KIB);
    const [one, other] = [await backups(ONE, 24, 1000, size), await backups(OTHER, 24, 2000, size)];
    // Three standard deviations of guessing.
    expect(advantage(one, other)).toBeLessThan(3 * Math.sqrt(0.25 / 48));
    const larger = await backups(OTHER, 8, 3000, (roll) => 6 * size(roll));
    expect(advantage(one.slice(0, 8), larger)).toBeGreaterThan(0.4);
  });
});

/** Sizes of packs, made of chunks of these sizes. */
function packsOf(sizes: readonly number[]): number[] {
  const chunks = sizes.map((bytes, at): StoredChunk => {
    return { id: String(at), stored: memory.subarray(0, bytes), encoding: 'plain', length: bytes };
  });
  return splitRemainder(chunks)
    .map((pack) => packSizeFor(packedSize(pack)))
    .toSorted((a, b) => b - a);
}
const memory = new Uint8Array(MIB);

/** Sizes of as many chunks, of so many bytes together, that differ by up to `spread` times their mean. */
function cuts(roll: () => number, count: number, total: number, spread: number): number[] {
  const parts = Array.from({ length: count }, () => 1 + spread * (2 * roll() - 1));
  const sum = parts.reduce((all, part) => all + part, 0);
  const sizes = parts.map((part) => Math.floor((part / sum) * total));
  sizes[0] = (sizes[0] ?? 0) + total - sizes.reduce((all, size) => all + size, 0);
  return sizes;
}

describe('the sizes of packs', () => {
  const PAIRS = 200;
  const pairs = (mean: number) =>
    Array.from({ length: PAIRS }, (_, at) => {
      const roll = dice(at + 7);
      const total = Math.floor(MIB * (0.2 + 11 * roll()));
      const count = Math.ceil(total / mean);
      return [packsOf(cuts(roll, count, total, 0.9)), packsOf(cuts(roll, count, total, 0.05))] as const;
    });

  test.each([
    ['text', 8 * KIB, 0.05],
    ['media', 256 * KIB, 0.5],
  ])('do not tell where %s was cut, only how much it is', (_, mean, differing) => {
    const both = pairs(mean);
    const listed = (side: 0 | 1) => both.map((pair) => pair[side].map((size) => `packs ${size}`));
    expect(advantage(listed(0), listed(1))).toBeLessThan(3 * Math.sqrt(0.25 / (2 * PAIRS)));
    const differ = both.filter(([one, other]) => one.join() !== other.join()).length / PAIRS;
    expect(differ).toBeLessThan(differing);
  });

  test('are hardly more than what is in them', () => {
    const waste = Array.from({ length: 2000 }, (_, at) => {
      const roll = dice(at + 99);
      const total = Math.floor(2 ** (13 + 12 * roll()));
      const content = packedSize([{ stored: new Uint8Array(0) }]) + total;
      const sizes = cuts(roll, Math.ceil(total / (8 * KIB)), total - ROW_SIZE * Math.ceil(total / (8 * KIB)), 0.9);
      return { content, padded: packsOf(sizes).reduce((sum, size) => sum + size, 0) };
    });
    for (const { content, padded } of waste)
      expect(padded).toBeLessThanOrEqual(
        content < MIB ? Math.max(64 * KIB, 2 * content) : content + 512 * KIB + 64 * KIB,
      );
    const mean = (from: number, to: number) => {
      const of = waste.filter(({ content }) => content >= from && content < to);
      return of.reduce((sum, { content, padded }) => sum + padded / content - 1, 0) / of.length;
    };
    expect(mean(64 * KIB, MIB)).toBeLessThan(0.5);
    expect(mean(MIB, 8 * MIB)).toBeLessThan(0.1);
    expect(mean(8 * MIB, 64 * MIB)).toBeLessThan(0.02);
  });

  test('and of index files are padded: the number of chunks shows to one in fifteen', () => {
    const sizes = Array.from({ length: 4000 }, (_, chunks) => paddedSize(17 + 4 + 20 + chunks * ROW_SIZE));
    // As long as they fit into the smallest one, not at all.
    expect(new Set(sizes.slice(0, 84))).toHaveLength(1);
    for (const [chunks, size] of sizes.entries())
      if (chunks >= 84) expect(size / (chunks * ROW_SIZE)).toBeLessThan(1.07);
  });
});
