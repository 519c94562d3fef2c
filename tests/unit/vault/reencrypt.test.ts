import { quietly } from '@/utils/vault/progress';
import { VaultDoor } from '@/utils/vault/door';
import { addPasskey } from '@/utils/vault/key-changes';
import { rotate } from '@/utils/vault/rotation';
import { memoryStorage } from '@/utils/storage/memory';
import { describe, expect, test, vi } from 'vitest';
import { cheapScrypt } from '../lib/cheap-scrypt';
import { flipped, noise } from '../lib/bytes';
import { entry } from '../lib/files';
import { byPasskey, byWords, newVault, opened } from '../lib/key-rings';
import { type Death, Mortal } from '../lib/mortal';
import { newPasskey } from '../lib/passkeys';
import { copyOf, type Files, mortalStorage } from '../lib/storages';
import { expectRestores, never, save } from '../lib/vaults';

vi.mock('@/utils/age/header', async (original) =>
  (await import('../lib/quick-headers')).rememberedHeaders(await original()),
);

cheapScrypt();

const chat = [entry('chat.txt', 'hello'), entry('photo.jpg', noise(90_000, 1)), entry('empty', '')];
const film = [entry('film.mp4', noise(120_000, 2))];

/** Two archives of before the vault's key was changed, and one of after. */
async function changed() {
  const { files, passkey, words, door } = await newVault();
  await addPasskey(door.mayChangeKeys, await newPasskey(), '');
  await save(door.vault, chat, 'chat');
  await save(door.vault, film, 'film');
  const old = new Set([...files.keys()].filter((path) => !path.startsWith('keys/')));
  await rotate(door, [byPasskey(passkey), byWords(words)]);
  await save(door.vault, chat, 'newest');
  return { files, words, old };
}

const contents: Record<string, typeof chat> = { chat, film, newest: chat };
async function expectAll(files: Files, words: string) {
  const door = await opened(copyOf(files), byWords(words));
  const archives = door.vault.archives();
  expect(new Set(archives.map(({ title }) => title))).toEqual(new Set(Object.keys(contents)));
  for (const { id, title } of archives) await expectRestores(door.vault, id, contents[title] ?? []);
  return door.vault;
}

describe('encrypting archives anew', () => {
  test('keeps what they are, in their order, and leaves nothing that the old key opens', async () => {
    const { files, words, old } = await changed();
    const before = (await opened(copyOf(files), byWords(words))).vault.archives();
    const { vault } = await opened(files, byWords(words));
    expect(await vault.reencrypt(quietly, never)).toEqual({ moved: 2, problems: [] });
    const after = (await expectAll(files, words)).archives();
    const facts = (archives: typeof after) =>
      archives.map(({ title, createdAt, files: n, bytes }) => [title, createdAt, n, bytes]);
    expect(facts(after)).toEqual(facts(before));
    expect([...files.keys()].filter((path) => old.has(path))).toEqual([]);
    expect(await vault.reencrypt(quietly, never)).toEqual({ moved: 0, problems: [] });
  });

  test.each<Death>(['before', 'after', 'half'])(
    'and killed %s any change loses nothing, and goes on',
    async (death) => {
      const { files, words, old } = await changed();
      for (let k = 1; ; k++) {
        const world = copyOf(files);
        const mortal = new Mortal();
        const door = new VaultDoor(mortalStorage(world, mortal));
        await door.unlock(byWords(words));
        mortal.doom(k, death);
        await door.vault.reencrypt(quietly, never).catch((thrown: unknown) => {
          if (!mortal.dead) throw thrown;
        });
        await expectAll(world, words);
        const { vault } = await opened(world, byWords(words));
        expect((await vault.reencrypt(quietly, never)).problems).toEqual([]);
        const whole = await expectAll(world, words);
        expect([whole.old.archives, whole.archives().length]).toEqual([0, 3]);
        // What half a snapshot needs is not known: nothing is freed while it is there.
        if (death !== 'half') expect([...world.keys()].filter((path) => old.has(path))).toEqual([]);
        if (!mortal.dead) break;
      }
    },
    120_000,
  );

  test('stopped in the middle keeps what is done, and leaves one that is damaged as it is', async () => {
    const { files, words, old } = await changed();
    const stop = new AbortController();
    const storage = memoryStorage(files);
    let snapshots = 0;
    const door = new VaultDoor({
      ...storage,
      // The first archive's copy, and the record that the old one was removed.
      write: async (path, bytes) => {
        await storage.write(path, bytes);
        if (path.startsWith('snapshots/') && ++snapshots === 2) stop.abort();
      },
    });
    await door.unlock(byWords(words));
    snapshots = 0;
    await expect(door.vault.reencrypt(quietly, stop.signal)).rejects.toThrow();
    expect((await expectAll(files, words)).old.archives).toBe(1);
    const path = [...files.keys()].find((each) => old.has(each) && each.startsWith('packs/')) as string;
    files.set(path, flipped(files.get(path) as Uint8Array<ArrayBuffer>, 5000));
    const again = await opened(files, byWords(words));
    const { problems } = await again.vault.reencrypt(quietly, never);
    expect(problems.length).toBe(again.vault.old.archives);
    expect(again.vault.archives()).toHaveLength(3);
  });
});
