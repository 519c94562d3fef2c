import { decryptFile, encryptFile, openFile } from '@/utils/age/file';
import { inMemory, type RandomAccess } from '@/utils/age/random-access';
import { headerLength, MAX_HEADER_SIZE } from '@/utils/age/header';
import { type Bytes, concat } from '@/utils/bytes';
import { type Recipient, Stanza } from 'age-encryption';
import { describe, expect, test } from 'vitest';
import { bareIdentity, bareRecipient } from '../lib/bare-headers';
import { noise } from '../lib/bytes';

// Files that somebody made or cut who can write where the vault is. Their headers are real; anybody could make them so.

const CHUNK = 65_536;
const SEALED = CHUNK + 16;
const keys = [bareIdentity];
const damaged = { code: 'DAMAGED' };

/** A recipient that adds these stanzas after that with the file key. */
const withMore = (more: readonly Stanza[]): Recipient => ({
  wrapFileKey: async (fileKey) => [...(await bareRecipient.wrapFileKey(fileKey)), ...more],
});

describe('a file cut at the end of a chunk', async () => {
  const plaintext = noise(3 * CHUNK + 100);
  const file = await encryptFile(plaintext, bareRecipient);
  const body = headerLength(file) + 16;

  test.each([1, 2, 3])(
    'after %d of four: gives no byte of what is now its last, and nothing as a whole',
    async (left) => {
      const opened = await openFile(inMemory(file.slice(0, body + left * SEALED)), keys);
      expect(opened.size).toBe(left * CHUNK);
      await expect(opened.read(0, opened.size)).rejects.toMatchObject(damaged);
      const last = (left - 1) * CHUNK;
      for (const [start, end] of [
        [last, last],
        [last, last + 1],
        [opened.size - 1, opened.size],
        [opened.size, opened.size],
      ] as const)
        await expect(opened.read(start, end)).rejects.toMatchObject(damaged);
      // What authenticates is what was written at that place.
      if (last > 0) expect(Buffer.compare(await opened.read(0, last), plaintext.subarray(0, last))).toBe(0);
    },
  );

  test('with its last chunk in the place of the new last one is no better', async () => {
    const moved = concat([file.slice(0, body + SEALED), file.slice(body + 3 * SEALED)]);
    const opened = await openFile(inMemory(moved), keys);
    expect(Buffer.compare(await opened.read(0, CHUNK), plaintext.subarray(0, CHUNK))).toBe(0);
    await expect(opened.read(CHUNK, CHUNK + 1)).rejects.toMatchObject(damaged);
  });
});

describe('a header', () => {
  const grease = (bodySize: number) => new Stanza(['grease'], noise(bodySize));

  test('may have 32 stanzas, and no more', async () => {
    const of = async (count: number) =>
      await encryptFile(noise(10), withMore(Array.from({ length: count - 1 }, () => grease(0))));
    expect(await decryptFile(inMemory(await of(32)), keys)).toEqual(noise(10));
    await expect(decryptFile(inMemory(await of(33)), keys)).rejects.toMatchObject(damaged);
  });

  test('may take 16 KiB with the nonce behind it, and no more', async () => {
    const outcomes = new Map<boolean, number>();
    // 48 bytes of a body are a line of 65: these headers are a little shorter and longer than that.
    for (let size = 11_970; size < 12_030; size += 3) {
      const file = await encryptFile(noise(10), withMore([grease(size)]));
      const length = file.length - 16 - 10 - 16;
      const isRead = await decryptFile(inMemory(file), keys).then(
        () => true,
        (thrown: unknown) => (expect(thrown).toMatchObject(damaged), false),
      );
      expect(isRead, `${length}`).toBe(length + 16 <= MAX_HEADER_SIZE);
      outcomes.set(isRead, (outcomes.get(isRead) ?? 0) + 1);
    }
    expect(Math.min(outcomes.get(true) ?? 0, outcomes.get(false) ?? 0)).toBeGreaterThan(5);
  });
});

describe('a storage that gives other bytes than it was asked for', async () => {
  const file = await encryptFile(noise(2 * CHUNK), bareRecipient);

  /** Gives what is asked for of the header, and of the rest what `answer` makes of it. */
  const storage = (answer: (start: number, end: number) => Bytes): RandomAccess => ({
    size: file.length,
    read: async (start, end) => (start === 0 ? file.slice(start, end) : answer(start, end)),
  });

  test.each<[string, (start: number, end: number) => Bytes]>([
    ['none', () => new Uint8Array()],
    ['fewer', (start, end) => file.slice(start, end - 1)],
    ['more', (start, end) => concat([file.slice(start, end), new Uint8Array(1)])],
    ['those of another place', (start, end) => file.slice(start - SEALED, end - SEALED)],
  ])('(%s) is damage', async (_, answer) => {
    const opened = await openFile(storage(answer), keys);
    await expect(opened.read(CHUNK, 2 * CHUNK)).rejects.toMatchObject(damaged);
  });

  test('or says another size, is damage', async () => {
    for (const size of [0, 5, headerLength(file), headerLength(file) + 16, headerLength(file) + 31, file.length - 1]) {
      const shorter = { size, read: async (start: number, end: number) => file.slice(start, end) };
      await expect(decryptFile(shorter, keys), `${size}`).rejects.toMatchObject(damaged);
    }
    const longer = { size: 2 ** 52, read: async (start: number, end: number) => file.slice(start, end) };
    await expect((await openFile(longer, keys)).read(0, CHUNK)).resolves.toEqual(noise(CHUNK));
    await expect((await openFile(longer, keys)).read(CHUNK, CHUNK + 1)).rejects.toMatchObject(damaged);
  });
});
