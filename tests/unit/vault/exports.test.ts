import { quietly } from '@/utils/vault/progress';
import { encryptFile } from '@/utils/age/file';
import { totalsOf } from '@/utils/messengers/summary/summary';
import { memoryStorage } from '@/utils/storage/memory';
import { chatMarks } from '@/utils/vault/chat-marks';
import type { ChunkReader } from '@/utils/vault/chunk-reader';
import { encodeDetails } from '@/utils/vault/export-details';
import { type BackupSnapshot, encodeSnapshot, shortName, snapshotPath } from '@/utils/vault/snapshot';
import { deriveKeys, newIdentity, snapshotName } from '@/utils/vault/keys';
import { Vault } from '@/utils/vault/vault';
import { describe, expect, test } from 'vitest';
import { flipped, noise } from '../lib/bytes';
import { chatSummary, exportSummary } from '../lib/exports';
import { entry } from '../lib/files';
import { expectRestores, identity, never, openVault, save } from '../lib/vaults';

const chat = [entry('chat.txt', 'hello'), entry('photo.jpg', noise(90_000, 1))];
const accounts = [
  exportSummary(),
  exportSummary({
    messenger: 'telegram',
    variant: 'account-json',
    // Too much for one chunk, also compressed.
    chats: Array.from({ length: 400 }, (_, n) =>
      chatSummary({ id: `chat${n}`, title: Buffer.from(noise(200, n + 1)).toString('base64') }),
    ),
  }),
];

async function saved(exports = accounts, title = 'Family') {
  const storage = memoryStorage();
  const vault = await openVault(storage);
  const { archive } = await vault.backUp(chat, { title, exports }, quietly, never);
  return { storage, vault, archive };
}

const packsIn = (files: ReadonlyMap<string, unknown>) => [...files.keys()].filter((path) => path.startsWith('packs/'));

test('a backup of the same files stores nothing for what is known of them, new since another archive or not', async () => {
  const { storage, vault } = await saved();
  const before = packsIn(storage.files);
  const added = { messages: 0, attachments: 0 };
  const same = accounts.map((one) => ({ ...one, chats: one.chats.map((each) => ({ ...each, added })) }));
  const { archive } = await vault.backUp(chat, { title: 'Again', exports: same }, quietly, never);
  expect(vault.archives().find(({ id }) => id === archive)?.exports[0]).toMatchObject({ added });
  expect(await vault.exports(archive)).toEqual(accounts);
  expect(packsIn(storage.files)).toEqual(before);
});

describe('what is known of the exports', () => {
  test('is told with the list of archives in a few numbers, and chat by chat when asked', async () => {
    const { storage, archive } = await saved();
    const vault = await openVault(storage);
    expect(vault.archives()).toMatchObject([{ id: archive, exports: accounts.map(totalsOf) }]);
    expect(await vault.exports(archive)).toEqual(accounts);
    await expect(vault.exports('0'.repeat(64))).rejects.toMatchObject({ code: 'ARCHIVE_MISSING' });
    await expectRestores(vault, archive, chat);
  });

  test('does not make the snapshot longer with the number of chats', async () => {
    const { storage, archive } = await saved();
    expect(storage.files.get(snapshotPath(archive))?.length).toBeLessThan(8000);
  });

  test('is nothing where nothing was recognised', async () => {
    const { vault, archive } = await saved([]);
    expect(vault.archives()).toMatchObject([{ exports: [] }]);
    expect(await vault.exports(archive)).toEqual([]);
    expect(vault.snapshots.backup(archive)).not.toHaveProperty('exports');
    expect(vault.snapshots.backup(archive)).not.toHaveProperty('details');
  });

  test('stays when other archives go', async () => {
    const { storage, vault, archive } = await saved();
    const other = await vault.backUp([entry('b', noise(300_000, 2))], { title: 'b' }, quietly, never);
    await vault.remove(other.archive, quietly, never);
    expect(await (await openVault(storage)).exports(archive)).toEqual(accounts);
  });

  test('goes with its archive', async () => {
    const { storage, vault, archive } = await saved();
    await vault.remove(archive, quietly, never);
    expect(packsIn(storage.files)).toEqual([]);
  });

  test('may be damaged or missing: the archive is whole', async () => {
    const { storage, vault } = await saved();
    const before = new Set(packsIn(storage.files));
    // All but what describes them is there already.
    const again = await vault.backUp(chat, { title: 'Again', exports: [accounts[1] as never] }, quietly, never);
    const own = packsIn(storage.files).filter((path) => !before.has(path));
    const whole = new Map(storage.files);
    for (const harm of ['damaged', 'missing']) {
      for (const path of own)
        if (harm === 'missing') storage.files.delete(path);
        else storage.files.set(path, flipped(whole.get(path) as Uint8Array<ArrayBuffer>, 5000));
      const opened = await openVault(storage);
      expect(await opened.exports(again.archive)).toEqual([]);
      expect(opened.archives()[0]).toMatchObject({ title: 'Again', exports: [{ messenger: 'telegram' }] });
      await opened.lookForMissing();
      expect(opened.archives().map(({ missing }) => missing)).toEqual([null, null]);
      await expectRestores(opened, again.archive, chat);
      expect((await opened.chatMarks()).size).toBe(401);
    }
  });

  test('is carried over when the archive is encrypted anew, as far as it can be read', async () => {
    const { storage, archive } = await saved();
    const now = [await newIdentity(), identity];
    const vault = await Vault.open(storage, now);
    expect(await vault.reencrypt(quietly, never)).toEqual({ moved: 1, problems: [] });
    const [moved] = vault.archives();
    expect(moved).toMatchObject({ exports: accounts.map(totalsOf) });
    expect(vault.snapshots.backup(moved?.id ?? '').movedFrom).toBe(shortName(archive));
    // The new identity alone opens all of it.
    const alone = await Vault.open(storage, now.slice(0, 1));
    expect(await alone.exports(moved?.id ?? '')).toEqual(accounts);
  });

  test('where it is damaged does not keep an archive from being encrypted anew', async () => {
    const storage = memoryStorage();
    await save(await openVault(storage), chat);
    const before = new Set(storage.files.keys());
    const first = await openVault(storage);
    await first.backUp(chat, { title: 'Family', exports: accounts }, quietly, never);
    for (const path of packsIn(storage.files)) if (!before.has(path)) storage.files.delete(path);
    const vault = await Vault.open(storage, [await newIdentity(), identity]);
    expect(await vault.reencrypt(quietly, never)).toEqual({ moved: 2, problems: [] });
    const [moved] = vault.archives();
    expect(moved).toMatchObject({ exports: accounts.map(totalsOf) });
    expect(await vault.exports(moved?.id ?? '')).toEqual([]);
  });

  test.each([
    ['no array', { messenger: 'whatsapp' }, 0],
    ['no numbers', [{ ...totalsOf(exportSummary()), messages: '12' }], 0],
    ['no object', [null], 0],
    ['no time', [{ ...totalsOf(exportSummary()), last: 'yesterday' }], 0],
    ['a messenger of tomorrow', [{ ...totalsOf(exportSummary()), messenger: 'pigeon' }, totalsOf(exportSummary())], 1],
    ['members of tomorrow', [{ ...totalsOf(exportSummary()), mood: 'good' }], 1],
  ])('is left out where it is not sound: %s', async (_, exports, left) => {
    const { storage, vault, archive } = await saved();
    const keys = await deriveKeys(identity);
    const lineage = { known: [], removed: [] };
    const snapshot = {
      ...vault.snapshots.backup(archive),
      ...lineage,
      exports,
      details: left ? ['x'] : 5,
      title: 'Odd',
    };
    const plaintext = encodeSnapshot(snapshot as never);
    const name = await snapshotName(keys, plaintext);
    await storage.write(snapshotPath(name), await encryptFile(plaintext, keys.recipient));
    const opened = await openVault(storage);
    const odd = opened.archives().find(({ title }) => title === 'Odd');
    expect(odd?.exports).toHaveLength(left);
    expect(await opened.exports(name)).toEqual([]);
    await expectRestores(opened, name, chat);
    expect(opened.damaged).toEqual([]);
  });
});

describe('what earlier archives have of chats', () => {
  const mark = { last: '2026-11-20T21:40:00', atLast: 1 };

  test('is of the newest of each, without guesses', async () => {
    const { storage, vault } = await saved([
      exportSummary({ chats: [chatSummary(), chatSummary({ id: 'other', me: { id: 'Anna', by: 'answer' } })] }),
    ]);
    const later = chatSummary({ last: '2027-01-01T00:00:00', atLast: 2, dayFirst: { value: false, by: 'file' } });
    await vault.backUp(chat, { title: 'b', exports: [exportSummary({ chats: [later] })] }, quietly, never);
    await vault.backUp(chat, { title: 'c' }, quietly, never);
    for (const each of [vault, await openVault(storage), vault])
      expect(await each.chatMarks()).toEqual(
        new Map([
          ['whatsapp:family', { last: later.last, atLast: 2, dayFirst: false }],
          ['whatsapp:other', { ...mark, me: 'Anna' }],
        ]),
      );
  });

  test('is what reaches furthest, where a chat is in several exports of an archive', async () => {
    const at = (last: string | null) => exportSummary({ chats: [chatSummary({ last })] });
    const zoned = '2026-11-20T22:40:00+01:00';
    const { vault } = await saved([
      at(null),
      at(zoned),
      at('2026-11-20T22:40:01'),
      at('2026-11-20T21:00:00Z'),
      at(null),
    ]);
    expect([...(await vault.chatMarks()).values()]).toEqual([{ last: '2026-11-20T22:40:01', atLast: 1 }]);
  });

  test('looks at the hundred newest archives, and not at those of an old key', async () => {
    const exports = (id: string) => [exportSummary({ chats: [chatSummary({ id })] })];
    const reader = {
      async *read([id]: string[]) {
        yield encodeDetails(exports(id as string));
      },
    } as unknown as ChunkReader;
    const backups = Array.from({ length: 102 }, (_, n) => {
      const snapshot = { kind: 'backup', details: [`${n}`] } as unknown as BackupSnapshot;
      return { name: `${n}`, snapshot, isOld: false, isLate: n === 3 };
    });
    const keys = [...(await chatMarks(reader, backups)).keys()];
    const expected = [...backups.keys()].filter((n) => n !== 3 && n <= 100).map((n) => `whatsapp:${n}`);
    expect(keys).toEqual(expected);
  });
});
