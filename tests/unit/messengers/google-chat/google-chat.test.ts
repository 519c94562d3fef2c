import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { googleChat } from '@/utils/messengers/google-chat/format';
import { find, memoryFile, only, readAll } from '../lib/read';
import { meant, retold, spokenChat } from '../lib/spoken';
import { mailOf, messageId, writeGoogleChat } from '../writers/google-chat';

const LANGUAGES = ['en-US', 'en-GB', 'de', 'zh'];

/** One conversation, as `messages.json` beside `group_info.json`. */
async function read(messages: unknown, info: unknown, more: readonly string[] = []) {
  const folder = 'Takeout/Google Chat/Groups/DM AAAA';
  const files = [
    memoryFile(`${folder}/messages.json`, JSON.stringify({ messages })),
    memoryFile(`${folder}/group_info.json`, JSON.stringify(info)),
    ...more.map((name) => memoryFile(`${folder}/${name}`, 'x')),
  ];
  const [found] = await find(googleChat, files);
  return found ? await readAll(found) : [];
}

describe('Google Chat, Takeout', () => {
  test('what was written is read, in any language of the account, in one zip, in several and in folders', async () => {
    await fc.assert(
      fc.asyncProperty(
        spokenChat(),
        fc.constantFrom(...LANGUAGES),
        fc.constantFrom('none', 'one', 'each its own'),
        fc.integer({ min: 1, max: 300 }),
        async (model, language, zips, block) => {
          const written = writeGoogleChat(model, language);
          const files = [...written].map(([path, content], at) => {
            const zip = zips === 'none' ? null : `takeout-${zips === 'one' ? 1 : at}.zip`;
            const inner = `Takeout/Google 聊天/${path}`;
            return memoryFile(zip === null ? inner : `${zip}/${inner}`, content, block, zip);
          });
          const [found, ...others] = await find(googleChat, files);
          expect(others).toEqual([]);
          expect(found).toMatchObject({ messenger: 'google-chat', variant: 'takeout' });
          expect(found?.files).toHaveLength(3);
          const events = await readAll(found ?? expect.fail());
          expect(only(events, 'unparsed')).toEqual([]);
          expect(only(events, 'chat').map(({ chat }) => chat)).toEqual([
            { id: 'AAAA', title: model.title, kind: 'group' },
          ]);
          expect(only(events, 'message').map(({ message }) => retold(message))).toEqual(
            model.messages.map((message, seq) => meant(message, seq, messageId, mailOf)),
          );
          const people = only(events, 'participant').map(({ participant, me }) => ({ ...participant, me }));
          expect(people).toEqual(
            model.people.map((name, at) => ({ id: mailOf(at), name, me: at === 0 ? 'sure' : undefined })),
          );
        },
      ),
      { numRuns: 40 },
    );
  });

  test('a deleted message has neither a sender nor a time; calls and members are no texts', async () => {
    const events = await read(
      [
        {
          message_state: 'DELETED',
          deleted_date: 'Tuesday, January 2, 2024 at 3:04:05 AM UTC',
          message_id: 'AAAA/a/a',
        },
        { creator: { name: 'Ann' }, annotations: [{ membership_changed_metadata: {} }], message_id: 'AAAA/b/b' },
        { creator: { name: 'Ann' }, annotations: [{ video_call_metadata: {} }], message_id: 'AAAA/c/c' },
        { creator: { name: 'Ann' }, annotations: [{ cards_metadata: {} }], message_id: 'AAAA/d/d' },
        'nothing',
        {},
      ],
      { members: [{ name: 'Ann' }, { name: 'Bot', user_type: 'Bot' }] },
    );
    expect(only(events, 'chat')[0]?.chat).toEqual({ id: 'AAAA', title: 'Ann, Bot', kind: 'bot' });
    expect(only(events, 'message').map(({ message: { kind, sender, time } }) => [kind, sender, time])).toEqual([
      ['deleted', null, null],
      ['system', 'Ann', null],
      ['call', 'Ann', null],
      ['other', 'Ann', null],
    ]);
    expect(only(events, 'unparsed').map(({ unparsed: { reason, excerpt } }) => [reason, excerpt])).toEqual([
      ['unknown', '"nothing"'],
      ['unknown', '{}'],
    ]);
  });

  test('topics are threads: later messages answer the one that began them', async () => {
    const say = (topic: string, id: string) => ({ topic_id: topic, message_id: `AAAA/${topic}/${id}`, text: id });
    const events = await read([say('a', 'a'), say('b', 'b'), say('a', 'c'), say('a', 'd')], {
      name: 'Room',
      members: [],
    });
    expect(only(events, 'message').map(({ message }) => message.replyTo?.id)).toEqual([
      undefined,
      undefined,
      'AAAA/a/a',
      'AAAA/a/a',
    ]);
  });

  test('links, mentions and styles are parts of the text, within it', async () => {
    const url = { url: { private_do_not_access_or_else_safe_url_wrapped_value: 'https://example.org' } };
    const annotations = [
      { start_index: 4, length: 4, format_metadata: { format_type: 'BOLD' } },
      { start_index: 0, length: 3, url_metadata: url },
      { start_index: 4, length: 99, format_metadata: { format_type: 'ITALIC' } },
      { start_index: 0, length: 3, format_metadata: { format_type: 'constructor' } },
      null,
    ];
    const events = await read([{ message_id: 'm', topic_id: 't', text: 'see this', annotations }], {
      members: [{}, {}],
    });
    expect(only(events, 'message')[0]?.message.entities).toEqual([
      { kind: 'link', value: 'https://example.org', start: 0, length: 3 },
      { kind: 'other', start: 0, length: 3 },
      { kind: 'bold', start: 4, length: 4 },
    ]);
  });

  test('two Takeouts in zips beside each other are two', async () => {
    const chat = { title: 'Room', people: ['A', 'B', 'C'], messages: [] };
    const files = ['a.zip', 'b.zip'].flatMap((zip) =>
      [...writeGoogleChat(chat, 'en')].map(([path, content]) =>
        memoryFile(`${zip}/Takeout/Chat/${path}`, content, 99, zip),
      ),
    );
    expect((await find(googleChat, files)).map(({ path }) => path)).toEqual(['a.zip/Takeout', 'b.zip/Takeout']);
  });

  test('a file of the same name that is something else is none', async () => {
    const discord = memoryFile('Messages/c1/messages.json', '[{"ID": 1, "Contents": "x"}]');
    const other = memoryFile('x/messages.json', '{"messages": [{"text": "hello", "id": 1}]}');
    expect(
      await find(googleChat, [discord, other, memoryFile('x/group_info.json', '{"members": [{"name": "A"}]}')]),
    ).toEqual([]);
  });
});
