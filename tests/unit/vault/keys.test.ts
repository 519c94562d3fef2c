import { quietly } from '@/utils/vault/progress';
import type { Bytes } from '@/utils/bytes';
import type { NewPasskey } from '@/utils/passkey/types';
import { addPasskey, deleteKeyFile, removeKey, renameKey, setPassword } from '@/utils/vault/key-changes';
import { briefMemory } from '@/utils/vault/key-memory';
import { newIdentity } from '@/utils/vault/keys';
import { sealSlot } from '@/utils/vault/slot-seal';
import { rotate } from '@/utils/vault/rotation';
import type { VaultDoor } from '@/utils/vault/door';
import { keyPath } from '@/utils/vault/slots';
import { describe, expect, test, vi } from 'vitest';
import { cheapScrypt } from '../lib/cheap-scrypt';
import { entry } from '../lib/files';
import { byPasskey, bySheets, byPassword, byWords, kinds, listOf, newVault, opened } from '../lib/key-rings';
import { newPasskey } from '../lib/passkeys';
import { copyOf, type Files } from '../lib/storages';
import { expectRestores, never, save } from '../lib/vaults';

vi.mock('@/utils/age/header', async (original) =>
  (await import('../lib/quick-headers')).rememberedHeaders(await original()),
);

cheapScrypt();

const photo = [entry('photo.jpg', 'a photo')];
const day = 24 * 60 * 60 * 1000;

async function add(door: VaultDoor, name = 'Second'): Promise<NewPasskey> {
  const passkey = await newPasskey();
  await addPasskey(door.mayChangeKeys, passkey, name);
  return passkey;
}

async function makeHeirs(door: VaultDoor, people = ['Anna', 'Ben', 'Carla'], threshold = 2) {
  const sheets = await door.pending.makeHeirs(door.mayChangeKeys, { people, threshold });
  await door.pending.keepHeirs(door.mayChangeKeys, sheets.set);
  return sheets;
}

describe('a vault with several keys', () => {
  test('is opened by each of them alone, whichever answers', async () => {
    const { files, passkey, words, door } = await newVault();
    const { archive } = await save(door.vault, photo);
    const second = await add(door);
    await setPassword(door.mayChangeKeys, 'correct horse battery');
    const { shares } = await makeHeirs(door);
    expect(kinds(await listOf(door))).toEqual(['passkey', 'words', 'passkey', 'password', 'heirs']);
    const proofs = [
      byPasskey(passkey),
      byPasskey(second),
      byWords(words),
      byPassword('correct horse battery'),
      bySheets([shares[2] as string, shares[0] as string]),
    ];
    for (const proof of proofs) await expectRestores((await opened(files, proof)).vault, archive, photo);
    await expect(opened(files, byPassword('Correct horse battery'))).rejects.toMatchObject({ code: 'PASSWORD_WRONG' });
    await expect(opened(files, bySheets([shares[0] as string]))).rejects.toMatchObject({
      code: 'SHARES_MISSING',
      detail: { have: 1, need: 2 },
    });
  });

  test('lists them with their names and days, the same on every device', async () => {
    const { files, words, door } = await newVault();
    await add(door, '  Blue \n key ');
    await door.show(byWords(words));
    const [first] = (await listOf(door)).keys;
    await renameKey(door.mayChangeKeys, first?.id as string, 'Laptop');
    const list = await listOf(await opened(files, byWords(words)));
    expect(list.keys.map(({ name }) => name)).toEqual(['Laptop', '', 'Blue key']);
    expect(list).toMatchObject({ isProtected: true, missing: [], strays: [], rotatedAt: null });
    const names = list.keys.map(({ provedAt }) => provedAt !== null && Date.now() - provedAt < 60_000);
    expect(names).toEqual([true, true, true]);
    expect(list.keys.map(({ isDue }) => isDue)).toEqual([false, false, false]);
    const later = await listOf(door, Date.now() + 181 * day);
    expect(later.keys.map(({ isDue }) => isDue)).toEqual([true, true, true]);
  });

  test('notes the use of a key where it is used, and for the other devices once in a while', async () => {
    const { files, passkey, words } = await newVault();
    const memory = briefMemory();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 10 * day });
    try {
      const before = [...files.keys()];
      const here = await opened(files, byPasskey(passkey), memory);
      expect([...files.keys()]).not.toEqual(before);
      vi.setSystemTime(Date.now() + 10 * day);
      const after = [...files.keys()];
      await opened(files, byPasskey(passkey), memory);
      expect([...files.keys()]).toEqual(after);
      const day20 = Date.now();
      expect((await listOf(here)).keys[0]?.usedAt).toBe(day20);
      const elsewhere = await opened(files, byWords(words));
      expect((await listOf(elsewhere)).keys[0]?.usedAt).toBe(day20 - 10 * day);
    } finally {
      vi.useRealTimers();
    }
  });

  test('does not let go of the last two that are independent', async () => {
    const { passkey, door } = await newVault();
    await add(door);
    await setPassword(door.mayChangeKeys, 'correct horse battery');
    const { keys } = await listOf(door);
    expect(keys.map(({ kind, isRemovable }) => [kind, isRemovable])).toEqual([
      ['passkey', true],
      ['words', false],
      ['passkey', true],
      ['password', true],
    ]);
    const [first, theWords, , password] = keys;
    await expect(removeKey(door.mayChangeKeys, theWords?.id as string)).rejects.toMatchObject({ code: 'KEY_LAST' });
    await removeKey(door.mayChangeKeys, password?.id as string);
    await removeKey(door.mayChangeKeys, first?.id as string);
    const list = await listOf(door);
    expect(list.keys.map(({ isRemovable }) => isRemovable)).toEqual([false, false]);
    const [, last] = list.keys;
    await expect(removeKey(door.mayChangeKeys, last?.id as string)).rejects.toMatchObject({ code: 'KEY_LAST' });
    await expect(door.show(byPasskey(passkey))).rejects.toMatchObject({ code: 'PASSKEY_UNKNOWN' });
  });

  test('takes changes only for ten minutes after a key was shown', async () => {
    const { words, door } = await newVault();
    const now = vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 11 * 60_000);
    try {
      expect(() => door.mayChangeKeys).toThrow(expect.objectContaining({ code: 'PROOF_TOO_OLD' }));
      await expect(door.newWords()).rejects.toMatchObject({ code: 'PROOF_TOO_OLD' });
      await door.show(byWords(words));
      expect(door.mayChangeKeys).toBeTruthy();
    } finally {
      now.mockRestore();
    }
  });
});

describe('new words', () => {
  test('take the place of the old ones, which are named when they are tried', async () => {
    const { files, passkey, words, door } = await newVault();
    const before = copyOf(files);
    const next = await door.newWords();
    expect(await door.newWords()).toBe(next);
    await expect(door.proveWords(words)).rejects.toMatchObject({ code: 'WORDS_WRONG' });
    await opened(files, byWords(words));
    await door.proveWords(next);
    expect(kinds(await listOf(door))).toEqual(['passkey', 'words']);
    await opened(files, byWords(next));
    await expect(opened(files, byWords(words))).rejects.toMatchObject({ code: 'WORDS_WRONG' });
    // Somebody puts the old files back.
    for (const [path, bytes] of before) files.set(path, bytes);
    await expect(opened(files, byWords(words))).rejects.toMatchObject({
      code: 'KEY_REMOVED',
      detail: { kind: 'words', at: expect.any(Number) },
    });
    // Where they have been deleted before, they stay, and are named.
    const memory = briefMemory(await door.keyring.remembered());
    await expect((await opened(files, byPasskey(passkey), memory)).show(byWords(words))).rejects.toMatchObject({
      code: 'KEY_REMOVED',
    });
  });

  test('that are dropped were never there', async () => {
    const { files, words, door } = await newVault();
    const before = [...files.keys()];
    const next = await door.newWords();
    door.pending.dropWords();
    await expect(door.proveWords(next)).rejects.toMatchObject({ code: 'LOCKED' });
    expect(await door.newWords()).not.toBe(next);
    expect([...files.keys()]).toEqual(before);
    await opened(files, byWords(words));
  });
});

describe('a file that is not a key of the vault', () => {
  test('is never one: named when it was one once, whatever its name, and deleted when the user says so', async () => {
    const { files, passkey, words, door } = await newVault();
    const second = await add(door, 'Old phone');
    const path = keyPath(door.keyring.record.keys[2]?.slot as string);
    const slot = files.get(path) as NonNullable<ReturnType<Files['get']>>;
    const hint = files.get(path.replace('.age', '.txt')) as typeof slot;
    const memory = briefMemory();
    const here = await opened(files, byWords(words), memory);
    await removeKey(here.mayChangeKeys, here.keyring.record.keys[2]?.id as string);
    expect(files.has(path)).toBe(false);
    const moved = `keys/${'ab'.repeat(16)}.age`;
    files.set(moved, slot).set(moved.replace('.age', '.txt'), hint);
    await here.refreshKeys();
    const { strays, keys } = await listOf(here);
    expect(keys).toHaveLength(2);
    expect(strays).toEqual([{ file: moved, removed: { kind: 'passkey', name: 'Old phone', at: expect.any(Number) } }]);
    await expect(opened(files, byPasskey(second))).rejects.toMatchObject({
      code: 'KEY_REMOVED',
      detail: { name: 'Old phone' },
    });
    await deleteKeyFile(here.mayChangeKeys, moved);
    expect((await listOf(here)).strays).toEqual([]);
    await opened(files, byPasskey(passkey));
  });

  test('of another vault opens nothing, and can be deleted; one of this vault cannot', async () => {
    const { files, words, door } = await newVault();
    const other = await newVault();
    const foreign = [...other.files].filter(([path]) => path.startsWith('keys/'));
    for (const [path, bytes] of foreign) files.set(path, bytes);
    const list = await listOf(door);
    expect(kinds(list)).toEqual(['passkey', 'words']);
    expect(list.strays.map(({ removed }) => removed)).toEqual([null, null]);
    await expect(door.show(byWords(other.words))).rejects.toMatchObject({ code: 'DAMAGED' });
    for (const { file } of list.strays) await deleteKeyFile(door.mayChangeKeys, file);
    const own = keyPath(door.keyring.record.keys[0]?.slot as string);
    await expect(deleteKeyFile(door.mayChangeKeys, own)).rejects.toMatchObject({ code: 'KEY_LAST' });
    await expect(deleteKeyFile(door.mayChangeKeys, 'packs/x')).rejects.toMatchObject({ code: 'KEY_MISSING' });
    expect((await listOf(await opened(files, byWords(words)))).strays).toEqual([]);
  });

  test('however many there are, hides no key where the vault has been open, and says so elsewhere', async () => {
    const { files, words, door } = await newVault();
    const theirs = await sealSlot({ identities: [await newIdentity()], reach: null, key: null }, { passphrase: 'x' });
    const planted = Array.from({ length: 600 }, (_, n) => [keyPath(n.toString(16).padStart(32, '0')), theirs] as const);
    const attacked = new Map([...planted, ...files]);
    const memory = briefMemory(await door.keyring.remembered());
    expect((await opened(attacked, byWords(words), memory)).vault.archives()).toEqual([]);
    await expect(opened(attacked, byWords(words))).rejects.toMatchObject({ code: 'TOO_MANY_KEYS' });
  });

  test('is deleted without a word where its key was removed on another device', async () => {
    const { files, passkey, words, door } = await newVault();
    const second = await add(door);
    const other = copyOf(files);
    await removeKey(door.mayChangeKeys, door.keyring.record.keys[2]?.id as string);
    // The record comes to the other device; deletions do not.
    for (const [path, bytes] of files) other.set(path, bytes);
    expect((await listOf(await opened(other, byPasskey(passkey)))).strays).toEqual([]);
    await expect(opened(other, byPasskey(second))).rejects.toMatchObject({ code: 'PASSKEY_UNKNOWN' });
    await opened(other, byWords(words));
  });
});

describe('heirs', () => {
  test('open the vault together with any sheets that suffice, and the set can be replaced and revoked', async () => {
    const { files, door } = await newVault();
    const { shares } = await makeHeirs(door, ['', '', '', ''], 3);
    for (const left of shares.keys()) await opened(files, bySheets(shares.filter((_, at) => at !== left)));
    const next = await makeHeirs(door);
    await expect(opened(files, bySheets(shares))).rejects.toMatchObject({ code: 'SHARES_WRONG' });
    await opened(files, bySheets(next.shares));
    const heirs = (await listOf(door)).keys.find(({ kind }) => kind === 'heirs');
    expect(heirs?.heirs).toEqual({ set: next.set, threshold: 2, people: ['Anna', 'Ben', 'Carla'] });
    await removeKey(door.mayChangeKeys, heirs?.id as string);
    await expect(opened(files, bySheets(next.shares))).rejects.toMatchObject({ code: 'SHARES_WRONG' });
  });

  test('sheets that were not kept open nothing', async () => {
    const { files, door } = await newVault();
    const request = { people: ['', ''], threshold: 2 };
    const { set, shares } = await door.pending.makeHeirs(door.mayChangeKeys, request);
    await expect(opened(files, bySheets(shares))).rejects.toMatchObject({ code: 'SHARES_WRONG' });
    const again = await door.pending.makeHeirs(door.mayChangeKeys, request);
    await expect(door.pending.keepHeirs(door.mayChangeKeys, set)).rejects.toMatchObject({ code: 'KEY_MISSING' });
    await door.pending.keepHeirs(door.mayChangeKeys, again.set);
    await opened(files, bySheets(again.shares));
  });

  test.each([
    { people: ['one'], threshold: 1 },
    { people: ['', ''], threshold: 3 },
    { people: ['', ''], threshold: 1 },
    { people: Array.from({ length: 16 }, () => ''), threshold: 2 },
    { people: ['', '', ''], threshold: 2.5 },
  ])('that make no sense are not made: $threshold of $people.length', async (request) => {
    const { door } = await newVault();
    await expect(door.pending.makeHeirs(door.mayChangeKeys, request)).rejects.toMatchObject({ code: 'UNEXPECTED' });
  });
});

describe('a new key of the vault', () => {
  async function rotated() {
    const made = await newVault();
    const { door, words, passkey } = made;
    const left = await add(door, 'Left behind');
    const lost = await add(door, 'Lost');
    const { shares } = await makeHeirs(door);
    const { archive: before } = await save(door.vault, photo, 'before');
    const finder = copyOf(made.files);
    await removeKey(door.mayChangeKeys, door.keyring.record.keys[3]?.id as string);
    await rotate(door, [byPasskey(passkey), byWords(words)]);
    const { archive: after } = await save(door.vault, photo, 'after');
    return { ...made, left, lost, shares, before, after, finder };
  }
  const titles = (door: VaultDoor) => door.vault.archives().map(({ title }) => title);

  test('leaves all keys reading everything, those that were shown saving, and the lost one out', async () => {
    const { files, passkey, words, left, lost, shares, finder, door } = await rotated();
    const deletedBefore = (await door.keyring.remembered()).deleted;
    for (const proof of [byPasskey(passkey), byWords(words)]) {
      const way = await opened(files, proof);
      expect(titles(way)).toEqual(['after', 'before']);
      expect(way.vault.readsOnly).toBe(false);
    }
    // Sheets open everything, for reading: their file could be anybody's who has ever had a key.
    const heirs = await opened(files, bySheets(shares));
    expect([titles(heirs), heirs.vault.readsOnly]).toEqual([['after', 'before'], true]);
    expect((await listOf(door)).keys.map(({ isOutdated }) => isOutdated)).toEqual([false, false, true, false]);
    expect((await listOf(door)).rotatedAt).not.toBeNull();
    const behind = await opened(files, byPasskey(left));
    expect(titles(behind)).toEqual(['after', 'before']);
    await expect(save(behind.vault, photo)).rejects.toMatchObject({ code: 'KEY_OUTDATED' });
    expect(() => behind.mayChangeKeys).toThrow(expect.objectContaining({ code: 'KEY_OUTDATED' }));
    await expect(opened(files, byPasskey(lost))).rejects.toMatchObject({ code: 'PASSKEY_UNKNOWN' });
    // The finder puts back all that was there before: it gives him what he had, and the owner is told.
    const restored = copyOf(files);
    for (const [path, bytes] of finder) restored.set(path, bytes);
    expect(titles(await opened(restored, byPasskey(lost)))).toEqual(['before']);
    const owner = await opened(restored, byWords(words), briefMemory({ used: {}, deleted: deletedBefore, slots: [] }));
    const list = await listOf(owner);
    expect(kinds(list)).toHaveLength(4);
    expect(list.strays.map(({ removed }) => removed?.name)).toEqual(['Lost']);
  });

  test('is renewed in a key that was left behind, by trying it when a renewed one has opened the vault', async () => {
    const { files, words, left, after } = await rotated();
    const behind = await opened(files, byPasskey(left));
    await behind.show(byWords(words));
    expect(behind.vault.readsOnly).toBe(false);
    expect((await behind.show(byPasskey(left))).use.renewed).toBe(true);
    await save(behind.vault, photo, 'newest');
    const again = await opened(files, byPasskey(left));
    expect([again.vault.readsOnly, titles(again)]).toEqual([false, ['newest', 'after', 'before']]);
    await expectRestores(again.vault, after, photo);
    expect((await listOf(again)).keys.every(({ isOutdated }) => !isOutdated)).toBe(true);
  });

  test('needs two independent keys that are shown', async () => {
    const { passkey, words, door } = await newVault();
    const second = await add(door);
    for (const proofs of [[byPasskey(passkey)], [byWords(words)], [byPasskey(passkey), byPasskey(second)]])
      await expect(rotate(door, proofs)).rejects.toMatchObject({ code: 'KEY_LAST' });
    expect((await listOf(door)).rotatedAt).toBeNull();
  });

  test('makes what the finder of the old one writes afterwards count for nothing', async () => {
    const { files, lost, words, passkey, finder, before } = await rotated();
    const thief = await opened(finder, byPasskey(lost));
    const old = new Set(finder.keys());
    await thief.vault.remove(before, quietly, never);
    await save(thief.vault, photo, 'forged');
    await removeKey(thief.mayChangeKeys, thief.keyring.record.keys[2]?.id as string);
    // All that he wrote comes into the folder, nothing of what was there goes.
    for (const [path, bytes] of finder) if (!old.has(path)) files.set(path, bytes);
    const door = await opened(files, byWords(words));
    expect(titles(door)).toEqual(['forged', 'after', 'before']);
    expect(door.vault.archives().map(({ isLate }) => isLate)).toEqual([true, false, false]);
    expect(kinds(await listOf(door))).toHaveLength(4);
    // Nor does it after the next backup, which knows what was there.
    await save(door.vault, photo, 'newest');
    expect((await opened(files, byPasskey(passkey))).vault.archives().map(({ isLate }) => isLate)).toEqual([
      false,
      true,
      false,
      false,
    ]);
  });

  test('is not taken from a file for the heirs that anybody could have made', async () => {
    const { files, shares, words, finder, passkey } = await rotated();
    // The finder knows for whom the heirs' file is, and makes one with a key of his own: where it stands must not matter.
    const recipient = (await opened(finder, byPasskey(passkey))).keyring.record.keys.at(-1)?.reach as string;
    const old = (await opened(finder, byPasskey(passkey))).session.identities;
    const evil = await newIdentity();
    const file = await sealSlot({ identities: [evil, ...old], reach: null, key: null }, { recipient });
    for (const digit of ['0', 'f']) {
      const planted = keyPath(digit.repeat(32));
      const attacked = copyOf(files).set(planted, file);
      const heir = await opened(attacked, bySheets(shares));
      expect(titles(heir)).toEqual(['after', 'before']);
      await expect(save(heir.vault, photo)).rejects.toMatchObject({ code: 'KEY_OUTDATED' });
      const owner = await opened(attacked, byWords(words));
      expect((await listOf(owner)).strays).toEqual([{ file: planted, removed: null }]);
      await save(owner.vault, photo);
      expect(owner.session.identities).not.toContain(evil);
    }
  });

  test('leaves a key that was removed before reading what there was, and no more', async () => {
    const { files, door, lost, finder } = await rotated();
    // Its file, and nothing else, comes back.
    const [path, bytes] = [...finder].find(([each]) => each.endsWith('.age') && !files.has(each)) as [string, Bytes];
    expect(path).toMatch(/^keys/);
    for (const [each, content] of finder) if (each.startsWith('keys/') && !files.has(each)) files.set(each, content);
    const before = [...files.keys()];
    const finderAgain = await opened(files, byPasskey(lost));
    await expect(save(finderAgain.vault, photo)).rejects.toMatchObject({ code: 'KEY_OUTDATED' });
    expect([...files.keys()]).toEqual(before);
    expect(bytes.length).toBeGreaterThan(0);
    await door.refreshKeys();
    expect((await listOf(door)).strays.map(({ removed }) => removed?.name)).toEqual(['Lost']);
  });

  test('is not taken from a way that anybody could have made', async () => {
    const { files, passkey, words, door } = await newVault();
    await save(door.vault, photo, 'before');
    // A finder with the vault's key makes one of his own, and ways to it for all keys.
    const thief = copyOf(files);
    const evil = await opened(thief, byWords(words));
    await rotate(evil, [byPasskey(passkey), byWords(words)]);
    const own = new Set(files.keys());
    const isWay = (bytes: Uint8Array) => Buffer.from(bytes.subarray(0, 60)).includes('mlkem768x25519');
    for (const [path, bytes] of thief)
      if (!own.has(path) && (path.startsWith('snapshots/') || (path.startsWith('keys/') && isWay(bytes))))
        files.set(path, bytes);
    const victim = await opened(files, byPasskey(passkey));
    expect(victim.vault.readsOnly).toBe(true);
    await expect(save(victim.vault, photo)).rejects.toMatchObject({ code: 'KEY_OUTDATED' });
    expect(titles(victim)).toEqual(['before']);
  });

  test('encrypts the archives anew that the old one opens, read back before they go', async () => {
    const { files, finder, lost, words, door, before } = await rotated();
    expect(door.vault.old).toEqual({ archives: 1, bytes: 7 });
    const told: number[] = [];
    const outcome = await door.vault.reencrypt(({ bytesDone }) => told.push(bytesDone), never);
    expect(outcome).toEqual({ moved: 1, problems: [] });
    expect(told.at(-1)).toBe(14);
    expect(door.vault.old).toEqual({ archives: 0, bytes: 0 });
    const way = await opened(files, byWords(words));
    expect(titles(way)).toEqual(['after', 'before']);
    for (const { id } of way.vault.archives()) await expectRestores(way.vault, id, photo);
    // Nothing that is there now is opened by what the finder has.
    const thief = await opened(finder, byPasskey(lost));
    for (const path of [...files.keys()].filter((each) => each.startsWith('packs/') || each.startsWith('snapshots/')))
      expect(finder.has(path), path).toBe(false);
    expect(thief.vault.archives().map(({ id }) => id)).toEqual([before]);
  });
});

test('a key is tried without anything being changed but the day', async () => {
  const { files, words, door } = await newVault();
  await save(door.vault, photo);
  const before = new Set([...files.keys()].filter((path) => !path.startsWith('snapshots/')));
  const { opened: way, use } = await door.show(byWords(words));
  expect(use).toEqual({ key: door.keyring.record.keys[1]?.id, renewed: false });
  expect(await door.vault.sample(way.contents.identities)).toBe(7);
  expect(new Set([...files.keys()].filter((path) => !path.startsWith('snapshots/')))).toEqual(before);
  const bare = await opened(new Map([...files].filter(([path]) => !path.startsWith('packs/'))), byWords(words));
  expect(await bare.vault.sample(way.contents.identities)).toBeNull();
});
