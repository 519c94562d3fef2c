import { exportLine } from '@/scripts/lib/inspect/lines';
import { totalsOfAll } from '@/utils/messengers/summary/most-totals';
import { Summariser } from '@/utils/messengers/summary/summarise';
import { capturedView } from '@/utils/messengers/captured/format';
import {
  ATTACHMENT_KINDS,
  type Attachment,
  CHAT_KINDS,
  ENTITY_KINDS,
  type Entity,
  type Message,
  MESSAGE_KINDS,
  type Moment,
  type Participant,
  PRECISIONS,
} from '@/utils/messengers/model';
import { CAPTURE_ENDS, type CapturedHeader, type CapturedMessage, UNSEEN } from '@/utils/page/captured';
import { CLIENTS, MESSENGER_OF } from '@/utils/page/clients';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { awkwardText } from '../lib/awkward-text';
import { find, memoryFile, only, readAll } from '../lib/read';
import { capturedHeader, writeCaptured } from '../writers/captured';

const FOLDER = 'Bea (captured view)';

/** The events of a captured view whose lines after the header are as given. */
async function read(lines: readonly unknown[], header: object = capturedHeader(), files: readonly string[] = []) {
  const text = [header, ...lines].map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n');
  const [found] = await find(capturedView, [
    memoryFile(`${FOLDER}/messages.jsonl`, text),
    ...files.map((path) => memoryFile(path, 'x')),
  ]);
  if (!found) throw new Error('not recognised');
  const events = await readAll(found);
  return {
    found,
    messages: only(events, 'message').map(({ message }) => message),
    unparsed: only(events, 'unparsed').map(({ unparsed: { line, reason, excerpt } }) => ({ line, reason, excerpt })),
    chats: only(events, 'chat').map(({ chat }) => chat),
  };
}

const said = (text: string, more: object = {}) => ({
  type: 'message',
  key: text,
  message: { id: null, time: null, sender: 'Bea', kind: 'text', text, ...more },
});

const text = awkwardText({ halves: true });
const moment: fc.Arbitrary<Moment> = fc.record({
  ms: fc.integer({ min: -(2 ** 42), max: 2 ** 42 }),
  zone: fc.constantFrom(null, 0, 330, -210),
  precision: fc.constantFrom(...PRECISIONS),
});
const attachment: fc.Arbitrary<Attachment> = fc.oneof(
  fc.record(
    {
      kind: fc.constantFrom(...ATTACHMENT_KINDS),
      name: text,
      path: fc.nat({ max: 3 }).map((at) => `media/${at}.bin`),
      size: fc.nat(),
      type: text,
    },
    { requiredKeys: ['kind', 'name', 'path'] },
  ),
  fc.record({
    kind: fc.constantFrom(...ATTACHMENT_KINDS),
    name: text,
    path: fc.constant(null),
    missing: fc.constantFrom('left-out', 'remote', 'expired'),
    url: text,
  }),
);
const message: fc.Arbitrary<CapturedMessage> = text.chain((body) => {
  const entity: fc.Arbitrary<Entity> = fc
    .record({
      ends: fc.uniqueArray(fc.nat({ max: body.length }), { minLength: 2, maxLength: 2 }),
      kind: fc.constantFrom(...ENTITY_KINDS),
      value: text,
    })
    .map(({ ends: [a = 0, b = 0], kind, value }) => ({ kind, start: Math.min(a, b), length: Math.abs(b - a), value }));
  const some = <T>(one: fc.Arbitrary<T>) => fc.array(one, { minLength: 1, maxLength: 2 });
  return fc.record(
    {
      id: fc.option(text),
      time: fc.option(moment),
      sender: fc.option(fc.constantFrom('bea', 'cy', '__proto__', '')),
      kind: fc.constantFrom(...MESSAGE_KINDS),
      text: fc.constant(body),
      nativeKind: text,
      attachments: some(attachment),
      replyTo: fc.record({ id: text, sender: text, text }, { requiredKeys: [] }),
      reactions: some(
        fc.record({ emoji: text, count: fc.nat(), by: some(text) }, { requiredKeys: ['emoji', 'count'] }),
      ),
      edited: fc.record({ at: fc.option(moment), earlier: some(text) }, { requiredKeys: ['at'] }),
      forwarded: fc.record({ from: fc.option(text), at: moment }, { requiredKeys: ['from'] }),
      ...(body.length > 0 && { entities: some(entity) }),
    },
    { requiredKeys: ['id', 'time', 'sender', 'kind', 'text'] },
  );
});
const header: fc.Arbitrary<CapturedHeader> = fc.record({
  type: fc.constant('captured-view'),
  version: fc.constant(1),
  client: fc.constantFrom(...CLIENTS),
  chat: fc.record({ id: text, title: text, kind: fc.constantFrom(...CHAT_KINDS) }),
  capturedAt: fc.constant('2026-11-22T13:00:00.000Z'),
  since: fc.constantFrom(null, '2026-01-01T00:00:00.000Z'),
  ended: fc.constantFrom(...CAPTURE_ENDS),
  continues: fc.option(text),
  gap: fc.boolean(),
  unseen: fc.subarray([...UNSEEN]),
});

test('what was written is read: the chat, people, messages with all that they can have, and where their files are', async () => {
  const people: readonly Participant[] = [
    { id: 'bea', name: 'Bea' },
    { id: 'cy', name: 'Cy: [1]' },
    { id: '__proto__', name: 'proto' },
    { id: '', name: '' },
  ];
  await fc.assert(
    fc.asyncProperty(
      header,
      fc.array(message, { maxLength: 5 }),
      fc.integer({ min: 1, max: 200 }),
      async (...model) => {
        const [first, messages, block] = model;
        const written = writeCaptured([
          first,
          ...people.map((participant, at) => ({
            type: 'participant' as const,
            participant,
            ...(at === 1 && { me: true as const }),
          })),
          ...messages.map((one, at) => ({ type: 'message' as const, key: `${at}`, message: one })),
        ]);
        const there = memoryFile(`${FOLDER}/media/1.bin`, 'x');
        const [found] = await find(capturedView, [memoryFile(`${FOLDER}/messages.jsonl`, written, block), there]);
        const { ended, gap, unseen, client, chat } = first;
        expect(found).toMatchObject({
          messenger: MESSENGER_OF[client],
          variant: 'captured-view',
          path: FOLDER,
          captured: { ended, gap, unseen },
        });
        if (!found) return;
        const events = await readAll(found);
        expect(only(events, 'unparsed')).toEqual([]);
        expect(only(events, 'chat')).toEqual([{ type: 'chat', chat }]);
        expect(only(events, 'participant').map(({ participant, me }) => [participant, me])).toEqual(
          people.map((participant, at) => [participant, at === 1 ? 'sure' : undefined]),
        );
        expect(only(events, 'message').map((event) => event.message)).toEqual(
          messages.map((one, seq): Message => ({ ...one, ...placed(one), chat: chat.id, seq })),
        );
      },
    ),
    { numRuns: 150 },
  );
});

/** The attachments as they are found: only `media/1.bin` is there. */
function placed({ attachments }: CapturedMessage): Pick<Message, 'attachments'> {
  const found = attachments?.map((one): Attachment => {
    if (one.path === null) return one;
    return one.path === 'media/1.bin'
      ? { ...one, path: `${FOLDER}/media/1.bin` }
      : { ...one, path: null, missing: 'not-found' };
  });
  return found ? { attachments: found } : {};
}

describe('it is recognised by its first line', () => {
  const line = JSON.stringify(capturedHeader());
  const foundAt = async (files: Readonly<Record<string, string>>) => {
    const all = Object.entries(files).map(([path, content]) => memoryFile(path, content));
    return (await find(capturedView, all)).map(({ path }) => path);
  };

  test('whatever the file is called and wherever it lies', async () => {
    expect(await foundAt({ 'messages.jsonl': line })).toEqual(['messages.jsonl']);
    expect(await foundAt({ 'a/Bea.jsonl.txt': `\ufeff${line}\r\n` })).toEqual(['a']);
    expect(await foundAt({ 'a/1.jsonl': line, 'a/2.jsonl': line })).toEqual(['a/1.jsonl', 'a/2.jsonl']);
  });

  test.each([
    ['another object', '{"type":"view","version":1,"client":"converse"}'],
    ['a client that is not known', line.replace('messenger-web', '__proto__')],
    ['no version', line.replace('"version":1', '"version":"one"')],
    ['no JSON', line.slice(0, -1)],
    ['nothing', ''],
  ])('not %s', async (_, content) => {
    expect(await foundAt({ 'messages.jsonl': content })).toEqual([]);
  });
});

describe('what is not as it should be is told with its line, and costs no other', () => {
  test.each<[string, string | object, string]>([
    ['no JSON', '{"type":"message"', 'syntax'],
    ['no object', '[1]', 'unknown'],
    ['a line of another kind', { type: 'reaction' }, 'unknown'],
    ['a second header', capturedHeader(), 'unknown'],
    ['a message without a text', said('', { text: 5 }), 'unknown'],
    ['a message without a key', { ...said('x'), key: undefined }, 'unknown'],
    ['a participant without a name', { type: 'participant', participant: { id: 'x' } }, 'unknown'],
    ['a participant that is none', { type: 'participant', participant: null }, 'unknown'],
  ])('%s', async (_, line, reason) => {
    const { messages, unparsed } = await read([said('one'), line, said('two')]);
    expect(messages.map((one) => [one.text, one.seq])).toEqual([
      ['one', 0],
      ['two', 1],
    ]);
    expect(unparsed).toMatchObject([{ line: 3, reason }]);
  });

  test('the end of a file that was cut', async () => {
    const { messages, unparsed } = await read([said('one'), JSON.stringify(said('two')).slice(0, 30)]);
    expect(messages).toHaveLength(1);
    expect(unparsed).toMatchObject([{ line: 3, reason: 'cut-short' }]);
  });

  test('a header that lacks something: the messages are read all the same', async () => {
    const { found, messages, unparsed, chats } = await read([said('one')], { ...capturedHeader(), chat: 5 });
    expect([found.captured, chats]).toEqual([undefined, [{ id: '', title: '', kind: 'unknown' }]]);
    expect(messages).toHaveLength(1);
    expect(unparsed).toMatchObject([{ line: 1, reason: 'unknown' }]);
  });

  test('a version that came later: nothing of it is read, and that is told', async () => {
    const { found, messages, unparsed, chats } = await read([said('one')], { ...capturedHeader(), version: 2 });
    expect([found.messenger, found.variant, found.captured]).toEqual(['messenger', 'captured-view', undefined]);
    expect([messages, chats]).toEqual([[], []]);
    expect(unparsed).toEqual([{ line: 1, reason: 'unknown', excerpt: expect.stringContaining('"version":2') }]);
  });
});

test('of a message only what is sound counts', async () => {
  const { messages } = await read([
    said('1', { time: { ms: '5', zone: 0, precision: 'second' }, id: 7, sender: {} }),
    said('2', { time: { ms: 1e17, zone: 0, precision: 'second' } }),
    said('3', { time: { ms: 5, zone: 1e9, precision: 'second' } }),
    said('4', { kind: 'hologram', attachments: [null, { path: '../../etc/passwd' }, { kind: 'x', size: -1 }] }),
    said('5', { entities: [{ kind: 'bold', start: 0, length: 2 }, { kind: 'bold', start: 0.5, length: 0.5 }, 'x'] }),
    said('6', {
      reactions: [
        { emoji: 'x', count: -1 },
        { emoji: 5, count: 1 },
      ],
      edited: [],
      forwarded: 'x',
      replyTo: 1,
    }),
  ]);
  const plain = { chat: 't1', id: null, time: null, sender: 'Bea', kind: 'text' };
  expect(messages).toEqual([
    { ...plain, seq: 0, text: '1', sender: null },
    { ...plain, seq: 1, text: '2' },
    { ...plain, seq: 2, text: '3' },
    {
      ...plain,
      seq: 3,
      text: '4',
      kind: 'other',
      nativeKind: 'hologram',
      attachments: [
        { kind: 'unknown', name: '', path: null, missing: 'not-found' },
        { kind: 'unknown', name: '', path: null, missing: 'not-found' },
      ],
    },
    { ...plain, seq: 4, text: '5' },
    { ...plain, seq: 5, text: '6' },
  ]);
});

test('its summary has what it lacks; counted together with others it has not', async () => {
  const { found } = await read([said('one')], capturedHeader({ gap: true, ended: 'stopped' }));
  const summariser = new Summariser(found, new Map());
  for (const event of await readAll(found)) summariser.take(event);
  const summary = summariser.summary();
  const captured = { ended: 'stopped', gap: true, unseen: ['edits', 'seconds'] };
  expect(summary).toMatchObject({ captured, chats: [{ messages: 1 }] });
  expect(totalsOfAll([summary])).toMatchObject([{ captured }]);
  expect(JSON.parse(exportLine('Bea', summary, 0))).toMatchObject({ variant: 'captured-view', captured });
  const [together] = totalsOfAll(Array.from({ length: 101 }, () => summary));
  expect(together).toMatchObject({ messages: 101 });
  expect(together).not.toHaveProperty('captured');
});
