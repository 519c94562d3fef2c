import { decryptFile, encryptFile, encryptInto, openFile } from '@/utils/age/file';
import { inMemory, type RandomAccess } from '@/utils/age/random-access';
import { headerLength, makeHeader, openHeader, readStanzas, tryHeader } from '@/utils/age/header';
import { cipherFor, portableCipher } from '@/utils/age/platform-cipher';
import { payloadSize, plaintextSize } from '@/utils/age/stream';
import { type Bytes, concat, randomBytes, utf8 } from '@/utils/bytes';
import { Decrypter, Encrypter, generateHybridIdentity, identityToRecipient } from 'age-encryption';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { flipped, noise } from '../lib/bytes';

const identity = await generateHybridIdentity();
const recipient = await identityToRecipient(identity);
const CHUNK = 65_536;
const SEALED = CHUNK + 16;
const SIZES = [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK - 1, 40 * CHUNK + 7];
const damaged = { code: 'DAMAGED' };

describe.each(SIZES)('a file of %d bytes', (size) => {
  test('comes back, here and from the age-encryption package', async () => {
    const plaintext = noise(size);
    const file = await encryptFile(plaintext, recipient);
    expect(file.length).toBe(headerLength(file) + payloadSize(size));
    expect(Buffer.compare(await decryptFile(inMemory(file), [identity]), plaintext)).toBe(0);
    const decrypter = new Decrypter();
    decrypter.addIdentity(identity);
    expect(Buffer.compare(await decrypter.decrypt(file), plaintext)).toBe(0);
  });

  test('of the age-encryption package opens here', async () => {
    const encrypter = new Encrypter();
    encrypter.addRecipient(recipient);
    const file = new Uint8Array(await encrypter.encrypt(noise(size)));
    expect(Buffer.compare(await decryptFile(inMemory(file), [identity]), noise(size))).toBe(0);
  });
});

test('sizes of payloads and plaintexts belong together, and others to nothing', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 40 }), (size) => {
      expect(plaintextSize(payloadSize(size))).toBe(size);
    }),
  );
  // An empty last chunk, a tag cut short, no chunk at all.
  for (const size of [16 + SEALED + 16, 16 + SEALED + 7, 16, 31, 0, -5])
    expect(() => plaintextSize(size), String(size)).toThrow(expect.objectContaining(damaged));
});

describe('random access', async () => {
  const total = 3 * CHUNK + 5;
  const plaintext = noise(total);
  const file = await encryptFile(plaintext, recipient);
  const opened = await openFile(inMemory(file), [identity]);

  test('gives the same as a slice, at and around every boundary', async () => {
    const places = [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, total - 1, total];
    for (const start of places)
      for (const end of places)
        if (start <= end)
          expect(Buffer.compare(await opened.read(start, end), plaintext.subarray(start, end)), `${start} ${end}`).toBe(
            0,
          );
  });

  test('gives the same as a slice anywhere', async () => {
    const place = fc.integer({ min: 0, max: total });
    await fc.assert(
      fc.asyncProperty(place, place, async (a, b) => {
        const [start, end] = [Math.min(a, b), Math.max(a, b)];
        expect(Buffer.compare(await opened.read(start, end), plaintext.subarray(start, end))).toBe(0);
      }),
      { numRuns: 60 },
    );
  });

  test.each([
    [-1, 1],
    [5, 4],
    [0, total + 1],
  ])('refuses %d to %d', async (start, end) => {
    await expect(opened.read(start, end)).rejects.toMatchObject(damaged);
  });

  test('reads no more than the chunks it needs', async () => {
    const reads: [number, number][] = [];
    const counting = {
      size: file.length,
      read: async (start: number, end: number) => (reads.push([start, end]), file.slice(start, end)),
    };
    const counted = await openFile(counting, [identity]);
    reads.length = 0;
    await counted.read(CHUNK, CHUNK + 10);
    expect(reads.map(([start, end]) => end - start)).toEqual([SEALED]);
  });
});

describe('damage', async () => {
  const file = await encryptFile(noise(2 * CHUNK + 100), recipient);
  const body = headerLength(file) + 16;
  const chunk = (n: number) => file.slice(body + n * SEALED, body + (n + 1) * SEALED);
  const head = file.slice(0, body);
  const rejected = (bytes: Uint8Array<ArrayBuffer>) =>
    expect(decryptFile(inMemory(bytes), [identity])).rejects.toMatchObject(damaged);

  test.each([
    ['chunks swapped', concat([head, chunk(1), chunk(0), chunk(2)])],
    ['a chunk twice', concat([head, chunk(0), chunk(0), chunk(2)])],
    ['a chunk dropped', concat([head, chunk(0), chunk(2)])],
    ['the last chunk dropped', concat([head, chunk(0), chunk(1)])],
    ['only the header', head.slice(0, -16)],
    ['no chunk', head],
    ['bytes behind it', concat([file, new Uint8Array(1)])],
    ['another chunk behind it', concat([file, chunk(2)])],
    ['another file’s payload', concat([head, (await encryptFile(noise(200), recipient)).slice(body)])],
    ['nothing', new Uint8Array()],
  ])('%s is found out', async (_, bytes) => await rejected(bytes));

  test('any bit turned is found out', async () => {
    const small = await encryptFile(noise(100), recipient);
    for (let at = 0; at < small.length; at += 13) await rejected(flipped(small, at));
    await rejected(flipped(small, small.length - 1));
  });

  test('any cut is found out', async () => {
    const small = await encryptFile(noise(100), recipient);
    for (let length = 0; length < small.length; length += 101) await rejected(small.slice(0, length));
    await rejected(small.slice(0, -1));
  });

  test('another identity does not open it', async () => {
    await expect(decryptFile(inMemory(file), [await generateHybridIdentity()])).rejects.toMatchObject(damaged);
  });
});

describe('headers', () => {
  test('that never end, that are huge, and that are none', async () => {
    const first = 'age-encryption.org/v1\n';
    expect(headerLength(utf8(first + '-> X25519 abc\n'.repeat(5000)))).toBe(-1);
    expect(headerLength(utf8(`${first}-> x\n\n--- mac`))).toBe(-1);
    for (const text of ['', 'age', `${first}`, `age-encryption.org/v2\n-> x\n\n--- ${'A'.repeat(43)}\n`])
      await expect(decryptFile(inMemory(utf8(`${text}${'x'.repeat(50)}`)), [identity])).rejects.toMatchObject(damaged);
    expect(() => readStanzas(new Uint8Array(20_000))).toThrow(expect.objectContaining(damaged));
  });

  test.each(['!!!!', 'AAA=', 'A', 'AB CD'])('with a body that is %j', async (body) => {
    const header = utf8(`age-encryption.org/v1\n-> X25519 abc\n${body}\n--- ${'A'.repeat(43)}\n`);
    expect(() => readStanzas(header)).toThrow(expect.objectContaining(damaged));
    await expect(openHeader(header, [identity])).rejects.toMatchObject(damaged);
  });

  test('of anybody, any bytes at all: null or an error with a code, nothing else', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 300 }), async (noiseText) => {
        const header = utf8(`age-encryption.org/v1\n-> ${noiseText}\n--- ${'A'.repeat(43)}\n`);
        const result = await tryHeader(header, [identity]).catch((thrown) => thrown);
        if (result !== null) expect(result).toMatchObject(damaged);
      }),
      { numRuns: 100 },
    );
  });

  test('hold a new file key each, which they give back', async () => {
    const headers = await Promise.all([makeHeader(recipient), makeHeader(recipient)]);
    for (const { bytes, fileKey } of headers) expect(await openHeader(bytes, [identity])).toEqual(fileKey);
    expect(headers[0]?.fileKey).not.toEqual(headers[1]?.fileKey);
    expect(readStanzas(headers[0]?.bytes as Uint8Array)).toHaveLength(1);
  });
});

test('the cipher of the platform and the portable one are the same', async () => {
  const key = randomBytes(32);
  const [fast, slow] = [await cipherFor(key.slice()), portableCipher(key)];
  for (const size of [0, 1, 64, 65_536]) {
    const nonce = randomBytes(12);
    const sealed = await fast.encrypt(nonce, noise(size));
    expect(Buffer.compare(sealed, await slow.encrypt(nonce, noise(size)))).toBe(0);
    expect(Buffer.compare(await slow.decrypt(nonce, sealed), noise(size))).toBe(0);
    for (const cipher of [fast, slow]) await expect(cipher.decrypt(nonce, flipped(sealed, size))).rejects.toThrow();
  }
});

describe('in memory that is given', () => {
  const sizes = fc.constantFrom(0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 500);

  test('a file is the same, whatever was there before, and however much room there is', async () => {
    await fc.assert(
      fc.asyncProperty(sizes, fc.constantFrom(0, 100, CHUNK, 5 * CHUNK), async (size, room) => {
        const memory = noise(room, 3);
        const file = await encryptInto(memory, noise(size), recipient);
        expect(file.buffer === memory.buffer).toBe(room >= file.length);
        expect(await decryptFile(inMemory(file.slice()), [identity])).toEqual(noise(size));
      }),
      { numRuns: 40 },
    );
  });

  test('a range is the same, and in it where there is room for its chunks', async () => {
    const plaintext = noise(3 * CHUNK + 500);
    const opened = await openFile(inMemory(await encryptFile(plaintext, recipient)), [identity]);
    await fc.assert(
      fc.asyncProperty(
        fc.nat(plaintext.length),
        fc.nat(plaintext.length),
        fc.constantFrom(0, CHUNK, 5 * CHUNK),
        async (a, b, room) => {
          const [start, end] = [Math.min(a, b), Math.max(a, b)];
          const memory = noise(room, 3);
          const read = await opened.readInto(memory, start, end);
          expect(Buffer.compare(read, plaintext.subarray(start, end))).toBe(0);
          if (room > plaintext.length) expect(read.buffer).toBe(memory.buffer);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('that is lent by whoever has the file, a range is the same, and given back whatever becomes of it', async () => {
    const plaintext = noise(2 * CHUNK);
    const file = await encryptFile(plaintext, recipient);
    let lent = 0;
    const lending = (bytes: Bytes): RandomAccess => ({
      ...inMemory(bytes),
      async lend(start, end, use) {
        lent++;
        return await use(bytes.subarray(start, end)).finally(() => lent--);
      },
    });
    const before = file.slice();
    const opened = await openFile(lending(file), [identity]);
    expect(await opened.read(10, 2 * CHUNK)).toEqual(plaintext.slice(10));
    expect([lent, file]).toEqual([0, before]);
    const changed = await openFile(lending(flipped(file, file.length - 1)), [identity]);
    await expect(changed.read(10, 2 * CHUNK)).rejects.toMatchObject(damaged);
    expect(lent).toBe(0);
  });
});

test('an abort ends work on a large file', async () => {
  const signal = AbortSignal.abort();
  await expect(encryptFile(noise(10 * CHUNK), recipient, signal)).rejects.toMatchObject({ name: 'AbortError' });
  const file = await encryptFile(noise(10 * CHUNK), recipient);
  await expect(decryptFile(inMemory(file), [identity], signal)).rejects.toMatchObject({ name: 'AbortError' });
});
