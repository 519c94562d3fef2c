import type { Bytes } from '@/utils/bytes';
import { VaultDoor } from '@/utils/vault/door';
import { removeKey, renameKey, setPassword } from '@/utils/vault/key-changes';
import { rotate } from '@/utils/vault/rotation';
import { keyPath } from '@/utils/vault/slots';
import { snapshotPath } from '@/utils/vault/snapshot';
import { describe, expect, test, vi } from 'vitest';
import { withOtherLetter } from '../lib/bytes';
import { cheapScrypt } from '../lib/cheap-scrypt';
import { entry } from '../lib/files';
import { byPasskey, byPassword, byWords, kinds, listOf, newVault, opened } from '../lib/key-rings';
import { copyOf, type Files, fullStorage } from '../lib/storages';
import { save } from '../lib/vaults';

vi.mock('@/utils/age/header', async (original) =>
  (await import('../lib/quick-headers')).rememberedHeaders(await original()),
);

cheapScrypt();

const PASSWORD = 'correct horse battery';

/** A vault whose first archive is there, and of whose keys one was removed; its file was kept by somebody. */
async function sample() {
  const made = await newVault();
  const { files, door } = made;
  await save(door.vault, [entry('note.txt', 'a note')]);
  await setPassword(door.mayChangeKeys, PASSWORD);
  const kept = copyOf(files);
  const password = door.keyring.record.keys.find(({ kind }) => kind === 'password');
  await removeKey(door.mayChangeKeys, password?.id ?? '');
  const path = keyPath(password?.slot ?? '');
  const putBack = () => void files.set(path, kept.get(path) as Bytes);
  return { ...made, putBack };
}

/** Paths of the snapshots that count and are no archives; here they are the record of the keys. */
const recordsOf = ({ vault }: VaultDoor) => vault.snapshots.records.map(snapshotPath);
const firstKey = ({ keyring }: VaultDoor) => keyring.record.keys[0]?.id ?? '';

function spoil(files: Files, path: string): void {
  files.set(path, withOtherLetter(files.get(path) as Bytes));
}

describe('the record of the keys', () => {
  test('is there twice after every change, and no more often', async () => {
    const { files, door } = await sample();
    for (const name of ['One', 'Two', 'Three']) {
      await renameKey(door.mayChangeKeys, firstKey(door), name);
      expect(recordsOf(door)).toHaveLength(2);
    }
    expect([...files.keys()].filter((path) => path.startsWith('snapshots/'))).toHaveLength(3);
  });

  test.each([0, 1])(
    'is whole with file %s of it damaged: all can be done, and who was removed stays out',
    async (at) => {
      const { files, passkey, putBack, ...made } = await sample();
      spoil(files, recordsOf(made.door)[at] ?? '');
      putBack();
      await expect(opened(files, byPassword(PASSWORD))).rejects.toMatchObject({ code: 'KEY_REMOVED' });
      const door = await opened(files, byPasskey(passkey));
      expect(door.vault.readsOnly).toBe(false);
      expect(kinds(await listOf(door))).toEqual(['passkey', 'words']);
      await save(door.vault, [entry('other.txt', 'another note')]);
      // Opening has written the copy anew.
      expect(recordsOf(door)).toHaveLength(2);
    },
  );

  test('lets nothing be written where all its files look as if they were for somebody else', async () => {
    const { files, passkey, ...made } = await sample();
    for (const path of recordsOf(made.door)) spoil(files, path);
    const door = await opened(files, byPasskey(passkey));
    expect(door.vault.readsOnly).toBe(true);
    expect(door.vault.archives()).toHaveLength(1);
  });

  test('gets its copy at the next opening where there was no room for it, and counts meanwhile', async () => {
    const { files, passkey, words } = await newVault();
    // The first use of a key is a change of the record too.
    await opened(files, byPasskey(passkey));
    const cramped = new VaultDoor(fullStorage(files, 2));
    await cramped.unlock(byPasskey(passkey));
    await renameKey(cramped.mayChangeKeys, firstKey(cramped), 'Laptop');
    expect(recordsOf(cramped)).toHaveLength(1);
    const later = await opened(files, byWords(words));
    expect((await listOf(later)).keys[0]?.name).toBe('Laptop');
    expect(recordsOf(later)).toHaveLength(2);
  });

  test('is there twice for the identity that a rotation makes', async () => {
    const { files, passkey, words, door } = await sample();
    await rotate(door, [byPasskey(passkey), byWords(words)]);
    spoil(files, recordsOf(door)[0] ?? '');
    const again = await opened(files, byWords(words));
    expect(again.vault.readsOnly).toBe(false);
    expect((await listOf(again)).rotatedAt).not.toBeNull();
  });
});
