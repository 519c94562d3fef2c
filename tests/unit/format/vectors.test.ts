import { quietly } from '@/utils/vault/progress';
import { deriveWrapKey, prfInputs } from '@/utils/passkey/prf';
import { memoryStorage } from '@/utils/storage/memory';
import { VaultDoor } from '@/utils/vault/door';
import type { ArchiveFile, SourceEntry } from '@/utils/vault/types';
import { Vault } from '@/utils/vault/vault';
import { beforeAll, describe, expect, test } from 'vitest';
import { vaultDescription, type VaultDescription, vaultFiles } from './load-vectors';
import { softwarePrf } from './reader-keys';
import { restoredFiles } from './restored-files';

// The committed vault, read by the engine: every later version must do so.

let described: VaultDescription;
let files: Awaited<ReturnType<typeof vaultFiles>>;
const never = new AbortController().signal;
beforeAll(async () => {
  [described, files] = await Promise.all([vaultDescription(), vaultFiles()]);
});

const storage = () => memoryStorage(new Map(files));

async function expectWhole(vault: Vault): Promise<void> {
  const archives = vault.archives();
  expect(archives.map(({ id }) => id).toSorted()).toEqual(described.archives.map(({ name }) => name).toSorted());
  for (const { name, title, problems, files: expected } of described.archives) {
    const archive = archives.find(({ id }) => id === name);
    expect(archive).toMatchObject({ title, problems, problemCount: problems.length, files: expected.length });
    expect(archive?.bytes).toBe(expected.reduce((sum, { size }) => sum + size, 0));
    expect(await restoredFiles(vault, name)).toEqual(expected);
  }
}

describe('the vault of format version 1', () => {
  test('looks protected from outside', async () => {
    const size = [...files].filter(([path]) => path.includes('/')).reduce((sum, [, bytes]) => sum + bytes.length, 0);
    expect(await new VaultDoor(storage()).outline()).toEqual({ stage: 'protected', storedBytes: size });
  });

  test('is whole when opened with the recovery words, however they are typed', async () => {
    const door = new VaultDoor(storage());
    await door.unlock({ kind: 'words', typed: `  ${described.words.words.toUpperCase().replaceAll(' ', ',\n')}. ` });
    await expectWhole(door.vault);
  });

  test('is whole when opened with the passkey', async () => {
    const door = new VaultDoor(storage());
    const [hint, ...more] = await door.passkeys();
    expect(more).toEqual([]);
    if (!hint) throw new Error('no passkey');
    const { credentialId, rpId, transports } = described.passkey;
    expect([Buffer.from(hint.credentialId).toString('hex'), hint.rpId, hint.transports]).toEqual([
      credentialId,
      rpId,
      transports,
    ]);
    const prf = softwarePrf(Buffer.from(described.passkey.secret, 'hex'));
    const { first, second } = prfInputs(hint.nonce);
    const answer = { ...hint, wrapKey: await deriveWrapKey(prf(first), prf(second)) };
    await door.unlock({ kind: 'passkey', answer });
    await expectWhole(door.vault);
  });

  test('is whole when opened with the identities, also without its index files', async () => {
    await expectWhole(await Vault.open(storage(), described.identities));
    const left = new Map([...files].filter(([path]) => !path.startsWith('index/')));
    expect(left.size).toBeLessThan(files.size);
    await expectWhole(await Vault.open(memoryStorage(left), described.identities));
  });

  test('takes a backup of what it holds, and stores next to nothing for it', async () => {
    const vault = await Vault.open(storage(), described.identities);
    const entries: SourceEntry[] = [];
    const sink = {
      async file({ path, modifiedAt }: ArchiveFile, content: AsyncIterable<Uint8Array<ArrayBuffer>>) {
        const file = new File(await Array.fromAsync(content), 'file', { lastModified: modifiedAt });
        entries.push({ path, file });
      },
      finish: async () => {},
    };
    const family = described.archives[2];
    await vault.restore(family?.name ?? '', null, sink, () => {}, never);
    const { archive, addedBytes } = await vault.backUp(entries, { title: 'Again' }, () => {}, never);
    // One pack of the smallest size, an index file and a snapshot; without what was there it would be twice that.
    expect(addedBytes).toBeLessThan(80_000);
    expect(await restoredFiles(vault, archive)).toEqual(family?.files);
    await vault.remove(archive, quietly, never);
    await expectWhole(vault);
  });
});
