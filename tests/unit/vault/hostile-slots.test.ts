import { openFile } from '@/utils/age/file';
import type { RandomAccess } from '@/utils/age/random-access';
import { MAX_HEADER_SIZE, tryHeader } from '@/utils/age/header';
import { type Bytes, utf8 } from '@/utils/bytes';
import { CborReader } from '@/utils/passkey/cbor';
import { decodeIdentityLine } from '@/utils/passkey/identity-line';
import type { VaultStorage } from '@/utils/storage/storage';
import { openSlots } from '@/utils/vault/open-slots';
import { passkeyHint, readSlots } from '@/utils/vault/slots';
import { base64nopad, bech32 } from '@scure/base';
import { Decrypter } from 'age-encryption';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { identity } from '../lib/vaults';

// Files that somebody may have put into the folder to waste time or memory. What they cost is counted: bytes read, files
// opened, keys tried.

const WORDS = 'abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about';
const GIGABYTE = 1e9;
const SALT = base64nopad.encode(new Uint8Array(16));
const BODY = base64nopad.encode(new Uint8Array(32));
const MAC = base64nopad.encode(new Uint8Array(32));

const header = (...stanzas: string[]) => `age-encryption.org/v1\n${stanzas.join('')}--- ${MAC}\n`;
const scrypt = (factor: string) => header(`-> scrypt ${SALT} ${factor}\n${BODY}\n`);
const file = (text: string) => utf8(`${text}${'x'.repeat(100)}`);
const slotPath = (n: number) => `keys/${n.toString(16).padStart(32, '0')}.age`;

/** Files that count what is read of them. `size` is what the list and the file say; the content goes on with 'a'. */
function counted(files: ReadonlyMap<string, { readonly bytes: Bytes; readonly size?: number }>) {
  const work = { opened: 0, read: 0 };
  const open = (path: string): RandomAccess => {
    const { bytes = new Uint8Array(), size = bytes.length } = files.get(path) ?? {};
    work.opened++;
    return {
      size,
      async read(start, end) {
        work.read += end - start;
        const part = new Uint8Array(end - start).fill(97);
        part.set(bytes.subarray(start, end));
        return part;
      },
    };
  };
  const storage: VaultStorage = {
    list: async (folder) =>
      [...files]
        .filter(([path]) => path.startsWith(`${folder}/`))
        .map(([path, { bytes, size }]) => ({ path, size: size ?? bytes.length })),
    open: async (path) => open(path),
    write: () => Promise.reject(new Error('written')),
    remove: () => Promise.reject(new Error('removed')),
    quarantine: () => Promise.reject(new Error('put aside')),
  };
  return { storage, work };
}

const one = (bytes: Bytes, size?: number) =>
  counted(new Map([[slotPath(1), { bytes, ...(size !== undefined && { size }) }]]));

/** Every try of a key on a header, each of which fails. */
const tries = vi.spyOn(Decrypter.prototype, 'decryptHeader');
beforeEach(() => {
  tries.mockReset();
  tries.mockRejectedValue(new Error("no identity matched any of the file's recipients"));
});

const unlock = async (storage: VaultStorage) => {
  return await openSlots(storage, await readSlots(storage), { kind: 'words', typed: WORDS }, () => {});
};

describe('the cost of trying words on a slot', () => {
  test.each(['40', '21', '0', '00', '007', '018', '-1', '1e9', '1000000000', '18.0', '0x12', '+18', '١٨', ' ', ''])(
    'is never paid for a factor of "%s": the file is damaged',
    async (factor) => {
      const { storage } = one(file(scrypt(factor)));
      expect(await readSlots(storage)).toMatchObject({ slots: [], damaged: [slotPath(1)] });
      await expect(unlock(storage)).rejects.toMatchObject({ code: 'WORDS_WRONG' });
      expect(tries).not.toHaveBeenCalled();
    },
  );

  test.each(['1', '18', '20'])('is paid for a factor of %s', async (factor) => {
    const { storage } = one(file(scrypt(factor)));
    await expect(unlock(storage)).rejects.toMatchObject({ code: 'WORDS_WRONG' });
    expect(tries).toHaveBeenCalledOnce();
  });

  test('is bounded for all slots together: after 16 times that of one slot of ours it is said that there are too many', async () => {
    const files = Array.from({ length: 100 }, (_, n) => [slotPath(n), { bytes: file(salted(n, '18')) }] as const);
    await expect(unlock(counted(new Map(files)).storage)).rejects.toMatchObject({ code: 'TOO_MANY_KEYS' });
    expect(tries.mock.calls.length).toBeLessThanOrEqual(16);
  });

  test('does not rise by slots that cost four times as much', async () => {
    const files = Array.from({ length: 100 }, (_, n) => [slotPath(n), { bytes: file(salted(n, '20')) }] as const);
    await expect(unlock(counted(new Map(files)).storage)).rejects.toMatchObject({ code: 'TOO_MANY_KEYS' });
    expect(tries.mock.calls.length).toBeLessThanOrEqual(4);
  });

  test('is paid once for any number of copies of one slot', async () => {
    const files = Array.from({ length: 100 }, (_, n) => [slotPath(n), { bytes: file(scrypt('18')) }] as const);
    await expect(unlock(counted(new Map(files)).storage)).rejects.toMatchObject({ code: 'WORDS_WRONG' });
    expect(tries).toHaveBeenCalledOnce();
  });
});

function salted(n: number, factor: string): string {
  return scrypt(factor).replace(SALT, base64nopad.encode(new Uint8Array(16).fill(n)));
}

describe('a header without an end', () => {
  const endless = utf8(`age-encryption.org/v1\n-> scrypt ${SALT} 18\n`);

  test('is not read beyond the largest header of ours, in a slot of a gigabyte and in a pack', async () => {
    const { storage, work } = one(endless, GIGABYTE);
    expect(await readSlots(storage)).toEqual({ slots: [], damaged: [], isCut: false });
    expect(work).toEqual({ opened: 0, read: 0 });
    await expect(openFile(await storage.open(slotPath(1)), [identity])).rejects.toMatchObject({ code: 'DAMAGED' });
    expect(work).toEqual({ opened: 1, read: MAX_HEADER_SIZE });
    expect(tries).not.toHaveBeenCalled();
  });

  test('is not read on when the file turns out larger than its list said', async () => {
    const files = new Map([[slotPath(1), { bytes: endless }]]);
    const { storage, work } = counted(files);
    const large: VaultStorage = {
      ...storage,
      open: async (path) => ({ ...(await storage.open(path)), size: GIGABYTE }),
    };
    expect(await readSlots(large)).toEqual({ slots: [], damaged: [slotPath(1)], isCut: false });
    expect(work.read).toBeLessThanOrEqual(80 * 1024);
  });

  test('is damaged as a header, too', async () => {
    await expect(tryHeader(endless, [identity])).rejects.toMatchObject({ code: 'DAMAGED' });
    const line = utf8(`age-encryption.org/v1\n-> scrypt ${'A'.repeat(1e6)} 18\n${BODY}\n--- ${MAC}\n`);
    await expect(tryHeader(line, [identity])).rejects.toMatchObject({ code: 'DAMAGED' });
    expect(tries).not.toHaveBeenCalled();
  });
});

describe('very many stanzas', () => {
  test.each([33, 2000, 10_000])('%i: no key is tried on them', async (count) => {
    const many = utf8(header('-> X\n\n'.repeat(count)));
    await expect(tryHeader(many, [identity])).rejects.toMatchObject({ code: 'DAMAGED' });
    const { storage } = one(many);
    expect((await readSlots(storage)).slots).toEqual([]);
    await expect(openFile(await storage.open(slotPath(1)), [identity])).rejects.toMatchObject({ code: 'DAMAGED' });
    expect(tries).not.toHaveBeenCalled();
  });

  test('a slot has one: with a second it is none', async () => {
    const stanza = `-> scrypt ${SALT} 18\n${BODY}\n`;
    expect((await readSlots(one(utf8(header(stanza, stanza))).storage)).slots).toEqual([]);
  });
});

describe('ten thousand slots', () => {
  const files = new Map(
    Array.from({ length: 10_000 }, (_, n) => [slotPath(n), { bytes: file(salted(n % 256, '18')) }] as const),
  );

  test('are not all opened, and words that open none of those hear that there are too many', async () => {
    const { storage, work } = counted(files);
    await expect(unlock(storage)).rejects.toMatchObject({ code: 'TOO_MANY_KEYS' });
    expect(work.opened).toBeLessThanOrEqual(1000);
    expect(tries.mock.calls.length).toBeLessThanOrEqual(16);
  });

  test('of other kinds do not make right words wrong without saying so', async () => {
    const passkeys = new Map(
      [...files.keys()].map((path) => {
        return [path, { bytes: file(header(`-> age-encryption.org/fido2prf ${SALT}\n${BODY}\n`)) }] as const;
      }),
    );
    await expect(unlock(counted(passkeys).storage)).rejects.toMatchObject({ code: 'TOO_MANY_KEYS' });
  });
});

describe('the line that names a passkey', () => {
  const slot = file(header(`-> age-encryption.org/fido2prf ${SALT}\n${BODY}\n`));
  const hintPath = slotPath(1).replace(/age$/, 'txt');
  const lineOf = (data: readonly number[]) =>
    bech32.encode('AGE-PLUGIN-FIDO2PRF-', bech32.toWords(Uint8Array.from(data)), false).toUpperCase();

  test('is read in part where it has a gigabyte, and then names nothing', async () => {
    const bytes = utf8('AGE-PLUGIN-FIDO2PRF-1');
    const { storage, work } = counted(
      new Map([
        [slotPath(1), { bytes: slot }],
        [hintPath, { bytes, size: GIGABYTE }],
      ]),
    );
    const { slots } = await readSlots(storage);
    const before = work.read;
    expect(slots[0] && (await passkeyHint(storage, slots[0]))).toBeNull();
    expect(slots).toHaveLength(1);
    expect(work.read - before).toBeLessThanOrEqual(80 * 1024);
  });

  test.each([
    ['a million letters', `AGE-PLUGIN-FIDO2PRF-1${'Q'.repeat(1e6)}`],
    ['ten thousand bytes', lineOf(Array.from({ length: 10_000 }, () => 0))],
  ])('is refused with %s, before anything in it is read', (_, line) => {
    const read = vi.spyOn(CborReader.prototype, 'uint');
    expect(() => decodeIdentityLine(line)).toThrow('DAMAGED');
    expect(read).not.toHaveBeenCalled();
    read.mockRestore();
  });

  const id = [0x42, 1, 2];
  const rpId = [0x63, ...Buffer.from('a.b')];
  test.each<[string, readonly number[], number]>([
    ['an array of 65,535 transports', [1, ...id, ...rpId, 0x99, 0xff, 0xff], 1],
    ['an array of 4 billion', [1, ...id, ...rpId, 0x9a, 0xff, 0xff, 0xff, 0xff], 1],
    ['an array of 2^64', [1, ...id, ...rpId, 0x9b, ...Array.from({ length: 8 }, () => 0xff)], 1],
    ['an array without an end', [1, ...id, ...rpId, 0x9f, ...Array.from({ length: 900 }, () => 0x61)], 1],
    ['arrays in arrays', [1, ...id, ...rpId, ...Array.from({ length: 1500 }, () => 0x81)], 2],
    ['a text of 4 billion letters', [1, ...id, 0x7a, 0xff, 0xff, 0xff, 0xff], 1],
    ['a credential of 65,535 bytes', [1, 0x59, 0xff, 0xff, ...Array.from({ length: 1500 }, () => 0)], 0],
    ['tags of tags', Array.from({ length: 1500 }, () => 0xc1), 0],
    ['a map', [0xb9, 0xff, 0xff], 0],
  ])('is refused at its head with %s', (_, data, texts) => {
    const read = vi.spyOn(CborReader.prototype, 'text');
    expect(() => decodeIdentityLine(lineOf(data))).toThrow('DAMAGED');
    expect(read.mock.calls.length).toBeLessThanOrEqual(texts);
    read.mockRestore();
  });
});
