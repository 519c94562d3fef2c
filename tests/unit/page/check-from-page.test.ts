import { settle } from '@/utils/errors';
import { checkFromPage } from '@/utils/page/check-from-page';
import { LONGEST_NAME, LONGEST_TEXT, MOST_VALUES } from '@/utils/page/limits';
import { MOST_IN_BATCH } from '@/utils/page/protocol';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { failed } from '../lib/failed';

const chat = { id: 'c1', title: 'Family', kind: 'group' };
const hello = {
  key: 'id:1',
  message: {
    id: '1',
    time: { ms: 1_700_000_000_000, zone: null, precision: 'minute' },
    sender: 'anna',
    kind: 'text',
    text: 'Hello',
    entities: [{ kind: 'bold', start: 0, length: 5 }],
    attachments: [{ kind: 'image', name: 'a.jpg', path: 'media/1.jpg', size: 3, type: 'image/jpeg' }],
    replyTo: { id: '0', text: 'Hi' },
    reactions: [{ emoji: '👍', count: 2, by: ['bo'] }],
    edited: { at: null, earlier: ['Hallo'] },
    forwarded: { from: 'carl' },
  },
};
const batch = (message: object = {}, about: object = {}) => ({
  type: 'messages',
  people: [{ id: 'anna', name: 'Anna' }],
  messages: [{ ...hello, message: { ...hello.message, ...message }, ...about }],
});
/** What it is to a page's script that it has lied. */
async function isLie(value: unknown): Promise<void> {
  expect(await settle(() => checkFromPage(value))).toEqual(failed('PAGE_LIED'));
}
const long = 'x'.repeat(LONGEST_NAME + 1);

describe('what a page’s script sends', () => {
  test.each([
    { type: 'chat', client: 'whatsapp-web', chat, me: { id: 'anna', name: 'Anna' } },
    { type: 'chat', client: 'converse', chat: { ...chat, title: '' }, me: null },
    { type: 'listening' },
    batch(),
    { type: 'messages', people: [], messages: [] },
    { type: 'media', path: 'media/12.jpg', blob: new Blob(['x']) },
    { type: 'export', name: '../a.json', blob: new Blob([]) },
    { type: 'end', ended: 'known', metKnown: true, unseen: ['edits', 'seconds'] },
    { type: 'failed', failure: { code: 'PAGE_CHANGED', detail: { client: 'slack-web', check: 'time' } } },
    { type: 'failed', failure: { code: 'CAPTURE_EMPTY' } },
  ])('is taken as it is agreed on: %j', (value) => {
    expect(checkFromPage(structuredClone(value))).toEqual(value);
  });

  test('is made anew, without what nobody asked for', () => {
    const value = batch({ extra: 1 }, { more: [] });
    const input = JSON.parse(
      JSON.stringify(value).replace('{', '{"__proto__":{"polluted":1},"constructor":1,'),
    ) as object;
    const checked = checkFromPage(input);
    expect(checked).toEqual(batch());
    expect(Object.getPrototypeOf(checked)).toBe(Object.prototype);
    expect(Object.keys(checked)).toEqual(['type', 'people', 'messages']);
    expect('polluted' in {}).toBe(false);
    const nested = JSON.parse(
      JSON.stringify(batch()).replace('"kind":"text"', '"kind":"text","__proto__":{"forwarded":{"from":"x"}}'),
    ) as object;
    expect(checkFromPage(nested)).toEqual(batch());
  });

  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'messages'],
    ['an array', [batch()]],
    ['no type', {}],
    ['a type that is none', { type: '__proto__' }],
    ['one of the extension’s own messages', { id: 1, type: 'getState', timestamp: 1 }],
    ['another one', { type: 'unlock', data: { kind: 'words', typed: 'a' } }],
    ['a client that is none', { type: 'chat', client: 'icq', chat, me: null }],
    ['a chat without an id', { type: 'chat', client: 'slack-web', chat: { ...chat, id: '' }, me: null }],
    ['an id that is too long', { type: 'chat', client: 'slack-web', chat: { ...chat, id: long }, me: null }],
    ['a title that is too long', { type: 'chat', client: 'slack-web', chat: { ...chat, title: long }, me: null }],
    ['nobody where somebody is', { type: 'chat', client: 'slack-web', chat, me: { id: 1, name: 'x' } }],
    ['no list', { type: 'messages', people: {}, messages: [] }],
    ['a list that is not one', { type: 'messages', people: [], messages: { length: 1 } }],
    ['too many messages', { ...batch(), messages: Array.from({ length: MOST_IN_BATCH + 1 }, () => hello) }],
    ['a list without anything in it', { ...batch(), people: Array.from({ length: 3 }) }],
    ['an endless list', { ...batch(), people: Object.assign([], { length: 2 ** 32 - 1 }) }],
    ['too much', { ...batch(), people: Array.from({ length: MOST_VALUES / 2 }, () => ({ id: 'a', name: 'b' })) }],
    ['a message without a key', batch({}, { key: '' })],
    ['a key that is too long', batch({}, { key: long })],
    ['a key that is none', batch({}, { key: 7 })],
    ['no message', batch({}, { message: null })],
    ['a message without a text', batch({ text: null })],
    ['a text that is too long', batch({ text: 'x'.repeat(LONGEST_TEXT + 1) })],
    ['a sender that is too long', batch({ sender: long })],
    ['a file elsewhere', batch({ attachments: [{ kind: 'image', name: '', path: '../messages.jsonl' }] })],
    [
      'a file that is an address',
      batch({ attachments: [{ kind: 'image', name: '', path: 'https://example.com/1.jpg' }] }),
    ],
    ['media without a Blob', { type: 'media', path: 'media/1.jpg', blob: new Uint8Array(3) }],
    ['media elsewhere', { type: 'media', path: 'media/../1.jpg', blob: new Blob([]) }],
    ['media with two lines', { type: 'media', path: 'media/1.jpg\n', blob: new Blob([]) }],
    ['media of another folder', { type: 'media', path: 'messages.jsonl', blob: new Blob([]) }],
    ['an export without a name', { type: 'export', blob: new Blob([]) }],
    ['an export with a name that is too long', { type: 'export', name: long, blob: new Blob([]) }],
    ['an end that is the extension’s to say', { type: 'end', ended: 'interrupted', metKnown: false, unseen: [] }],
    ['a failure that is none of a page’s', { type: 'failed', failure: { code: 'VAULT_MISSING' } }],
    ['a failure without a code', { type: 'failed', failure: null }],
  ])('is a lie where it is %s', async (_, value) => {
    await isLie(value);
  });

  test('is a lie where it goes too deep, or round in a circle', async () => {
    const circle: Record<string, unknown> = { ...batch() };
    circle['again'] = circle;
    await isLie(circle);
    let deep: unknown = 1;
    for (let depth = 0; depth < 100_000; depth++) deep = [deep];
    await isLie({ ...batch(), deep });
  });

  test('keeps what is sound of a message where something in it is not', () => {
    const mixed = batch({
      time: { ms: NaN, zone: null, precision: 'minute' },
      kind: 'dance',
      entities: [{ kind: 'bold', start: 3, length: 9 }],
      reactions: [{ emoji: '👍', count: -1 }],
    });
    expect(checkFromPage(mixed)).toMatchObject({
      messages: [{ key: 'id:1', message: { time: null, kind: 'other', nativeKind: 'dance', text: 'Hello' } }],
    });
  });

  test('takes halves of characters along as they are', () => {
    expect(checkFromPage(batch({ text: 'a\ud83d' }))).toMatchObject({ messages: [{ message: { text: 'a\ud83d' } }] });
  });

  test('tells of a failure what is known and short', () => {
    const failure = { code: 'UNEXPECTED', detail: { client: 'evil', check: 'x'.repeat(9999), message: 7, path: 'y' } };
    expect(checkFromPage({ type: 'failed', failure })).toEqual({
      type: 'failed',
      failure: { code: 'UNEXPECTED', detail: { check: 'x'.repeat(200) } },
    });
  });

  test('is taken, or is a lie, and nothing else, whatever it is', () => {
    const type = fc.constantFrom('chat', 'listening', 'messages', 'media', 'export', 'end', 'failed');
    const any = fc.anything({
      withBigInt: true,
      withMap: true,
      withSparseArray: true,
      withTypedArray: true,
      withDate: true,
    });
    const message = fc.record({
      key: any,
      message: fc.record({
        kind: any,
        text: fc.oneof(fc.string(), any),
        time: any,
        attachments: any,
        entities: any,
        reactions: any,
        edited: any,
      }),
    });
    const told = fc.record(
      {
        type,
        client: fc.oneof(fc.constant('slack-web'), any),
        chat: fc.oneof(fc.record({ id: any, title: any, kind: any }), any),
        me: any,
        people: fc.oneof(fc.array(fc.record({ id: any, name: any })), any),
        messages: fc.oneof(fc.array(message), any),
        path: any,
        blob: any,
        name: any,
        ended: any,
        unseen: any,
        failure: any,
      },
      { requiredKeys: ['type'] },
    );
    fc.assert(
      fc.property(fc.oneof(told, any), (value) => {
        try {
          expect(JSON.stringify(checkFromPage(value)).length).toBeLessThan(2 ** 26);
        } catch (thrown) {
          expect(thrown).toMatchObject({ code: 'PAGE_LIED' });
        }
      }),
      { numRuns: 500 },
    );
  });
});
