import type { NewPasskey } from '@/utils/passkey/types';
import type { CallContext } from '@/utils/rpc';
import type { VaultDoor } from '@/utils/vault/door';
import { addPasskey, deleteKeyFile, removeKey, renameKey, setPassword } from '@/utils/vault/key-changes';
import { keyList } from '@/utils/vault/key-list';
import type { HeirsRequest, KeyList, KeyProof, KeyTried } from '@/utils/vault/key-types';
import { vaultId } from '@/utils/vault/keys';
import { rotate } from '@/utils/vault/rotation';

/** What the state says of an open vault's keys. */
export interface KeyState {
  readonly readsOnly: boolean;
  /** Keys that have not been proved for long. */
  readonly due: number;
}

/** The methods of the vault's worker that have to do with keys. */
export function keyMethods(door: () => Promise<VaultDoor>) {
  const list = async (way: VaultDoor, signal?: AbortSignal) => {
    const { keyring, session } = way;
    const [{ slots }, remembered] = await Promise.all([keyring.slots(signal), keyring.remembered()]);
    return keyList({ record: keyring.record, slots, remembered, epoch: session.identities.length, now: Date.now() });
  };
  return {
    create: async (passkey: NewPasskey, { signal }: CallContext) => (await door()).create(passkey, signal),
    abandon: async (_: void, { signal }: CallContext) => (await door()).abandon(signal),
    passkeys: async (_: void, { signal }: CallContext) => (await door()).passkeys(signal),
    unlock: async (proof: KeyProof, { signal, tell }: CallContext) => (await door()).unlock(proof, tell, signal),
    newWords: async () => (await door()).newWords(),
    proveWords: async (words: string, { signal }: CallContext) => (await door()).proveWords(words, signal),
    dropWords: async () => (await door()).pending.dropWords(),
    mayChangeKeys: async () => void (await door()).mayChangeKeys,
    async keys(_: void, { signal }: CallContext): Promise<KeyList> {
      const way = await door();
      const { archives: oldArchives, bytes: oldBytes } = way.vault.old;
      const id = await vaultId(way.session.identities.at(-1) as string);
      return { ...(await list(way, signal)), vaultId: id, oldArchives, oldBytes };
    },
    async keyState(_: void, { signal }: CallContext): Promise<KeyState> {
      const way = await door();
      const { keys } = await list(way, signal);
      return { readsOnly: way.vault.readsOnly, due: keys.filter(({ isDue }) => isDue).length };
    },
    async tryKey(proof: KeyProof, { signal }: CallContext): Promise<KeyTried> {
      const way = await door();
      const { opened, use } = await way.show(proof, signal);
      const identities = use.renewed ? way.session.identities : opened.contents.identities;
      return { ...use, sampleBytes: await way.vault.sample(identities, signal) };
    },
    addPasskey: async ({ passkey, name }: { passkey: NewPasskey; name: string }, { signal }: CallContext) =>
      addPasskey((await door()).mayChangeKeys, passkey, name, signal),
    renameKey: async ({ id, name }: { id: string; name: string }, { signal }: CallContext) =>
      renameKey((await door()).mayChangeKeys, id, name, signal),
    removeKey: async (id: string, { signal }: CallContext) => removeKey((await door()).mayChangeKeys, id, signal),
    setPassword: async (password: string, { signal }: CallContext) =>
      setPassword((await door()).mayChangeKeys, password, signal),
    async makeHeirs(request: HeirsRequest, { signal }: CallContext) {
      const way = await door();
      return await way.pending.makeHeirs(way.mayChangeKeys, request, signal);
    },
    async keepHeirs(set: string, { signal }: CallContext) {
      const way = await door();
      await way.pending.keepHeirs(way.mayChangeKeys, set, signal);
    },
    deleteKeyFile: async (file: string, { signal }: CallContext) =>
      deleteKeyFile((await door()).mayChangeKeys, file, signal),
    async rotate(proofs: readonly KeyProof[], { signal }: CallContext) {
      const way = await door();
      await rotate(way, proofs, signal);
    },
  };
}
