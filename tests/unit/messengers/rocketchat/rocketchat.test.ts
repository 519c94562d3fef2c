import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rocketchat } from '@/utils/messengers/rocketchat/format';
import { find, memoryFile, only, readAll } from '../lib/read';
import { meant, retold, spokenChat } from '../lib/spoken';
import { messageId, userOf, writeRocketchat } from '../writers/rocketchat';

/** The messages of a room. */
async function read(messages: readonly unknown[]) {
  const [found] = await find(rocketchat, [
    memoryFile('room.json', JSON.stringify({ roomId: 'R', roomName: 'r', messages })),
  ]);
  return found ? await readAll(found) : [];
}

const U = { _id: 'u1', username: 'ann' };

describe('Rocket.Chat, a room from the web client', () => {
  test('what was written is read, whatever the order of the keys', async () => {
    await fc.assert(
      fc.asyncProperty(spokenChat(), fc.boolean(), fc.integer({ min: 1, max: 300 }), async (model, isOld, block) => {
        const [found] = await find(rocketchat, [memoryFile('a.json', writeRocketchat(model, isOld), block)]);
        expect(found).toMatchObject({ messenger: 'rocketchat', variant: 'json', path: 'a.json' });
        const events = await readAll(found ?? expect.fail());
        expect(only(events, 'unparsed')).toEqual([]);
        expect(only(events, 'chat').at(-1)?.chat).toEqual({ id: 'GENERAL', title: model.title, kind: 'unknown' });
        expect(only(events, 'message').map(({ message }) => retold(message))).toEqual(
          model.messages.map((message, seq) => {
            const one = meant(message, seq, messageId, userOf);
            return { ...one, files: one.files.map(({ name }) => ({ name, isThere: false })) };
          }),
        );
        const people = new Map(
          only(events, 'participant').map(({ participant, me }) => [participant.id, { ...participant, me }]),
        );
        for (const [id, { name, me }] of people)
          expect([name, me]).toEqual([model.people[Number(id.slice(1))], id === 'u0' ? 'sure' : undefined]);
        expect(people.has('u0')).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test.each([
    [{ msg: 'ann', t: 'uj' }, 'system', 'ann'],
    [{ msg: '', t: 'videoconf' }, 'call', ''],
    [{ msg: 'secret', t: 'e2e' }, 'text', 'secret'],
    [{ msg: '', location: { type: 'Point' } }, 'location', ''],
    [{ msg: '', attachments: [{ image_url: '/x.png', description: 'look' }] }, 'media', 'look'],
    [{ msg: 3, attachments: [null, 1], reactions: [], editedAt: 'never' }, 'other', ''],
  ])('%j', async (message, kind, text) => {
    const [event] = only(await read([{ _id: 'm', u: U, ts: '2024-01-02T03:04:05.000Z', ...message }]), 'message');
    expect(event?.message).toMatchObject({ kind, text, sender: 'u1' });
  });

  test('a quotation is an answer, and no text of its own', async () => {
    const msg = '[ ](https://chat.example.org/channel/general?msg=abc123) I agree';
    const attachments = [{ message_link: 'https://x', author_name: 'bob', text: 'so it is' }];
    const [event] = only(await read([{ _id: 'm', u: U, msg, attachments }]), 'message');
    expect(event?.message.text).toBe('I agree');
    expect(event?.message.replyTo).toEqual({ id: 'abc123', sender: 'bob', text: 'so it is' });
    expect(event?.message.attachments).toBeUndefined();
  });

  test('what is no message is told; what is no room is none', async () => {
    expect(only(await read([{ _id: 'm', u: U, msg: '' }, 'x', {}]), 'unparsed')).toHaveLength(2);
    expect(await read([{ id: 1, text: 'x' }])).toEqual([]);
    expect(await read([])).toEqual([]);
  });
});
