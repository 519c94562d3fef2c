import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { metaDyi } from '@/utils/messengers/meta/dyi-format';
import type { ExportFile } from '@/utils/messengers/source/export-file';
import { find, memoryFile, only, readAll } from '../lib/read';
import { type MetaThread, writeDyiJson } from '../writers/meta';
import { expectedMessage, threads } from './threads';

const ROOTS = [
  ['', 'messenger'],
  ['Export/', 'messenger'],
  ['your_activity_across_facebook/', 'messenger'],
  ['Downloads/my export/your_facebook_activity/', 'messenger'],
  ['your_instagram_activity/', 'instagram'],
] as const;

/** What a thread and its people are written as and read as, whatever else is read. */
async function readOne(files: readonly ExportFile[]) {
  const found = await find(metaDyi, files);
  expect(found).toHaveLength(1);
  const [one] = found;
  if (!one) throw new Error('not recognised');
  return { one, events: await readAll(one) };
}

function thread(more: Partial<MetaThread> = {}): MetaThread {
  const message = { ms: 5, kind: 'text', isEdited: false, photos: [], reactions: [] } as const;
  return {
    section: 'inbox',
    folder: 'ann_1',
    title: 'Ann',
    people: ['Ann', 'Me'],
    messages: [
      { ...message, sender: 'Me', text: 'two' },
      { ...message, sender: 'Ann', text: 'one' },
    ],
    ...more,
  };
}

const fileOf = (json: unknown, path = 'messages/inbox/ann_1/message_1.json') => memoryFile(path, JSON.stringify(json));

describe('Download your information, in JSON', () => {
  test('what was written is read, in all roots, folders and zips, and the parts in the order of their numbers', async () => {
    await fc.assert(
      fc.asyncProperty(
        threads(),
        fc.constantFrom(...ROOTS),
        fc.integer({ min: 1, max: 3 }),
        fc.nat({ max: 2 }),
        fc.integer({ min: 1, max: 300 }),
        async (model, [root, messenger], perPart, zips, block) => {
          const paths = model.flatMap((each) => [...writeDyiJson(each, perPart)]);
          const zipOf = (index: number) => (zips === 0 ? null : `e-${index % zips}.zip`);
          const files = paths.map(([path, content], index) => {
            const zip = zipOf(index);
            return memoryFile(zip ? `${zip}/${root}${path}` : root + path, content, block, zip);
          });
          const last = zipOf(zips);
          const photo = `${last ? `${last}/` : ''}${root}messages/inbox/${model[0]?.folder}/photos/a.jpg`;
          const { one, events } = await readOne([...files, memoryFile(photo, 'x', 1, last)]);
          expect(one).toMatchObject({ messenger, variant: 'dyi-json' });
          expect(only(events, 'unparsed')).toEqual([]);
          for (const each of model) {
            const chat = only(events, 'chat').filter((event) => event.chat.id === each.folder);
            expect(chat.map((event) => event.chat.title)).toEqual([each.title]);
            const messages = only(events, 'message').filter(({ message }) => message.chat === each.folder);
            const read = messages.map(({ message }) => message);
            const expected = each.messages.map((message, seq) => expectedMessage(message, each, seq, photo));
            expect(read).toEqual(expected);
            const people = only(events, 'participant').filter((event) => event.chat === each.folder);
            const senders = each.messages.map(({ sender }) => sender);
            expect(new Set(people.map(({ participant }) => participant.id))).toEqual(
              new Set([...each.people, ...senders]),
            );
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  test('a folder of one thread, or one file, of any name, is recognised; the id is that of the whole export', async () => {
    const [[, content] = ['', '']] = writeDyiJson(thread(), 10);
    for (const path of ['ann_1/message_1.json', 'message_1.json', 'Downloads/chat with ann.json']) {
      const { one, events } = await readOne([memoryFile(path, content)]);
      expect(one.path).toBe(path);
      expect(only(events, 'chat').map(({ chat }) => chat)).toEqual([{ id: 'ann_1', title: 'Ann', kind: 'direct' }]);
      expect(only(events, 'message')).toHaveLength(2);
    }
  });

  test('loose files of different threads stay apart, whatever they are called', async () => {
    const [[, ann] = ['', '']] = writeDyiJson(thread(), 10);
    const [[, bob] = ['', '']] = writeDyiJson(thread({ folder: 'bob_2', title: 'Bob', people: ['Bob', 'Me'] }), 10);
    const { events } = await readOne([memoryFile('x/message_1.json', ann), memoryFile('x/message_2.json', bob)]);
    expect(only(events, 'chat').map(({ chat }) => chat.id)).toEqual(['ann_1', 'bob_2']);
    expect(only(events, 'message').map(({ message }) => `${message.chat} ${message.seq}`)).toEqual([
      'ann_1 0',
      'ann_1 1',
      'bob_2 0',
      'bob_2 1',
    ]);
  });

  test('two exports of the same account are two; the parts of one are one', async () => {
    const [[path, content] = ['', '']] = writeDyiJson(thread(), 10);
    const [[other, bob] = ['', '']] = writeDyiJson(thread({ folder: 'bob_2' }), 10);
    const inZip = (zip: string, name: string, text: string) => memoryFile(`${zip}/${name}`, text, 9, zip);
    const found = await find(metaDyi, [
      inZip('old.zip', path, content),
      inZip('new.zip', path, content),
      inZip('new-2.zip', other, bob),
    ]);
    expect(found.map((one) => [one.path, one.files.length])).toEqual([
      ['old.zip', 2],
      ['new.zip', 1],
    ]);
  });

  test('who is in every thread, and gives none its name, is guessed to have made the export', async () => {
    const both = [thread(), thread({ folder: 'bob_2', title: 'Bob', people: ['Bob', 'Me', 'Ann'] })];
    const { events } = await readOne(
      both.flatMap((each) => [...writeDyiJson(each, 9)]).map(([path, content]) => memoryFile(path, content)),
    );
    expect(
      only(events, 'participant').flatMap(({ chat, participant, me }) => (me ? [chat, participant.id, me] : [])),
    ).toEqual(['ann_1', 'Me', 'guess', 'bob_2', 'Me', 'guess']);
  });

  test('a broken file costs only itself, and an unknown element is told', async () => {
    const [[path, content] = ['', '']] = writeDyiJson(thread(), 10);
    const { events } = await readOne([
      memoryFile(path, content),
      memoryFile('messages/inbox/bad_2/message_1.json', '{this is: no JSON, at all'),
      fileOf({ title: 'Odd', messages: [5, { x: 1 }, { sender_name: 'A' }] }, 'messages/inbox/odd_3/message_1.json'),
    ]);
    expect(only(events, 'message').map(({ message }) => message.chat)).toEqual(['ann_1', 'ann_1', 'odd_3']);
    expect(only(events, 'unparsed').map(({ unparsed }) => [unparsed.file, unparsed.reason])).toEqual([
      ['messages/inbox/bad_2/message_1.json', 'syntax'],
      ['messages/inbox/odd_3/message_1.json', 'unknown'],
      ['messages/inbox/odd_3/message_1.json', 'unknown'],
    ]);
    expect(only(events, 'chat').map(({ chat }) => chat.id)).toEqual(['ann_1', 'odd_3']);
  });

  test('shares, stickers, files on a server and blocked messages', async () => {
    const message = { sender_name: 'A', timestamp_ms: 1 };
    const { events } = await readOne([
      fileOf({
        messages: [
          { ...message, content: 'see https://a.example', share: { link: 'https://a.example', share_text: 'Title' } },
          { ...message, share: { link: 'https://b.example', original_content_owner: 'bob' } },
          {
            ...message,
            sticker: { uri: 'messages/stickers_used/1.png' },
            gifs: [{ uri: 'https://c.example/x.gif?k=1' }],
          },
          { ...message, sticker: { uri: 'messages/stickers_used/1.png' } },
          { ...message, is_geoblocked_for_viewer: true },
          { sender_name: 'A', timestamp: 7, files: [{ uri: 'messages/inbox/ann_1/files/a.pdf' }, 5] },
        ],
      }),
      memoryFile('messages/stickers_used/1.png', 'x'),
    ]);
    const sticker = { kind: 'sticker', name: '1.png', path: 'messages/stickers_used/1.png' };
    expect(only(events, 'message').map((event) => event.message)).toMatchObject([
      {
        kind: 'text',
        text: 'see https://a.example\nTitle',
        entities: [
          { kind: 'link', start: 4, length: 17, value: 'https://a.example' },
          { kind: 'quote', start: 22, length: 5 },
        ],
      },
      { text: 'https://b.example', forwarded: { from: 'bob' } },
      {
        kind: 'media',
        attachments: [
          { kind: 'image', name: 'x.gif', path: null, missing: 'remote', url: 'https://c.example/x.gif?k=1' },
          sticker,
        ],
      },
      { kind: 'sticker', attachments: [sticker] },
      { kind: 'other', nativeKind: 'geoblocked', text: '' },
      {
        time: { ms: 7000, zone: 0, precision: 'second' },
        attachments: [
          { kind: 'file', name: 'a.pdf', path: null, missing: 'not-found' },
          { kind: 'unknown', name: '', path: null, missing: 'left-out' },
        ],
      },
    ]);
  });

  test.each([
    ['x/your_facebook_activity/messages/inbox/ann_1', 'your_facebook_activity/messages/inbox/ann_1/photos/a.jpg'],
    ['x/your_facebook_activity/messages/inbox/ann_1', 'messages/inbox/ann_1/photos/a.jpg'],
    ['x/messages/inbox/ann_1', 'your_facebook_activity/messages/inbox/ann_1/photos/a.jpg'],
    ['ann_1', 'your_facebook_activity/messages/inbox/ann_1/photos/a.jpg'],
  ])('in %s the file at %s is found', async (folder, uri) => {
    const messages = [{ sender_name: 'A', timestamp_ms: 1, photos: [{ uri }] }];
    const photo = memoryFile(`${folder}/photos/a.jpg`, 'x');
    const { events } = await readOne([fileOf({ messages }, `${folder}/message_1.json`), photo]);
    expect(only(events, 'message').map(({ message }) => message.attachments?.[0]?.path)).toEqual([photo.path]);
  });

  test('a file alone is of Instagram by what only that writes, and of Messenger by the types of its messages', async () => {
    const one = { sender_name: 'A', timestamp_ms: 1, content: 'x', is_geoblocked_for_viewer: false };
    const messengerOf = async (message: object) =>
      (await find(metaDyi, [fileOf({ messages: [message] }, 'a.json')])).map(({ messenger }) => messenger);
    expect(await messengerOf(one)).toEqual(['instagram']);
    expect(await messengerOf({ ...one, type: 'Generic' })).toEqual(['messenger']);
    const reactions = [{ reaction: 'x', actor: 'A', timestamp: 5 }];
    expect(await messengerOf({ ...one, type: 'Generic', reactions })).toEqual(['instagram']);
  });

  test('other JSON is not claimed, not even under the same name', async () => {
    const others = [{}, [], 5, { messages: [] }, { messages: [{ sender: 'A', timestamp: 5 }] }, { sender_name: 'A' }];
    for (const other of others) {
      expect(await find(metaDyi, [fileOf(other)])).toEqual([]);
      expect(await find(metaDyi, [fileOf(other, 'message_1.json')])).toEqual([]);
    }
  });
});
