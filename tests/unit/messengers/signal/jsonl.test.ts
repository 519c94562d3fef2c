import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Attachment, Message } from '@/utils/messengers/model';
import { signalJsonl } from '@/utils/messengers/signal/jsonl-format';
import { awkwardText } from '../lib/awkward-text';
import { find, memoryFile, only, readAll } from '../lib/read';
import { fileOf, keyOf, SECRET, type SignalChat, type SignalMessage, writeSignal } from '../writers/signal-jsonl';

const HEADER = `{"version":"1","backupTimeMs":"1","mediaRootBackupKey":"${SECRET}"}\n`;
const PEOPLE = `{"recipient":{"id":"1","self":{}}}\n{"recipient":{"id":2,"contact":{"e164":"15550001111"}}}\n{"chat":{"id":3,"recipientId":2}}\n`;

/** The events of a `main.jsonl`, whose first frames are there. */
async function read(lines: string, files: readonly string[] = []) {
  const file = memoryFile('main.jsonl', HEADER + PEOPLE + lines);
  const [found] = await find(signalJsonl, [file, ...files.map((path) => memoryFile(path, 'x'))]);
  if (!found) throw new Error('not recognised');
  const events = await readAll(found);
  return { found, events, messages: only(events, 'message').map(({ message }) => message) };
}

const item = (content: object, envelope: object = {}) =>
  `${JSON.stringify({ chatItem: { chatId: 3, authorId: '2', dateSent: '1700000000000', incoming: {}, ...envelope, ...content } })}\n`;

describe('Signal, main.jsonl', () => {
  const text = awkwardText({ halves: true });
  const message: fc.Arbitrary<SignalMessage> = fc.record({
    from: fc.nat({ max: 2 }),
    at: fc.integer({ min: 0, max: 2 ** 41 }),
    text,
    kind: fc.constantFrom('text', 'text', 'text', 'deleted', 'sticker', 'call', 'update', 'unheard-of'),
    earlier: fc.array(text, { maxLength: 2 }),
    answers: fc.option(fc.nat({ max: 5 }), { nil: undefined }),
    reactions: fc.uniqueArray(
      fc.record({ emoji: fc.constantFrom('👍', '❤️', '__proto__'), from: fc.nat({ max: 2 }) }),
      {
        maxLength: 3,
        selector: ({ emoji, from }) => `${emoji} ${from}`,
      },
    ),
    files: fc.uniqueArray(
      fc.record({
        type: fc.constantFrom('image/png', 'audio/ogg', 'application/pdf'),
        content: fc.string(),
        isThere: fc.boolean(),
      }),
      { maxLength: 2, selector: ({ content }) => content },
    ),
  });
  const chat: fc.Arbitrary<SignalChat> = fc.record({
    title: text,
    people: fc.tuple(text, text),
    isGroup: fc.boolean(),
    messages: fc.array(message, { maxLength: 6 }),
  });

  test('what was written is read: people, messages, replies, reactions, edits, files', async () => {
    await fc.assert(
      fc.asyncProperty(chat, fc.integer({ min: 1, max: 200 }), async (model, block) => {
        const there = new Set(
          model.messages.flatMap(({ files }) => files.filter((file) => file.isThere).map(({ content }) => content)),
        );
        const files = [...there].map((content) => memoryFile(`Signal/${fileOf(content).path}`, content));
        const main = memoryFile('Signal/main.jsonl', writeSignal(model), block);
        const [found] = await find(signalJsonl, [main, ...files, memoryFile('Signal/metadata.json', '{}')]);
        expect(found).toMatchObject({ messenger: 'signal', variant: 'jsonl', path: 'Signal' });
        if (!found) return;
        const events = await readAll(found);
        expect(only(events, 'unparsed')).toEqual([]);
        expect(only(events, 'chat')).toHaveLength(1);
        expect(only(events, 'message').map(({ message: one }) => ({ ...one, chat: '0' }))).toEqual(
          model.messages.map((written, seq) => expected(written, seq, model, there)),
        );
        const writers = model.messages.filter(({ kind }) => kind !== 'update').map(({ from }) => from);
        const listed = model.isGroup ? [0, 1, 2] : [1];
        const people = new Map(
          only(events, 'participant').map(({ participant, me }) => [participant.id, { ...participant, me }]),
        );
        expect(people.keys().toArray().toSorted()).toEqual([...new Set([...listed, ...writers])].map(keyOf).toSorted());
        if (people.has('self')) expect(people.get('self')).toEqual({ id: 'self', name: 'Me Myself', me: 'sure' });
        // The secret is made of letters that a generated text does not put together.
        expect(JSON.stringify(events)).not.toContain(SECRET);
      }),
      { numRuns: 60 },
    );
  });

  function expected(
    written: SignalMessage,
    seq: number,
    { messages }: SignalChat,
    there: ReadonlySet<string>,
  ): Message {
    const { from, at, kind, earlier } = written;
    const target = written.answers === undefined ? undefined : messages[written.answers];
    const attachments = written.files.map(({ type, content }): Attachment => {
      const { path, size } = fileOf(content);
      const where: Pick<Attachment, 'path' | 'missing'> = there.has(content)
        ? { path: `Signal/${path}` }
        : { path: null, missing: there.size === 0 ? 'left-out' : 'not-found' };
      return {
        kind: type === 'image/png' ? 'image' : type === 'audio/ogg' ? 'audio' : 'file',
        name: '',
        ...where,
        size,
        type,
      };
    });
    const emoji = new Map<string, string[]>();
    for (const reaction of written.reactions)
      emoji.set(reaction.emoji, [...(emoji.get(reaction.emoji) ?? []), keyOf(reaction.from)]);
    const reactions = emoji.size > 0 && {
      reactions: [...emoji].map(([one, by]) => ({ emoji: one, count: by.length, by })),
    };
    const time = { ms: at, zone: 0, precision: 'millisecond' } as const;
    const edited = earlier.length > 0 && {
      edited: { at: { ...time, ms: at + earlier.length * 1000 }, earlier },
    };
    const base = { chat: '0', id: `${at}:${keyOf(from)}`, seq, time, sender: keyOf(from), ...edited } as const;
    return {
      ...base,
      ...{
        text: () => ({
          kind: attachments.length > 0 ? ('media' as const) : ('text' as const),
          text: written.text,
          ...(attachments.length > 0 && { attachments }),
          ...(target && {
            replyTo: {
              id: `${target.at}:${keyOf(target.from)}`,
              sender: keyOf(target.from),
              ...(target.text !== '' && { text: target.text }),
            },
          }),
          ...reactions,
        }),
        deleted: () => ({ kind: 'deleted' as const, text: '', nativeKind: 'remoteDeletedMessage' }),
        sticker: () => ({
          kind: 'sticker' as const,
          text: written.text,
          attachments: [
            {
              kind: 'sticker' as const,
              name: '',
              path: null,
              missing: there.size === 0 ? ('left-out' as const) : ('not-found' as const),
            },
          ],
          ...reactions,
        }),
        call: () => ({ kind: 'call' as const, text: '', nativeKind: 'individualCall ACCEPTED' }),
        update: () => ({
          kind: 'system' as const,
          id: null,
          sender: null,
          text: written.text,
          nativeKind: 'groupChange groupNameUpdate',
        }),
        'unheard-of': () => ({ kind: 'other' as const, text: '', nativeKind: 'hologramMessage' }),
      }[kind](),
    } as Message;
  }

  test.each([
    [
      'a contact',
      { contactMessage: { contact: { name: { givenName: 'Ada', familyName: 'L' }, number: [{ value: '+1' }] } } },
      { kind: 'contact', text: 'Ada L\n+1' },
    ],
    [
      'a viewed view-once message',
      { viewOnceMessage: {} },
      { kind: 'media', attachments: [{ kind: 'unknown', name: '', path: null, missing: 'left-out' }] },
    ],
    [
      'a poll',
      { poll: { question: 'When?', options: [{ option: 'now', votes: [{ voterId: 2 }] }, { option: 'later' }] } },
      { kind: 'poll', text: 'When?\nnow\nlater', reactions: [{ emoji: 'now', count: 1, by: ['+15550001111'] }] },
    ],
    [
      'a payment',
      { paymentNotification: { amountMob: '1.5', note: 'lunch' } },
      { kind: 'other', text: 'lunch\n1.5 MOB' },
    ],
    ['a gift', { giftBadge: { state: 'OPENED' } }, { kind: 'other', nativeKind: 'giftBadge' }],
    ['a reply to a story', { directStoryReplyMessage: { emoji: '🔥' } }, { kind: 'text', text: '🔥' }],
    [
      'a call of a group',
      { updateMessage: { groupCall: { state: 'MISSED' } } },
      { kind: 'call', sender: '+15550001111' },
    ],
    [
      'a simple update',
      { updateMessage: { simpleUpdate: { type: 'END_SESSION' } } },
      { kind: 'system', sender: null, nativeKind: 'simpleUpdate END_SESSION' },
    ],
    [
      'a voice message',
      { standardMessage: { attachments: [{ pointer: { contentType: 'audio/aac' }, flag: 'VOICE_MESSAGE' }] } },
      { kind: 'media', attachments: [{ kind: 'voice', name: '', path: null, missing: 'left-out', type: 'audio/aac' }] },
    ],
    [
      'one that was never downloaded',
      { standardMessage: { attachments: [{ pointer: { locatorInfo: { encryptedDigest: 'AAAA', size: 4 } } }] } },
      { attachments: [{ kind: 'unknown', name: '', path: null, missing: 'remote', size: 4 }] },
    ],
    [
      'a mention',
      {
        standardMessage: {
          text: { body: '￼ hi', bodyRanges: [{ length: 1, mentionAci: 'EREREREREREREREREREREQ==' }] },
        },
      },
      { entities: [{ kind: 'mention', start: 0, length: 1, value: '11111111-1111-1111-1111-111111111111' }] },
    ],
    ['nothing at all', {}, { kind: 'other', text: '' }],
  ])('%s', async (_, content, wanted) => {
    const { messages } = await read(item(content));
    expect(messages).toHaveLength(1);
    expect(messages[0]).toMatchObject(wanted);
  });

  test('files that came in another zip are found', async () => {
    const { path, hash, key } = fileOf('x');
    const pointer = { contentType: 'image/png', locatorInfo: { plaintextHash: hash, localKey: key } };
    const { messages } = await read(item({ standardMessage: { attachments: [{ pointer }] } }), [`2.zip/${path}`]);
    expect(messages[0]?.attachments).toEqual([{ kind: 'image', name: '', path: `2.zip/${path}`, type: 'image/png' }]);
  });

  test('a call by a link is in a chat named like the link', async () => {
    const { events } = await read(
      `{"recipient":{"id":"9","callLink":{"rootKey":"${SECRET}","name":"Stand-up"}}}\n{"adHocCall":{"callId":"5","recipientId":"9","callTimestamp":"1000"}}\n`,
    );
    expect(only(events, 'chat').map(({ chat: { title } }) => title)).toEqual(['+15550001111', 'Stand-up']);
    expect(only(events, 'message')[0]?.message).toMatchObject({ id: '5', kind: 'call', time: { ms: 1000 } });
  });

  test('an item of a chat that was never described is a message all the same', async () => {
    const { events } = await read(item({ remoteDeletedMessage: {} }, { chatId: '77', authorId: '88' }));
    expect(only(events, 'message')[0]?.message).toMatchObject({
      chat: 'chat:77',
      sender: 'recipient:88',
      kind: 'deleted',
    });
  });

  test('lines that are not understood are told with their number, and show no key', async () => {
    const { events, messages } = await read(
      `{"recipient":{"id":"4","contact":{"profileKey":"${SECRET}"\n[1]\n{"hologram":{"key":"${SECRET}"}}\n{"chatItem":{"chatId":3\n${item({ giftBadge: {} })}{"chatItem":{"dateSent":`,
    );
    expect(messages).toHaveLength(1);
    expect(only(events, 'unparsed').map(({ unparsed }) => unparsed)).toEqual([
      { file: 'main.jsonl', line: 5, reason: 'syntax', excerpt: '' },
      { file: 'main.jsonl', line: 6, reason: 'unknown', excerpt: '' },
      { file: 'main.jsonl', line: 7, reason: 'unknown', excerpt: '' },
      { file: 'main.jsonl', line: 8, reason: 'syntax', excerpt: '{"chatItem":{"chatId":3' },
      { file: 'main.jsonl', line: 10, reason: 'cut-short', excerpt: '{"chatItem":{"dateSent":' },
    ]);
    expect(JSON.stringify(events)).not.toContain(SECRET);
  });

  test.each([
    ['a header alone with its key', HEADER, 1],
    ['a header alone without one', '{"version":"1","backupTimeMs":"1"}\n', 0],
    ['another header', `{"version":"1"}\n${PEOPLE}`, 0],
    ['other lines', '{"version":"1","backupTimeMs":"1","mediaRootBackupKey":"x"}\n{"role":"user"}\n', 0],
    ['no JSON', 'hello\n', 0],
    ['nothing', '', 0],
  ])('recognises %s: %#', async (_, content, count) => {
    expect(await find(signalJsonl, [memoryFile('main.jsonl', content)])).toHaveLength(count);
  });

  test('any bytes after the header end in events', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), fc.uint8Array(), async (start, bytes) => {
        const content = Buffer.concat([Buffer.from(`${HEADER + PEOPLE}{"chatItem":{"chatId":3,${start}`), bytes]);
        const [found] = await find(signalJsonl, [memoryFile('x.jsonl', content)]);
        const events = found ? await readAll(found) : [];
        expect(only(events, 'chat').length + only(events, 'unparsed').length).toBeGreaterThan(0);
      }),
      { numRuns: 50 },
    );
  });
});
