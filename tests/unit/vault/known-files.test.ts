import { type Bytes, concat } from '@/utils/bytes';
import { memoryStorage } from '@/utils/storage/memory';
import { Chunker, MEDIA_CHUNKS } from '@/utils/vault/chunker';
import type { ListedFile } from '@/utils/vault/file-list';
import { KnownCutter, KnownFiles } from '@/utils/vault/known-files';
import { type Progress, quietly } from '@/utils/vault/progress';
import type { SourceEntry } from '@/utils/vault/types';
import type { Vault } from '@/utils/vault/vault';
import * as fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { digest, noise } from '../lib/bytes';
import { entry } from '../lib/files';
import { never, openVault, restoreAll, save } from '../lib/vaults';

const KIB = 1024;
const SIZE = 600 * KIB;

afterEach(() => vi.restoreAllMocks());

async function* listed(...files: ListedFile[]): AsyncGenerator<ListedFile> {
  yield* files;
}

describe('what is known of an earlier archive', () => {
  const file = (path: string, size: number, chunks: string[]): ListedFile => ({ path, size, modifiedAt: 0, chunks });
  const lengths: Readonly<Record<string, number>> = { a: 60_000, b: 40_000 };
  const known = new KnownFiles((id) => lengths[id]);
  const learnt = known.learn(
    listed(
      file('week 1/x.jpg', 100_000, ['a', 'b']),
      file('week 1/gone.jpg', 100_000, ['a', 'c']),
      file('week 1/odd.jpg', 100_001, ['a', 'b']),
      file('week 1/small.jpg', 60_000, ['a']),
    ),
  );

  test('is how a file of the same name and size was cut, in whatever folder', async () => {
    await learnt;
    const chunks = [
      { id: 'a', length: 60_000 },
      { id: 'b', length: 40_000 },
    ];
    expect(known.expect('week 2/x.jpg', 100_000)).toEqual(chunks);
    expect(known.expect('week 2/x.jpg', 100_001)).toBeNull();
    expect(known.expect('week 2/y.jpg', 100_000)).toBeNull();
  });

  test('is nothing where a chunk is not here, where the sizes do not add up, and of small files', async () => {
    await learnt;
    for (const [path, size] of [
      ['gone.jpg', 100_000],
      ['odd.jpg', 100_001],
      ['small.jpg', 60_000],
    ] as const)
      expect(known.expect(path, size)).toBeNull();
  });
});

test('a known cutter cuts where the chunker has cut, however the bytes come', () => {
  const gear = new Uint32Array(noise(1024, 7).buffer);
  const pieces = fc.array(fc.integer({ min: 0, max: 300_000 }), { maxLength: 6 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e6 }), pieces, (seed, parts) => {
      const bytes = noise(SIZE, seed);
      const chunker = new Chunker(gear, MEDIA_CHUNKS);
      const chunks = [...chunker.push(bytes), ...chunker.finish()];
      const cutter = new KnownCutter(chunks.map(({ length }) => ({ id: '', length })));
      const again: Bytes[] = [];
      let at = 0;
      for (const length of [...parts, SIZE]) {
        again.push(...cutter.push(bytes.slice(at, at + length)));
        at += length;
      }
      again.push(...cutter.finish());
      expect(again.map(({ length }) => length)).toEqual(chunks.map(({ length }) => length));
      expect(Buffer.compare(concat(again), bytes)).toBe(0);
    }),
    { numRuns: 40 },
  );
});

describe('a backup of what was backed up before', () => {
  /** How many bytes are cut by looking for the places, from now on. */
  function cutting(): { bytes: number } {
    const cut = { bytes: 0 };
    const { push } = Chunker.prototype;
    vi.spyOn(Chunker.prototype, 'push').mockImplementation(function (this: Chunker, bytes) {
      cut.bytes += bytes.length;
      return push.call(this, bytes);
    });
    return cut;
  }

  /** Expects an archive to come back byte for byte: what has changed unnoticed comes last. */
  async function expectHas(vault: Vault, archive: string, entries: readonly SourceEntry[]): Promise<void> {
    const { restored, problems } = await restoreAll(vault, archive);
    expect(problems).toEqual([]);
    const got = await Promise.all(restored.map(async ([path, bytes]) => [path, await digest(bytes)]));
    const all = entries.map(async ({ path, file }) => [path, await digest(new Uint8Array(await file.arrayBuffer()))]);
    expect(got.toSorted()).toEqual((await Promise.all(all)).toSorted());
  }

  const media = Array.from({ length: 6 }, (_, n) => entry(`a/${n}.jpg`, noise(SIZE, n + 1)));

  test('stores nothing of it, and does not look for the places to cut at', async () => {
    const storage = memoryStorage();
    const vault = await openVault(storage);
    await save(vault, media);
    const cut = cutting();
    const again = [entry('a', 'a'), ...media];
    const { archive, addedBytes } = await save(vault, again);
    expect(cut.bytes).toBeLessThan(10_000);
    expect(addedBytes).toBeLessThan(200_000);
    await expectHas(vault, archive, again);
  });

  test('has what has changed, though its name and size have not', async () => {
    const change = fc.record({ file: fc.nat(5), at: fc.nat(SIZE - 1) });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
        const vault = await openVault(memoryStorage());
        await save(vault, media);
        const contents = await Promise.all(media.map(async ({ file }) => new Uint8Array(await file.arrayBuffer())));
        for (const { file, at } of changes)
          (contents[file] as Bytes)[at] = 255 - ((contents[file] as Bytes)[at] as number);
        const next = [entry('a', 'a'), ...contents.map((bytes, n) => entry(`a/${n}.jpg`, bytes))];
        const left: number[] = [];
        const tell = ({ bytesDone, bytesTotal }: Progress) => void left.push(bytesTotal - bytesDone);
        const { archive, problems } = await vault.backUp(next, { title: 'Family' }, tell, never);
        expect(problems).toEqual([]);
        expect(left.at(-1)).toBe(0);
        await expectHas(vault, archive, next);
      }),
      { numRuns: 10 },
    );
  });

  test('leaves out a file that has changed, and cannot be read a second time', async () => {
    const vault = await openVault(memoryStorage());
    await save(vault, media);
    const bytes = noise(SIZE, 1);
    bytes[SIZE - 1] = 255 - (bytes[SIZE - 1] as number);
    class Once extends File {
      #isRead = false;
      override async arrayBuffer() {
        if (this.#isRead) throw new DOMException('', 'NotFoundError');
        this.#isRead = true;
        return await super.arrayBuffer();
      }
    }
    const first = entry('a', 'a');
    const next = [first, { path: 'a/0.jpg', file: new Once([bytes], '0.jpg') }, ...media.slice(1)];
    const { archive, problems } = await vault.backUp(next, { title: 'Family' }, quietly, never);
    expect(problems).toEqual([{ path: 'a/0.jpg', code: 'FILE_UNREADABLE' }]);
    await expectHas(vault, archive, [first, ...media.slice(1)]);
  });
});
