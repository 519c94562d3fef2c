import { quietly } from '@/utils/vault/progress';
import { folderMethods } from '@/utils/jobs/folder-methods';
import { VaultDoor } from '@/utils/vault/door';
import { addPasskey, removeKey } from '@/utils/vault/key-changes';
import { briefMemory } from '@/utils/vault/key-memory';
import type { KeyProof } from '@/utils/vault/key-types';
import { rotate } from '@/utils/vault/rotation';
import { keyPath } from '@/utils/vault/slots';
import { expect, test } from 'vitest';
import { cheapScrypt } from '../lib/cheap-scrypt';
import { Device } from '../lib/device';
import { entry } from '../lib/files';
import { byPasskey, byWords, kinds, listOf, newVault } from '../lib/key-rings';
import { newPasskey } from '../lib/passkeys';
import { expectRestores, never, save } from '../lib/vaults';

cheapScrypt();

const photo = [entry('photo.jpg', 'a photo')];

/** A browser whose vault lives in the folder. */
class Browser {
  readonly device: Device;
  readonly #memory = briefMemory();
  door: VaultDoor;

  constructor(device: Device) {
    this.device = device;
    this.door = this.#locked();
  }

  #locked(): VaultDoor {
    return new VaultDoor(this.device.place.storage, this.#memory);
  }

  lock(): void {
    this.door = this.#locked();
  }

  async open(proof: KeyProof): Promise<VaultDoor> {
    this.lock();
    await this.door.unlock(proof);
    return this.door;
  }

  /** Folder and browser are brought together, as the worker does it. */
  async sync(): Promise<void> {
    const { sync } = folderMethods(async () => ({ place: this.device.place, door: this.door }));
    await sync(undefined, { tell: quietly, signal: never });
  }
}

/** Two browsers with one folder between them, which both see at once; and a second passkey. */
async function twoBrowsers() {
  const { files, passkey, words, door } = await newVault();
  const second = await newPasskey();
  await addPasskey(door.mayChangeKeys, second, 'Old phone');
  await save(door.vault, photo, 'before');
  const first = new Browser(await Device.make(files));
  await first.device.use(true);
  await first.sync();
  const other = new Browser(await Device.make([], first.device.tree));
  await other.device.adopt();
  await first.open(byPasskey(passkey));
  const slot = first.door.keyring.record.keys[2]?.slot as string;
  const remove = () => removeKey(first.door.mayChangeKeys, first.door.keyring.record.keys[2]?.id as string);
  return { first, other, passkey, second, words, path: keyPath(slot), remove, folder: first.device.tree.files };
}

test('a key that was removed on one device is none on the others, whatever they do before they know', async () => {
  const { first, other, second, words, path, remove, folder } = await twoBrowsers();
  expect(other.device.files.has(path)).toBe(true);
  await remove();
  await first.sync();
  expect(folder.has(path)).toBe(false);
  // Locked, nobody there can know why it is gone: it does not go back.
  await other.sync();
  await other.sync();
  expect(folder.has(path)).toBe(false);
  const door = await other.open(byWords(words));
  expect(other.device.files.has(path)).toBe(false);
  expect(await listOf(door)).toMatchObject({ strays: [], missing: [], isProtected: true });
  await expect(other.open(byPasskey(second))).rejects.toMatchObject({ code: 'PASSKEY_UNKNOWN' });
  await first.sync();
  expect((await listOf(first.door)).strays).toEqual([]);
});

test('a key whose file somebody deleted in the folder goes there again, once the vault is open', async () => {
  const { first, other, second, words, path, folder } = await twoBrowsers();
  folder.delete(path);
  await other.sync();
  expect(folder.has(path)).toBe(false);
  await other.open(byWords(words));
  await other.sync();
  await other.sync();
  expect(folder.has(path)).toBe(true);
  await first.open(byPasskey(second));
});

test('the record of the keys goes to the folder again where it was deleted there', async () => {
  const { first, folder } = await twoBrowsers();
  await first.sync();
  const [name = ''] = first.door.vault.snapshots.records;
  const path = `snapshots/${name}.age`;
  expect(folder.delete(path)).toBe(true);
  await first.sync();
  await first.sync();
  expect(folder.has(path)).toBe(true);
});

test('what the keys are called, and which there are, is the same on both after changes at the same time', async () => {
  const { first, other, words, remove } = await twoBrowsers();
  await other.open(byWords(words));
  const third = await newPasskey();
  await addPasskey(other.door.mayChangeKeys, third, 'Blue key');
  await remove();
  for (const browser of [first, other, first, other]) await browser.sync();
  const [one, two] = [await listOf(first.door), await listOf(other.door)];
  expect(kinds(one)).toEqual(['passkey', 'words', 'passkey']);
  expect(one.keys.map(({ name }) => name)).toEqual(two.keys.map(({ name }) => name));
  expect([...one.strays, ...two.strays, ...one.missing, ...two.missing]).toEqual([]);
  await first.open(byPasskey(third));
});

test('a device that has the vault open when its key is changed elsewhere goes on reading, and saves when it is renewed', async () => {
  const { first, other, passkey, second, words } = await twoBrowsers();
  await other.open(byPasskey(second));
  await rotate(first.door, [byPasskey(passkey), byWords(words)]);
  const { archive } = await save(first.door.vault, photo, 'after');
  await first.sync();
  expect(other.door.vault.readsOnly).toBe(false);
  await other.sync();
  expect(other.door.vault.readsOnly).toBe(true);
  expect(other.door.vault.archives().map(({ title }) => title)).toEqual(['after', 'before']);
  await expectRestores(other.door.vault, archive, photo);
  await expect(save(other.door.vault, photo)).rejects.toMatchObject({ code: 'KEY_OUTDATED' });
  await other.door.show(byWords(words));
  expect((await other.door.show(byPasskey(second))).use.renewed).toBe(true);
  await save(other.door.vault, photo, 'from there');
  for (const browser of [other, first]) await browser.sync();
  expect(first.door.vault.archives().map(({ title, isLate }) => [title, isLate])).toEqual([
    ['from there', false],
    ['after', false],
    ['before', false],
  ]);
  await first.open(byPasskey(second));
  expect(first.door.vault.readsOnly).toBe(false);
});
