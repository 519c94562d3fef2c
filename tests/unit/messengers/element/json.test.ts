import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { elementJson } from '@/utils/messengers/element/json-format';
import { find, memoryFile, only, readAll } from '../lib/read';
import { meant, retold, spokenChat } from '../lib/spoken';
import { eventId, userOf, writeElementJson } from '../writers/element';

const HEADER = { room_name: 'Room', room_creator: 'Ann', topic: '', export_date: 'today', exported_by: '@ann:x' };

/** The message that an event is read as. */
async function readOne(event: object) {
  const one = { sender: '@ann:x', event_id: '$1', origin_server_ts: 1, room_id: '!r:x', ...event };
  const [found] = await find(elementJson, [memoryFile('room.json', JSON.stringify({ ...HEADER, messages: [one] }))]);
  return only(await readAll(found ?? expect.fail()), 'message')[0]?.message ?? expect.fail();
}

describe('Element, JSON', () => {
  test('what was written is read: people, messages, answers, edits, files; reactions are messages', async () => {
    await fc.assert(
      fc.asyncProperty(spokenChat(), fc.integer({ min: 1, max: 300 }), async (model, block) => {
        const files = [...writeElementJson(model)].map(([path, content]) =>
          memoryFile(`room.zip/Room/${path}`, content, block, 'room.zip'),
        );
        const [found] = await find(elementJson, files);
        expect(found).toMatchObject({ messenger: 'element', variant: 'json' });
        const events = await readAll(found ?? expect.fail());
        expect(only(events, 'unparsed')).toEqual([]);
        expect(only(events, 'chat')[0]?.chat).toEqual({ id: '!room:example.org', title: model.title, kind: 'unknown' });
        const read = only(events, 'message').map(({ message }) => message);
        expect(read.slice(0, 3).map(({ kind }) => kind)).toEqual(['system', 'system', 'system']);
        const said = read.slice(3, 3 + model.messages.length);
        expect(said.map(retold)).toEqual(
          model.messages.map((message, seq) => {
            const one = { ...meant(message, seq, eventId, userOf), reactions: [] };
            return message.text === message.file?.name ? { ...one, text: '' } : one;
          }),
        );
        const reacted = read.slice(3 + model.messages.length);
        expect(
          reacted.map(({ kind, nativeKind, text, sender, replyTo }) => [kind, nativeKind, text, sender, replyTo?.id]),
        ).toEqual(
          model.messages.flatMap(({ reactions }, seq) =>
            reactions.flatMap(({ emoji, by }) =>
              by.map((person) => ['other', 'm.reaction', emoji, userOf(person), eventId(seq)]),
            ),
          ),
        );
        expect(only(events, 'participant').map(({ participant, me }) => [participant.name, me])).toEqual(
          model.people.map((name) => [name, name === model.people[0] ? 'guess' : undefined]),
        );
      }),
      { numRuns: 60 },
    );
  });

  test.each([
    [{ type: 'm.room.message', content: { msgtype: 'm.emote', body: 'waves' } }, 'text', 'waves'],
    [{ type: 'm.room.message', content: {} }, 'deleted', ''],
    [{ type: 'm.room.encrypted', content: { algorithm: 'm.megolm.v1.aes-sha2' } }, 'other', ''],
    [{ type: 'm.sticker', content: { body: 'cat', url: 'mxc://x/y' } }, 'sticker', ''],
    [{ type: 'm.room.name', state_key: '', content: { name: 'New' } }, 'system', 'New'],
    [
      { type: 'm.room.member', state_key: '@bob:x', content: { membership: 'leave', reason: 'bye' } },
      'system',
      '@bob:x leave (bye)',
    ],
    [{ type: 'm.call.invite', content: { version: 1 } }, 'call', ''],
    [{ type: 'm.room.message', content: { msgtype: 'm.location', body: 'here' } }, 'location', 'here'],
    [
      {
        type: 'm.poll.start',
        content: { 'm.poll': { question: { 'm.text': [{ body: '?' }] }, answers: [{ 'm.text': [{ body: 'yes' }] }] } },
      },
      'poll',
      '?\nyes',
    ],
    [
      {
        type: 'org.matrix.msc3381.poll.start',
        content: { 'org.matrix.msc3381.poll.start': { question: { 'org.matrix.msc1767.text': '?' } } },
      },
      'poll',
      '?',
    ],
    [{ type: 'm.room.message', content: { msgtype: 7, body: [] }, unsigned: 'x' }, 'other', ''],
  ])('%j', async (event, kind, text) => {
    expect(await readOne(event)).toMatchObject({ kind, text, sender: '@ann:x' });
  });

  test('an edit for itself is a message that names the one it changed', async () => {
    const relation = { rel_type: 'm.replace', event_id: '$0' };
    const content = {
      msgtype: 'm.text',
      body: '* new',
      'm.new_content': { msgtype: 'm.text', body: 'new' },
      'm.relates_to': relation,
    };
    expect(await readOne({ type: 'm.room.message', content })).toMatchObject({
      text: 'new',
      nativeKind: 'm.replace',
      replyTo: { id: '$0' },
      edited: { at: { ms: 1 } },
    });
  });

  test('what stands before an answer for old clients is not its text', async () => {
    const answer = { 'm.in_reply_to': { event_id: '$0' } };
    const body = '> <@bob:x> one\n> two\n\nthree\n\nfour';
    const read = await readOne({
      type: 'm.room.message',
      content: { msgtype: 'm.text', body, 'm.relates_to': answer },
    });
    expect(read.text).toBe('three\n\nfour');
    expect(read.replyTo).toEqual({ id: '$0', sender: '@bob:x', text: 'one\ntwo' });
    expect((await readOne({ type: 'm.room.message', content: { msgtype: 'm.text', body } })).text).toBe(body);
  });

  test('a file by the name that it had before a date was added', async () => {
    const content = { msgtype: 'm.image', body: 'my photo.jpg', info: { mimetype: 'image/jpeg', size: 3 } };
    const event = { type: 'm.room.message', sender: '@a:x', event_id: '$1', origin_server_ts: 1, content };
    const json = JSON.stringify({
      ...HEADER,
      messages: [event, { ...event, event_id: '$2', content: { ...content, body: 'b.jpg' } }],
    });
    const there = [
      'images/my photo-1-2-2024 at 3-04-05 AM.jpg',
      'images/b-1-2-2024 at 3-04-06 AM.jpg',
      'images/b-1-2-2024 at 3-04-07 AM.jpg',
    ];
    const files = [memoryFile('export.json', json), ...there.map((path) => memoryFile(path, 'x'))];
    const [found] = await find(elementJson, files);
    const read = only(await readAll(found ?? expect.fail()), 'message').map(({ message }) => message.attachments?.[0]);
    expect(read).toMatchObject([
      { kind: 'image', path: there[0], size: 3, type: 'image/jpeg' },
      { path: null, missing: 'not-found' },
    ]);
  });

  test('other documents are none', async () => {
    for (const document of [
      { ...HEADER, messages: [{ text: 'x' }] },
      { exported_by: 'x', messages: [] },
      { messages: [] },
      7,
    ])
      expect(await find(elementJson, [memoryFile('a.json', JSON.stringify(document))])).toEqual([]);
  });
});
