import { createHash } from 'node:crypto';
import { deriveWrapKey, prfInputs } from '@/utils/passkey/prf';
import { memoryStorage } from '@/utils/storage/memory';
import { VaultDoor } from '@/utils/vault/door';
import { briefMemory } from '@/utils/vault/key-memory';
import type { KeyProof } from '@/utils/vault/key-types';
import { keyList } from '@/utils/vault/key-list';
import { beforeAll, describe, expect, test } from 'vitest';
import { entry } from '../lib/files';
import { type DescribedPasskey, keysDescription, type KeysDescription, vaultFiles } from './load-vectors';
import { softwarePrf } from './reader-keys';
import { restoredFiles } from './restored-files';

// The committed vault whose identity was changed twice, read by the engine: every later version must do so.

let described: KeysDescription;
let files: Awaited<ReturnType<typeof vaultFiles>>;
const never = new AbortController().signal;
beforeAll(async () => {
  [described, files] = await Promise.all([keysDescription(), vaultFiles('vault-v1-keys')]);
});

async function opened(
  proof: KeyProof | ((door: VaultDoor) => Promise<KeyProof>),
  memory = briefMemory(),
): Promise<VaultDoor> {
  const door = new VaultDoor(memoryStorage(new Map(files)), memory);
  await door.unlock(typeof proof === 'function' ? await proof(door) : proof);
  return door;
}

const passkey =
  ({ credentialId, secret }: DescribedPasskey) =>
  async (door: VaultDoor): Promise<KeyProof> => {
    const hint = (await door.passkeys()).find((one) => Buffer.from(one.credentialId).toString('hex') === credentialId);
    if (!hint) throw new Error('no such passkey');
    const prf = softwarePrf(Buffer.from(secret, 'hex'));
    const { first, second } = prfInputs(hint.nonce);
    return { kind: 'passkey', answer: { ...hint, wrapKey: await deriveWrapKey(prf(first), prf(second)) } };
  };

async function expectWhole({ vault }: VaultDoor): Promise<void> {
  const archives = vault.archives();
  expect(archives.map(({ id }) => id).toSorted()).toEqual(described.archives.map(({ name }) => name).toSorted());
  expect(archives.filter(({ isLate }) => isLate).map(({ id }) => id)).toEqual(described.late);
  for (const { name, files: expected } of described.archives)
    expect(await restoredFiles(vault, name)).toEqual(expected);
}

describe('the vault is whole, and is written with the current identity alone, by what is sure to have it', () => {
  const ways: readonly (readonly [string, boolean, () => KeyProof | ((door: VaultDoor) => Promise<KeyProof>)])[] = [
    ['the words', false, () => ({ kind: 'words', typed: described.words.words })],
    ['their digits', false, () => ({ kind: 'words', typed: described.words.digits })],
    ['the passkey', false, () => passkey(described.passkey)],
    ['two sheets', true, () => ({ kind: 'heirs', shares: described.heirs.shares.slice(1) })],
    ['the password that was left behind', true, () => ({ kind: 'password', typed: described.password.password })],
    ['the passkey that was left behind twice', true, () => passkey(described.leftBehind)],
  ];
  test.each(ways)('opened with %s', async (_, readsOnly, proof) => {
    const door = await opened(proof());
    await expectWhole(door);
    expect(door.vault.readsOnly).toBe(readsOnly);
    const backup = door.vault.backUp([entry('new.txt', 'new')], { title: 'New' }, () => {}, never);
    if (readsOnly) await expect(backup).rejects.toMatchObject({ code: 'KEY_OUTDATED' });
    else expect((await backup).problems).toEqual([]);
  });
});

// The record that says that it was removed is encrypted with an identity that it has not got.
test('the passkey that was removed before the changes opens nothing that was there when they were made', async () => {
  const { vault } = await opened(passkey(described.removedKey));
  expect(vault.archives().map(({ id }) => id)).toEqual(described.late);
});

test('the list has the keys of the vault, and names the file that a browser which has deleted it finds again', async () => {
  const bytes = files.get(described.removedKey.slot) ?? new Uint8Array();
  const deleted = [createHash('sha256').update(bytes).digest('base64url')];
  const { keyring, session } = await opened(passkey(described.passkey), briefMemory({ used: {}, deleted, slots: [] }));
  const parts = { record: keyring.record, remembered: await keyring.remembered(), epoch: session.identities.length };
  const { keys, strays, missing, isProtected } = keyList({ ...parts, slots: (await keyring.slots()).slots, now: 0 });
  expect([missing, isProtected]).toEqual([[], true]);
  const outdated = keys.filter(({ isOutdated }) => isOutdated).map(({ kind }) => kind);
  expect(outdated.toSorted()).toEqual(['passkey', 'password']);
  expect(keys.find(({ kind }) => kind === 'heirs')?.heirs?.people).toEqual(described.heirs.people);
  expect(strays).toMatchObject([{ file: described.removedKey.slot, removed: { name: 'Old phone \u202e\u{1f4f1}' } }]);
});
