import { telegramHtml } from '@/utils/messengers/telegram/html-format';
import { telegramJson } from '@/utils/messengers/telegram/json-format';
import { describe, expect, test } from 'vitest';
import { find, memoryFile, only, readAll } from '../lib/read';
import { writeTelegramHtml } from '../writers/telegram-html';

const MESSAGE = { id: 1, type: 'message', date: '2019-01-02T03:04:05', text: 'a' };

async function found(files: Readonly<Record<string, unknown>>) {
  const tree = Object.entries(files).map(([path, content]) =>
    memoryFile(path, typeof content === 'string' ? content : JSON.stringify(content), 64),
  );
  const all = [...(await find(telegramJson, tree)), ...(await find(telegramHtml, tree))];
  return all.map(({ path, variant, files: of }) => [path, variant, of.map((file) => file.path)]);
}

describe('JSON', () => {
  test.each([
    ['one chat', { type: 'private_group', id: 1, messages: [] }, 'json'],
    ['one chat, by its messages', { messages: [MESSAGE] }, 'json'],
    ['an account', { about: '', personal_information: { user_id: 1, first_name: 'A' } }, 'account-json'],
    ['an account without its maker', { about: '', contacts: { about: '', list: [] } }, 'account-json'],
    ['an account, by its messages', { chats: { list: [{ messages: [MESSAGE] }] } }, 'account-json'],
  ])('%s', async (_what, content, variant) => {
    expect(await found({ 'a.json': content })).toEqual([['a.json', variant, ['a.json']]]);
  });

  test.each([
    ['other messages', { messages: [{ id: '1', type: 'Default', content: 'a' }] }],
    ['mostly other messages', { messages: [MESSAGE, { type: 'm.room.message' }, { a: 1 }] }],
    ['one key', { messages: [] }],
    ['an id and a type that is none', { type: 'm.room', id: 1, messages: [] }],
    ['chats of another kind', { chats: { list: [] } }],
    ['one member more', { about: '', contacts: { list: [] }, exportDate: '' }],
    ['an array', [MESSAGE]],
    ['no JSON', '{'],
    ['nothing', ''],
  ])('not %s', async (_what, content) => {
    expect(await found({ 'result.json': content })).toEqual([]);
  });

  test('is known by its folder where that has nothing else', async () => {
    const chat = { messages: [MESSAGE] };
    expect(
      await found({
        'x/a/result.json': chat,
        'x/b.zip/result.json': chat,
        'x/c/one.json': chat,
        'x/result.json': chat,
      }),
    ).toEqual([
      ['x/a', 'json', ['x/a/result.json']],
      ['x/b.zip', 'json', ['x/b.zip/result.json']],
      ['x/c/one.json', 'json', ['x/c/one.json']],
      ['x/result.json', 'json', ['x/result.json']],
    ]);
  });

  test('where pages say the same, they are its own', async () => {
    const [, page = ''] = [...writeTelegramHtml('T', [])][0] ?? [];
    const files = { 'x/result.json': { messages: [MESSAGE] }, 'x/messages2.html': page, 'x/messages.html': page };
    const tree = Object.entries(files).map(([path, content]) =>
      memoryFile(path, typeof content === 'string' ? content : JSON.stringify(content)),
    );
    const [one] = await find(telegramJson, tree);
    let bytes = 0;
    const events = await readAll(one as NonNullable<typeof one>, { onBytes: (more) => (bytes += more) });
    expect(only(events, 'message')).toHaveLength(1);
    expect(one?.files.map(({ path }) => path)).toEqual(['x/result.json', 'x/messages.html', 'x/messages2.html']);
    expect(bytes).toBe(tree.reduce((sum, { size }) => sum + size, 0));
  });
});

describe('pages', () => {
  const page = [...writeTelegramHtml('T', []).values()][0] ?? '';

  test('of an account are one export, those that lead to them too', async () => {
    const files = {
      'D/export_results.html': '<html>',
      'D/lists/chats.html': '<html>',
      'D/chats/chat_001/messages.html': page,
      'D/chats/chat_001/messages2.html': page,
      'D/chats/chat_002/messages.html': page,
      'D/chats/other.html': page,
    };
    expect(await found(files)).toEqual([
      ['D/chats/other.html', 'html', ['D/chats/other.html']],
      ['D', 'account-html', Object.keys(files).slice(0, -1)],
    ]);
  });

  test.each([
    ['another title', page.replace('Exported Data', 'Export')],
    ['a title alone', '<title>Exported Data</title>'],
    ['nothing', ''],
  ])('not %s', async (_what, content) => {
    expect(await found({ 'messages.html': content })).toEqual([]);
  });
});
