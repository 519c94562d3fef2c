import { quietly } from '@/utils/vault/progress';
import type { Bytes } from '@/utils/bytes';
import { CapturedChat } from '@/utils/jobs/captures/captured-chat';
import { capturedView } from '@/utils/messengers/captured/format';
import { inspectFiles } from '@/utils/messengers/inspect';
import { openFiles } from '@/utils/messengers/source/open-files';
import { memoryStorage } from '@/utils/storage/memory';
import type { CapturedHeader } from '@/utils/page/captured';
import { MOST_KNOWN } from '@/utils/page/protocol';
import { ChunkIndex } from '@/utils/vault/chunk-index';
import { ChunkReader } from '@/utils/vault/chunk-reader';
import { deriveKeys } from '@/utils/vault/keys';
import { lastCapture } from '@/utils/vault/last-capture';
import type { Vault } from '@/utils/vault/vault';
import { describe, expect, test } from 'vitest';
import { messageOf } from '../lib/fake-captures';
import { entry } from '../lib/files';
import type { Files } from '../lib/storages';
import { identity, never, openVault } from '../lib/vaults';

const HEADER: CapturedHeader = {
  type: 'captured-view',
  version: 1,
  client: 'whatsapp-web',
  chat: { id: 'c1', title: 'Family', kind: 'group' },
  capturedAt: '2026-11-22T12:00:00.000Z',
  since: null,
  ended: 'top',
  continues: null,
  gap: false,
  unseen: [],
};
const ALL = { client: 'whatsapp-web', chat: 'c1', since: null } as const;
const keysOf = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, at) => `id:${first + at}`);
/** Milliseconds of message 1, and of a day. */
const FIRST = messageOf(1).message.time?.ms ?? 0;
const DAY = 86_400_000;

/** Saves a capture with the messages of these numbers. */
async function keep(
  vault: Vault,
  header: Partial<CapturedHeader>,
  first: number,
  last: number,
  text = '',
): Promise<string> {
  const captured = new CapturedChat({ id: 'anna', name: 'Anna' });
  for (let end = last; end >= first; end -= 500) {
    const from = Math.max(first, end - 499);
    const messages = Array.from({ length: end - from + 1 }, (_, at) => messageOf(from + at));
    captured.addBatch(
      [],
      messages.map(({ key, message }) => ({ key, message: { ...message, text: message.text + text } })),
    );
  }
  const entries = [...captured.entries({ ...HEADER, ...header }), entry('other.txt', 'x')];
  const { files } = await openFiles(entries, never);
  const exports = await inspectFiles(files, [capturedView], new Map(), quietly, never);
  expect(exports).toHaveLength(1);
  return (await vault.backUp(entries, { title: 'Family', exports }, quietly, never)).archive;
}

describe('what the vault has of a chat', () => {
  test('is the end of its newest capture, and of those that it goes on from', async () => {
    const vault = await openVault(memoryStorage());
    expect(await vault.lastCapture(ALL)).toEqual({ known: [] });
    await keep(vault, {}, 1, 700);
    expect(await vault.lastCapture(ALL)).toEqual({ known: keysOf(501, 700) });
    await keep(vault, { ended: 'known', continues: 'id:700' }, 701, 703);
    expect(await vault.lastCapture(ALL)).toEqual({ known: keysOf(504, 703) });
    expect((await vault.lastCapture(ALL)).known).toHaveLength(MOST_KNOWN);
  });

  test('is nothing of another chat, nor of the same in another client', async () => {
    const vault = await openVault(memoryStorage());
    await keep(vault, {}, 1, 9);
    await keep(vault, { chat: { id: 'c2', title: 'Family', kind: 'group' } }, 11, 19);
    expect(await vault.lastCapture(ALL)).toEqual({ known: keysOf(1, 9) });
    expect(await vault.lastCapture({ ...ALL, chat: 'c3' })).toEqual({ known: [] });
    await keep(vault, { client: 'telegram-a' }, 21, 29);
    expect(await vault.lastCapture({ ...ALL, client: 'telegram-k' })).toEqual({ known: [] });
    expect(await vault.lastCapture({ ...ALL, client: 'telegram-a' })).toEqual({ known: keysOf(21, 29) });
  });

  test('goes with the archive that was deleted', async () => {
    const vault = await openVault(memoryStorage());
    await keep(vault, {}, 1, 9);
    const newer = await keep(vault, {}, 1, 19);
    await vault.remove(newer, quietly, never);
    expect(await vault.lastCapture(ALL)).toEqual({ known: keysOf(1, 9) });
  });

  test.each<[string, Partial<CapturedHeader>, number | null, boolean]>([
    ['all, by one that was stopped', { ended: 'stopped' }, null, false],
    ['all, by one that was broken off', { ended: 'interrupted' }, null, false],
    ['all, by one that went back to a day', { ended: 'since', since: new Date(FIRST).toISOString() }, null, false],
    ['a day, by one that went back to it', { ended: 'since', since: new Date(FIRST).toISOString() }, FIRST, true],
    ['a day before', { ended: 'since', since: new Date(FIRST).toISOString() }, FIRST - 1, false],
    ['a day, by one that goes on from one of all', { ended: 'known', continues: 'id:0' }, FIRST, true],
    ['all, by one that goes on from one of all', { ended: 'known', continues: 'id:0' }, null, true],
    [
      'all, by one that goes on from one of a day',
      { ended: 'known', since: new Date(FIRST).toISOString() },
      null,
      false,
    ],
    ['a day long after what was stopped', { ended: 'stopped' }, FIRST + 3 * DAY, true],
    ['the day of what was stopped', { ended: 'stopped' }, FIRST + DAY / 2, false],
    ['all, by what reached the top', { ended: 'top', since: new Date(FIRST).toISOString() }, null, true],
  ])('reaches back as far as is asked for, or is nothing: %s', async (_, header, since, reaches) => {
    const vault = await openVault(memoryStorage());
    await keep(vault, header, 1, 9);
    expect(await vault.lastCapture({ ...ALL, since })).toEqual({ known: reaches ? keysOf(1, 9) : [] });
  });

  test('is the one before where the newest was broken off', async () => {
    const vault = await openVault(memoryStorage());
    await keep(vault, {}, 1, 9);
    await keep(vault, { ended: 'interrupted', continues: 'id:9', gap: true }, 20, 29);
    expect(await vault.lastCapture(ALL)).toEqual({ known: keysOf(1, 9) });
  });

  test('is found at the end of a file of many megabytes, and where messages are long', async () => {
    const vault = await openVault(memoryStorage());
    await keep(vault, {}, 1, 1200, ' and so on'.repeat(400));
    expect(await vault.lastCapture(ALL)).toEqual({ known: keysOf(1001, 1200) });
  });

  test('is nothing that was saved with an old key, nor what is damaged', async () => {
    const files: Files = new Map();
    const vault = await openVault(memoryStorage(files));
    await keep(vault, {}, 1, 9);
    const keys = await deriveKeys(identity);
    const storage = memoryStorage(files);
    const reader = new ChunkReader(storage, [keys], await ChunkIndex.load(storage, [keys]));
    const { backups } = vault.snapshots;
    expect(await lastCapture(reader, backups, ALL)).toEqual({ known: keysOf(1, 9) });
    const late = backups.map((backup) => ({ ...backup, isLate: true }));
    expect(await lastCapture(reader, late, ALL)).toEqual({ known: [] });
    for (const [path, bytes] of files) if (path.startsWith('packs/')) files.set(path, spoilt(bytes));
    const anew = new ChunkReader(storage, [keys], await ChunkIndex.load(storage, [keys]));
    expect(await lastCapture(anew, backups, ALL)).toEqual({ known: [] });
  });
});

/** With its second half overwritten. */
function spoilt(bytes: Bytes): Bytes {
  return bytes.map((byte, at) => (at > bytes.length / 2 ? byte ^ 1 : byte));
}
