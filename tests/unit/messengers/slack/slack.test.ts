import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { slack } from '@/utils/messengers/slack/format';
import { find, memoryFile, only, readAll } from '../lib/read';
import { meant, retold, spokenChat } from '../lib/spoken';
import { tsOf, userOf, writeSlack } from '../writers/slack';

const CHANNELS = JSON.stringify([{ id: 'C1', name: 'general', members: ['U1'] }]);
const USERS = JSON.stringify([
  { id: 'U1', name: 'ann', real_name: 'Ann A.', profile: { display_name: '', real_name: 'Ann A.' } },
  { id: 'U2', name: 'bob', is_bot: true },
]);

/** The events of a workspace: one day of `general`, and what else is in the zip. */
async function read(elements: readonly unknown[], more: Readonly<Record<string, string>> = {}) {
  const all = {
    'channels.json': CHANNELS,
    'users.json': USERS,
    'general/2024-01-02.json': JSON.stringify(elements),
    ...more,
  };
  const files = Object.entries(all).map(([path, content]) => memoryFile(`s.zip/${path}`, content, 50, 's.zip'));
  const [found] = await find(slack, files);
  expect(found).toMatchObject({ messenger: 'slack', variant: 'workspace', path: 's.zip' });
  return await readAll(found ?? expect.fail());
}

describe('Slack, workspace', () => {
  test('what was written is read: people, messages, threads, edits, reactions, files', async () => {
    const chats = spokenChat().map((chat) => ({
      ...chat,
      title: 'general',
      messages: chat.messages.toSorted((a, b) => a.at - b.at),
    }));
    await fc.assert(
      fc.asyncProperty(chats, fc.integer({ min: 1, max: 300 }), async (model, block) => {
        const files = [...writeSlack(model)].map(([path, content]) => memoryFile(path, content, block));
        const [found] = await find(slack, files);
        const events = await readAll(found ?? expect.fail());
        expect(only(events, 'unparsed')).toEqual([]);
        expect(only(events, 'chat').map(({ chat }) => chat)).toEqual([{ id: 'C1', title: 'general', kind: 'channel' }]);
        const idOf = (seq: number): string => tsOf(model.messages[seq] ?? expect.fail(), seq);
        expect(only(events, 'message').map(({ message }) => retold(message))).toEqual(
          model.messages.map((message, seq) => meant(message, seq, idOf, userOf)),
        );
        expect(only(events, 'participant').map(({ participant }) => participant)).toEqual(
          model.people.map((name, at) => ({ id: userOf(at), name })),
        );
      }),
      { numRuns: 60 },
    );
  });

  test('mrkdwn is read as people see it', async () => {
    const text =
      '<@U1> &amp; <@U9|zoe> in <#C1|general>, <#C1>: <https://a.b?c&amp;d|here> <!here> <mailto:a@b|a@b> &lt;x&gt; *b*';
    const [event] = only(await read([{ type: 'message', user: 'U2', text, ts: '1704164645.123456' }]), 'message');
    expect(event?.message.text).toBe('@Ann A. & @zoe in #general, #general: here @here a@b <x> *b*');
    expect(event?.message.time).toEqual({ ms: 1_704_164_645_123, zone: 0, precision: 'millisecond' });
    expect(event?.message.entities?.map(({ kind, value }) => [kind, value])).toEqual([
      ['mention', 'U1'],
      ['mention', 'U9'],
      ['other', 'C1'],
      ['other', 'C1'],
      ['link', 'https://a.b?c&d'],
      ['mention', 'here'],
      ['link', 'mailto:a@b'],
    ]);
  });

  test.each([
    [{ subtype: 'channel_join', user: 'U1', text: '<@U1> has joined' }, 'system', 'U1', '@Ann A. has joined'],
    [
      { subtype: 'bot_message', bot_id: 'B1', text: '', attachments: [{ title: 'T', text: 'body' }] },
      'text',
      'B1',
      'T\nbody',
    ],
    [{ subtype: 'bot_message', username: 'hook', text: 'x' }, 'text', 'hook', 'x'],
    [{ subtype: 'me_message', user: 'U1', text: 'waves' }, 'text', 'U1', 'waves'],
    [
      { subtype: 'tombstone', user: 'USLACKBOT', text: 'This message was deleted.' },
      'deleted',
      'USLACKBOT',
      'This message was deleted.',
    ],
    [{ subtype: 'file_comment', comment: { user: 'U1', comment: 'nice' }, file: { id: 'F1' } }, 'media', 'U1', 'nice'],
    [
      { subtype: 'file_share', user: 'U1', text: '<@U1> uploaded a file', file: { id: 'F1', mode: 'tombstone' } },
      'media',
      'U1',
      '',
    ],
    [
      {
        user: 'U1',
        blocks: [
          { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ text: 'a' }, { text: 'b' }] }] },
        ],
      },
      'text',
      'U1',
      'ab',
    ],
    [{ subtype: 'huddle_thread', user: 'U1', text: '' }, 'call', 'U1', ''],
    [{ text: 7, files: [null], reactions: [{}], user: { id: 1 } }, 'media', null, ''],
  ])('%j', async (element, kind, sender, text) => {
    const [event] = only(await read([{ type: 'message', ts: '1704164645.000001', ...element }]), 'message');
    expect(event?.message).toMatchObject({ kind, sender, text });
  });

  test('direct chats have folders by their ids; what no list has is read too', async () => {
    const events = await read([], {
      'dms.json': JSON.stringify([
        { id: 'D1', members: ['U1', 'U3'] },
        { id: 'D2', members: ['U1', 'U2'] },
        { id: 'D3', members: ['U1', 'U1'] },
      ]),
      'mpims.json': JSON.stringify([{ id: 'G1', name: 'mpdm-ann--zoe-1', members: ['U1', 'U3'] }]),
      'D1/2024-01-01.json':
        '[{"type":"message","user":"U3","user_profile":{"real_name":"Zoe"},"text":"hi","ts":"1.000001"}]',
      'left/2024-01-01.json': '[{"type":"message","text":"?","ts":"1.000001"}, 3]',
    });
    expect(only(events, 'chat').map(({ chat: { id, title, kind } }) => [id, title, kind])).toEqual([
      ['C1', 'general', 'channel'],
      ['G1', 'Ann A., U3', 'group'],
      ['D1', 'Ann A., U3', 'direct'],
      ['D2', 'Ann A., bob', 'bot'],
      ['D3', 'Ann A., Ann A.', 'self'],
      ['left', 'left', 'unknown'],
    ]);
    expect(only(events, 'participant').find(({ participant }) => participant.name === 'Zoe')?.chat).toBe('D1');
    expect(only(events, 'unparsed').map(({ unparsed }) => unparsed.file)).toEqual(['s.zip/left/2024-01-01.json']);
  });

  test('what is broken in the lists is told', async () => {
    const events = await read([], { 'users.json': '[{"id": "U1", "name": "ann"}, {"id": }]' });
    expect(only(events, 'unparsed').map(({ unparsed }) => unparsed.file)).toEqual(['s.zip/users.json']);
    expect(only(events, 'participant')[0]?.participant.name).toBe('ann');
  });

  test('a workspace without a list of people is one; days and lists of something else are none', async () => {
    const day = memoryFile('w/general/2024-01-02.json', '[{"type":"message","text":"x","ts":"1704164645.000001"}]');
    expect(await find(slack, [memoryFile('w/channels.json', CHANNELS), day])).toHaveLength(1);
    expect(await find(slack, [memoryFile('w/channels.json', '[{"name":"x"}]'), day])).toEqual([]);
    expect(await find(slack, [day])).toEqual([]);
    const other = memoryFile('w/general/2024-01-02.json', '[{"weight": 70}]');
    expect(await find(slack, [memoryFile('w/users.json', USERS), other])).toEqual([]);
  });
});
