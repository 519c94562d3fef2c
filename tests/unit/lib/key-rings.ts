import type { NewPasskey } from '@/utils/passkey/types';
import { memoryStorage } from '@/utils/storage/memory';
import { VaultDoor } from '@/utils/vault/door';
import { keyList } from '@/utils/vault/key-list';
import { briefMemory, type KeyMemory } from '@/utils/vault/key-memory';
import type { KeyList, KeyProof } from '@/utils/vault/key-types';
import { newPasskey } from './passkeys';
import { type Files } from './storages';

export const byPasskey = (answer: NewPasskey): KeyProof => ({ kind: 'passkey', answer });
export const byWords = (typed: string): KeyProof => ({ kind: 'words', typed });
export const byPassword = (typed: string): KeyProof => ({ kind: 'password', typed });
export const bySheets = (shares: readonly string[]): KeyProof => ({ kind: 'heirs', shares });

/** A door to the vault in some files, as after a restart. */
export function doorTo(files: Files, memory: KeyMemory = briefMemory()): VaultDoor {
  return new VaultDoor(memoryStorage(files), memory);
}

/** A door that a key has opened. */
export async function opened(files: Files, proof: KeyProof, memory?: KeyMemory): Promise<VaultDoor> {
  const door = doorTo(files, memory);
  await door.unlock(proof);
  return door;
}

/** A vault with a passkey and words. */
export async function newVault(): Promise<{ files: Files; passkey: NewPasskey; words: string; door: VaultDoor }> {
  const storage = memoryStorage();
  const door = new VaultDoor(storage);
  const passkey = await newPasskey();
  await door.create(passkey);
  const words = await door.newWords();
  await door.proveWords(words);
  return { files: storage.files, passkey, words, door };
}

/** The list of keys that an open door would show. */
export async function listOf(door: VaultDoor, now = Date.now()): Promise<ReturnType<typeof keyList>> {
  const { slots } = await door.keyring.slots();
  const remembered = await door.keyring.remembered();
  return keyList({ record: door.keyring.record, slots, remembered, epoch: door.session.identities.length, now });
}

/** Kinds of the keys on a list, in their order. */
export const kinds = ({ keys }: Pick<KeyList, 'keys'>) => keys.map(({ kind }) => kind);
