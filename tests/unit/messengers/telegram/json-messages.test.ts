import { telegramJson } from '@/utils/messengers/telegram/json-format';
import { expect, test } from 'vitest';
import { find, memoryFile, only, readAll } from '../lib/read';

async function read(json: string, files: readonly string[] = []) {
  const found = await find(telegramJson, [
    memoryFile('x/result.json', json, 64),
    ...files.map((path) => memoryFile(path, '')),
  ]);
  return await readAll(found[0] as (typeof found)[number]);
}

/** The messages of one chat with these elements. */
async function messagesOf(elements: readonly object[], type = 'personal_chat', files: readonly string[] = []) {
  const messages = elements.map((one, at) => ({
    id: at + 1,
    type: 'message',
    date_unixtime: '1600000000',
    text: '',
    ...one,
  }));
  const events = await read(JSON.stringify({ name: 'Ann', type, id: 5, messages }, null, 1), files);
  expect(only(events, 'unparsed')).toEqual([]);
  return only(events, 'message').map(({ message }) => message);
}

test.each([
  [
    { poll: { question: 'When?', answers: [{ text: 'Now', voters: 1 }, { text: 'Later' }] } },
    { kind: 'poll', text: 'When?\nNow\nLater' },
  ],
  [
    { contact_information: { first_name: 'Bo', last_name: 'Li', phone_number: '+00 1' } },
    { kind: 'contact', text: 'Bo Li\n+00 1' },
  ],
  [{ location_information: { latitude: 1.5, longitude: -2 } }, { kind: 'location', text: '1.5, -2' }],
  [
    { place_name: 'Café', address: 'Street 1', location_information: { latitude: 1, longitude: 2 } },
    { kind: 'location', text: 'Café\nStreet 1\n1, 2' },
  ],
  [{ location_information: null }, { kind: 'location', text: '' }],
  [
    { game_title: 'Go', game_description: 'Stones' },
    { kind: 'other', nativeKind: 'game_title', text: 'Go\nStones' },
  ],
  [
    { invoice_information: { title: 'Bill', amount: 5 } },
    { kind: 'other', nativeKind: 'invoice_information', text: 'Bill' },
  ],
  [{ type: 'unsupported' }, { kind: 'other', nativeKind: 'unsupported' }],
  [{ text: 5 }, { kind: 'text', text: '' }],
  [
    { text: ['a', 5, null, { type: 'bold' }, { type: 'new kind', text: 'b' }] },
    {
      text: 'ab',
      entities: [
        { kind: 'bold', start: 1, length: 0 },
        { kind: 'other', start: 1, length: 1 },
      ],
    },
  ],
  [
    { text: [{ type: 'mention_name', text: 'Bo', user_id: 9 }] },
    { entities: [{ kind: 'mention', start: 0, length: 2, value: 'user9' }] },
  ],
  [
    { type: 'service', action: 'phone_call', actor_id: 'user9', duration_seconds: 5 },
    { kind: 'call', nativeKind: 'phone_call', sender: 'user9' },
  ],
  [
    { type: 'service', action: 'invite_members', actor: 'Ann', actor_id: 'user5', members: ['Bo', null, 'Li'] },
    { kind: 'system', nativeKind: 'invite_members', text: 'Bo, Li', sender: 'user5' },
  ],
  [
    { type: 'service', information_text: 'Hello' },
    { kind: 'system', text: 'Hello' },
  ],
  [{ from: 'Ann', from_id: 4_294_967_301 }, { sender: 'chat5' }],
  [{ from: 'Ann', from_id: 8_589_934_597 }, { sender: 'channel5' }],
  [{ from: null }, { sender: null }],
  [
    { date_unixtime: undefined, date: '2019-01-02T03:04:05' },
    { time: { ms: Date.UTC(2019, 0, 2, 3, 4, 5), zone: null, precision: 'second' } },
  ],
  [{ date_unixtime: 'soon', date: 'x' }, { time: null }],
  [{ reply_to_message_id: 7, reply_to_peer_id: 'channel8' }, { replyTo: { sender: 'channel8' } }],
  [{ forwarded_from: 'News' }, { forwarded: { from: 'News' } }],
  [{ saved_from: 'Bo' }, { forwarded: { from: 'Bo' } }],
  [
    {
      reactions: [
        { type: 'custom_emoji', count: 2, document_id: 'stickers/a.webp' },
        { type: 'paid', count: 1 },
      ],
    },
    {
      reactions: [
        { emoji: 'stickers/a.webp', count: 2 },
        { emoji: 'paid', count: 1 },
      ],
    },
  ],
])('%j', async (element, expected) => {
  expect(await messagesOf([element])).toMatchObject([expected]);
});

test('files are found beside the export, and missing ones tell why', async () => {
  const elements = [
    { file: 'stickers/a.webp', media_type: 'sticker', sticker_emoji: '👍' },
    { photo: 'photos/p.jpg', photo_file_size: 7 },
    {
      file: '(File exceeds maximum size. Change data exporting settings to download.)',
      mime_type: 'video/mp4',
      file_name: 'a.mp4',
      file_size: 9,
    },
    { contact_information: {}, contact_vcard: 'contacts/c.vcf' },
    { photo: '../secret.jpg' },
  ];
  const messages = await messagesOf(elements, 'personal_chat', [
    'x/stickers/a.webp',
    'x/photos/p.jpg',
    'x/contacts/c.vcf',
    'secret.jpg',
  ]);
  expect(messages.map(({ kind }) => kind)).toEqual(['sticker', 'media', 'media', 'contact', 'media']);
  expect(messages.flatMap(({ attachments }) => attachments ?? [])).toEqual([
    { kind: 'sticker', name: 'a.webp', path: 'x/stickers/a.webp' },
    { kind: 'image', name: 'p.jpg', path: 'x/photos/p.jpg', size: 7 },
    { kind: 'video', name: 'a.mp4', path: null, missing: 'too-large', size: 9, type: 'video/mp4' },
    { kind: 'contact', name: 'c.vcf', path: 'x/contacts/c.vcf' },
    { kind: 'image', name: 'secret.jpg', path: null, missing: 'not-found' },
  ]);
});

test('a time of change in 1970 means never', async () => {
  const [never, changed] = await messagesOf([
    { edited: '1970-01-01T03:00:00' },
    { edited: '2020-01-01T00:00:00', edited_unixtime: '1577836800' },
  ]);
  expect(never?.edited).toBeUndefined();
  expect(changed?.edited).toEqual({ at: { ms: 1_577_836_800_000, zone: 0, precision: 'second' } });
});

test.each([
  [
    'personal_chat',
    [
      { id: 'user5', name: 'Ann' },
      { id: 'user6', name: 'Bo', me: 'sure' },
    ],
  ],
  [
    'saved_messages',
    [
      { id: 'user6', name: 'Bo' },
      { id: 'user5', name: 'Ann', me: 'sure' },
    ],
  ],
  [
    'private_group',
    [
      { id: 'user6', name: 'Bo' },
      { id: 'user5', name: 'Ann' },
    ],
  ],
])('who made the export of a %s', async (type, people) => {
  const messages = [6, 5].map((id) => ({
    id,
    type: 'message',
    date: '2019-01-02T03:04:05',
    from: id === 5 ? 'Ann' : 'Bo',
    from_id: `user${id}`,
    text: '',
  }));
  const events = await read(JSON.stringify({ name: 'Ann', type, id: 5, messages }));
  expect(only(events, 'participant').map(({ participant, me }) => ({ ...participant, ...(me && { me }) }))).toEqual(
    people,
  );
});

test('what is no message is told, and members may come in any order', async () => {
  const message = { id: 1, type: 'message', date: '2019-01-02T03:04:05', text: 'a' };
  const events = await read(
    JSON.stringify(
      { id: 3, messages: [message, 5, null, [], message, message], name: 'Late', type: 'public_channel' },
      null,
      1,
    ),
  );
  expect(only(events, 'message').map(({ message: { seq } }) => seq)).toEqual([0, 1, 2]);
  expect(only(events, 'unparsed').map(({ unparsed: { line, reason, excerpt } }) => [line, reason, excerpt])).toEqual([
    [10, 'unknown', '5'],
    [11, 'unknown', 'null'],
    [12, 'unknown', '[]'],
  ]);
  expect(only(events, 'chat').at(-1)?.chat).toEqual({ id: '3', title: 'Late', kind: 'channel' });
});

test('chats of one name and without an id stay apart', async () => {
  const chat = { name: 'A', messages: [{ type: 'message', date_unixtime: '1', text: '' }] };
  const events = await read(JSON.stringify({ chats: { list: [chat, chat, { name: 'A', messages: [] }] } }));
  expect(only(events, 'chat').map((event) => event.chat.id)).toEqual(['A', 'A (2)', 'A (3)']);
  expect(only(events, 'message').map(({ message }) => message.seq)).toEqual([0, 0]);
});
