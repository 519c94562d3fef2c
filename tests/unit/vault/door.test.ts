import { quietly } from '@/utils/vault/progress';
import type { Bytes } from '@/utils/bytes';
import { memoryStorage } from '@/utils/storage/memory';
import { VaultDoor } from '@/utils/vault/door';
import { Encrypter } from 'age-encryption';
import { describe, expect, test, vi } from 'vitest';
import { cheapScrypt } from '../lib/cheap-scrypt';
import { flipped } from '../lib/bytes';
import { entry } from '../lib/files';
import { newPasskey } from '../lib/passkeys';
import { copyOf, dyingStorage, type Files, fullStorage } from '../lib/storages';
import { never, save } from '../lib/vaults';

cheapScrypt();

const passkey = await newPasskey();

/** A protected vault with one archive. */
async function protectedVault(): Promise<{ files: Files; words: string }> {
  const storage = memoryStorage();
  const door = new VaultDoor(storage);
  await door.create(passkey);
  const words = await door.newWords();
  await door.proveWords(words);
  await save(door.vault, [entry('a', 'a')]);
  return { files: storage.files, words };
}
const made = await protectedVault();
const doorTo = (files: Files) => new VaultDoor(memoryStorage(files));
const slotOf = async (files: Files, kind: 'words' | 'passkey') =>
  [...files].find(
    ([path, bytes]) =>
      path.startsWith('keys/') &&
      path.endsWith('.age') &&
      Buffer.from(bytes).includes(kind === 'words' ? 'scrypt' : 'fido2prf'),
  )?.[0] as string;

describe('making a vault', () => {
  test('goes from none to setup to protected, and each key opens it alone', async () => {
    const storage = memoryStorage();
    const door = new VaultDoor(storage);
    expect((await door.outline()).stage).toBe('none');
    await door.create(passkey);
    expect((await door.outline()).stage).toBe('setup');
    const words = await door.newWords();
    expect(words.split(' ')).toHaveLength(12);
    expect(await door.newWords()).toBe(words);
    expect((await door.outline()).stage).toBe('setup');
    await door.proveWords(` ${words.toUpperCase().replaceAll(' ', '\n 7. ')} `);
    expect((await door.outline()).stage).toBe('protected');
    await doorTo(storage.files).unlock({ kind: 'words', typed: words });
    await doorTo(storage.files).unlock({ kind: 'passkey', answer: passkey });
    await expect(door.create(passkey)).rejects.toMatchObject({ code: 'VAULT_EXISTS' });
    await expect(door.abandon()).rejects.toMatchObject({ code: 'VAULT_EXISTS' });
  });

  test('leaves a way on wherever it is killed', async () => {
    for (const death of ['before', 'after'] as const)
      for (let k = 1; ; k++) {
        const files: Files = new Map();
        const storage = dyingStorage(files, k, death);
        await new VaultDoor(storage).create(passkey).catch(quietly);
        if (!storage.dead()) break;
        const door = doorTo(files);
        const { stage } = await door.outline();
        // Either it is there and its passkey opens it, or there is nothing and it can be made.
        if (stage === 'setup') await door.unlock({ kind: 'passkey', answer: passkey });
        else await door.create(passkey);
        await door.abandon();
        expect(files.size).toBe(0);
      }
  });

  test.each([1, 2])('that finds no room for write %i can be tried again', async (write) => {
    const files: Files = new Map();
    await expect(new VaultDoor(fullStorage(files, write)).create(passkey)).rejects.toMatchObject({
      code: 'STORAGE_FULL',
    });
    expect((await doorTo(files).outline()).stage).toBe('none');
    await doorTo(files).create(passkey);
  });

  test('is refused over files that no key opens', async () => {
    for (const [path, bytes] of made.files) {
      if (path.endsWith('.txt')) continue;
      await expect(doorTo(new Map([[path, bytes]])).create(passkey)).rejects.toMatchObject({ code: 'VAULT_EXISTS' });
    }
  });

  test('asks scrypt for its full cost', async () => {
    const door = doorTo(new Map());
    await door.create(passkey);
    await door.newWords();
    expect(vi.mocked(Encrypter.prototype.setScryptWorkFactor)).toHaveBeenLastCalledWith(18);
  });
});

describe('unlocking', () => {
  test('does not happen with other words, other passkeys, or no vault', async () => {
    const door = doorTo(made.files);
    await expect(door.unlock({ kind: 'words', typed: 'abandon '.repeat(11) + 'about' })).rejects.toMatchObject({
      code: 'WORDS_WRONG',
    });
    await expect(door.unlock({ kind: 'words', typed: 'not words' })).rejects.toMatchObject({ code: 'WORDS_INVALID' });
    await expect(door.unlock({ kind: 'passkey', answer: await newPasskey() })).rejects.toMatchObject({
      code: 'PASSKEY_UNKNOWN',
    });
    const { wrapKey } = await newPasskey();
    await expect(
      door.unlock({ kind: 'passkey', answer: { credentialId: passkey.credentialId, wrapKey } }),
    ).rejects.toMatchObject({
      code: 'PASSKEY_WRONG_ANSWER',
    });
    expect(() => door.vault).toThrow(expect.objectContaining({ code: 'LOCKED' }));
    await expect(doorTo(new Map()).unlock({ kind: 'words', typed: made.words })).rejects.toMatchObject({
      code: 'VAULT_MISSING',
    });
  });

  test('new words that were not proved open nothing', async () => {
    const files: Files = new Map();
    const door = doorTo(files);
    await door.create(passkey);
    const words = await door.newWords();
    await expect(door.proveWords(made.words)).rejects.toMatchObject({ code: 'WORDS_WRONG' });
    await expect(doorTo(files).unlock({ kind: 'words', typed: words })).rejects.toMatchObject({ code: 'WORDS_WRONG' });
  });

  test.each(['words', 'passkey'] as const)(
    'works with the other key when the file of the %s is damaged',
    async (kind) => {
      const path = await slotOf(made.files, kind);
      const { length } = made.files.get(path) as Bytes;
      for (const harm of [0, 40, 70, 150, length - 1]) {
        const files = copyOf(made.files).set(path, flipped(made.files.get(path) as Bytes, Math.min(harm, length - 1)));
        const door = doorTo(files);
        // It holds an archive: whatever its keys look like, it is no vault that is still being set up.
        expect((await door.outline()).stage).toBe('protected');
        if (kind === 'words') await door.unlock({ kind: 'passkey', answer: passkey });
        else await door.unlock({ kind: 'words', typed: made.words });
        expect(door.vault.archives()).toHaveLength(1);
      }
    },
  );

  test('with words goes past a damaged or forged file to the one that fits', async () => {
    const path = await slotOf(made.files, 'words');
    const slot = made.files.get(path) as Bytes;
    const mac = Buffer.from(slot).indexOf('\n--- ');
    const wrongMac = slot.slice();
    wrongMac.set(new TextEncoder().encode('A'.repeat(43)), mac + 5);
    for (const forged of [wrongMac, flipped(slot, slot.length - 1), slot.slice(0, -10)]) {
      // Both sides of the good one, whatever order a storage lists them in.
      const files: Files = new Map([
        [`keys/${'00'.repeat(16)}.age`, forged],
        ...made.files,
        [`keys/${'ff'.repeat(16)}.age`, forged],
      ]);
      await doorTo(files).unlock({ kind: 'words', typed: made.words });
    }
  });

  test('notes which files are damaged, by their form or when they are opened, and no others', async () => {
    for (const [kind, cut] of [
      ['words', 10],
      ['passkey', 10],
      ['words', 120],
    ] as const) {
      const files = copyOf(made.files);
      const path = await slotOf(files, kind);
      const whole = files.get(path) as Bytes;
      files.set(path, whole.slice(0, whole.length - cut));
      const door = doorTo(files);
      const unlock =
        kind === 'words'
          ? door.unlock({ kind: 'words', typed: made.words })
          : door.unlock({ kind: 'passkey', answer: passkey });
      await expect(unlock).rejects.toMatchObject({ code: expect.stringMatching(/DAMAGED|WORDS_WRONG/) });
      expect(door.damagedKeys).toEqual([path]);
    }
    const door = doorTo(made.files);
    await expect(door.unlock({ kind: 'words', typed: `${'abandon '.repeat(11)}about` })).rejects.toMatchObject({
      code: 'WORDS_WRONG',
    });
    expect(door.damagedKeys).toEqual([]);
  });

  test('refuses a file that asks scrypt for too much before any work', async () => {
    const path = await slotOf(made.files, 'words');
    const greedy = Buffer.from(made.files.get(path) as Bytes)
      .toString('latin1')
      .replace(/(scrypt \S+) \d+/, '$1 30');
    const files = copyOf(made.files).set(path, new Uint8Array(Buffer.from(greedy, 'latin1')));
    await expect(doorTo(files).unlock({ kind: 'words', typed: made.words })).rejects.toMatchObject({
      code: 'WORDS_WRONG',
    });
  });
});

test('abandoning never touches a vault that holds an archive', async () => {
  const files = copyOf(made.files);
  files.delete(await slotOf(files, 'words'));
  const before = [...files.keys()];
  await expect(doorTo(files).abandon()).rejects.toMatchObject({ code: 'VAULT_EXISTS' });
  expect([...files.keys()]).toEqual(before);
  expect(never.aborted).toBe(false);
});
