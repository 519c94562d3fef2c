import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { metaE2ee } from '@/utils/messengers/meta/e2ee-format';
import type { Message } from '@/utils/messengers/model';
import { find, memoryFile, only, readAll } from '../lib/read';
import { type MetaMessage, type MetaThread, writeE2ee } from '../writers/meta';
import { expectedReactions, threads } from './threads';

function expected(written: MetaMessage, chat: string, seq: number, photo: string): Message {
  const { sender, ms, text, kind, photos } = written;
  const attachments = photos.map((name) => ({
    kind: 'image' as const,
    name,
    ...(photo.endsWith(`/${name}`) ? { path: photo } : { path: null, missing: 'not-found' as const }),
  }));
  const reactions = expectedReactions(written);
  const shown = photos.length > 0 ? 'media' : text === '' ? 'other' : 'text';
  return {
    chat,
    seq,
    id: null,
    time: { ms, zone: 0, precision: 'millisecond' },
    sender,
    kind: kind === 'deleted' || kind === 'call' ? kind : shown,
    text,
    ...(kind === 'call' && { nativeKind: 'call' }),
    ...(attachments.length > 0 && { attachments }),
    ...(reactions.length > 0 && { reactions }),
  };
}

/** Clean text that could be taken for mangled UTF-8: the export does not tell the one from the other. */
function isDoubtful(model: readonly MetaThread[]): boolean {
  return /[\u0080-\u00bf]/.test(JSON.stringify(model));
}

describe("Messenger's end-to-end-encrypted export", () => {
  test('what was written is read', async () => {
    await fc.assert(
      fc.asyncProperty(
        threads({ halves: true }).filter((model) => !isDoubtful(model)),
        fc.constantFrom('', 'messages/', 'messages.zip/'),
        fc.integer({ min: 1, max: 300 }),
        async (model, folder, block) => {
          const zip = folder.endsWith('.zip/') ? 'messages.zip' : null;
          const photo = `${folder}media/a.jpg`;
          const files = model.map((thread, index) =>
            memoryFile(`${folder}${index}_${index}.json`, writeE2ee(thread, index), block, zip),
          );
          const [found, ...more] = await find(metaE2ee, [...files, memoryFile(photo, 'x', 1, zip)]);
          expect(found).toMatchObject({ messenger: 'messenger', variant: 'e2ee' });
          expect(more).toEqual([]);
          if (!found) return;
          const events = await readAll(found);
          expect(only(events, 'unparsed')).toEqual([]);
          const chats = only(events, 'chat').map(({ chat }) => chat);
          expect(chats.map(({ title }) => title)).toEqual(model.map(({ title }) => title));
          expect(new Set(chats.map(({ id }) => id)).size).toBe(model.length);
          for (const [index, { id }] of chats.entries()) {
            const messages = only(events, 'message').flatMap(({ message }) => (message.chat === id ? [message] : []));
            expect(messages).toEqual(model[index]?.messages.map((one, seq) => expected(one, id, seq, photo)));
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  test('the number in a name is no part of it, but tells two chats of the same name apart', async () => {
    const chat = (name: string) =>
      JSON.stringify({ participants: ['A', 'B'], threadName: name, messages: [{ senderName: 'A', timestamp: 1 }] });
    const files = ['Ann_10', 'Ann_2', 'Bob_3'].map((name) => memoryFile(`${name}.json`, chat(name)));
    const [found] = await find(metaE2ee, files);
    const chats = only(found ? await readAll(found) : [], 'chat').map((event) => event.chat);
    expect(chats.map(({ id, title }) => [id, title])).toEqual([
      ['Ann', 'Ann'],
      ['Bob', 'Bob'],
      ['Ann_10', 'Ann'],
    ]);
  });

  test('other JSON is not claimed', async () => {
    const others = [
      {},
      { participants: ['A'] },
      { threadName: 'x' },
      { participants: [{ name: 'A' }], messages: [{ sender_name: 'A', timestamp_ms: 1 }] },
    ];
    for (const other of others)
      expect(await find(metaE2ee, [memoryFile('A_1.json', JSON.stringify(other))])).toEqual([]);
  });
});
