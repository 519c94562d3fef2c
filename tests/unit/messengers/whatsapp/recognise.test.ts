import { expect, test } from 'vitest';
import { readChatText } from './read';

test.each([
  ['a log', 'app.txt', '2024-01-02 03:04:05 - INFO: started\n2024-01-02 03:04:06 - WARN: slow\n'],
  ['a log in brackets', 'app.txt', '[2024-01-02 03:04:05] local.ERROR: no\n[2024-01-02 03:04:06] local.INFO: yes\n'],
  ['a log with colons', 'app.txt', '2024-01-02 03:04:05: one: two\n2024-01-02 03:04:06: one: two\n'],
  ['notes with a date', 'notes.txt', 'Notes\n1/2/2024, 10:00 - Ann: call\nand more\n'],
  ['a chat from LINE', 'x.txt', '2024.01.02 Tuesday\n16:23 Bob text\n16:24 Ann more\n'],
  ['a chat from KakaoTalk', 'x.txt', '2024년 3월 11일 오전 9:12, 앨리스 : 안녕\n2024년 3월 11일 오전 9:13, 밥 : 네\n'],
  [
    'a chat from Element',
    'x.txt',
    'Tue, Jan 2, 2024, 03:04:05 - Alice: hello\nTue, Jan 2, 2024, 03:04:06 - Bob: yes\n',
  ],
  [
    'messages by imessage-exporter',
    'x.txt',
    'Mar 01, 2023  2:05:31 PM\n+1555\nhello\n\nMar 01, 2023  2:06:00 PM\nMe\nyes\n',
  ],
  ['no text', 'x.txt', '\0\u0001\u0002'],
  ['nothing', '_chat.txt', ''],
  ['a name alone', 'WhatsApp Chat with Ann.txt', 'Dear Ann,\nhow are you?\n'],
  ['another ending', 'chat.md', '[2019-12-24, 12:23] Jane: Hello\n[2019-12-24, 12:24] Joe: Hi\n'],
])('%s is no chat', async (_, path, text) => {
  expect(await readChatText(text, { path })).toBe(null);
});

test.each([
  ['a name that says nothing', 'chat.txt', '25/01/2024, 09:41 - Ann: hello\n25/01/2024, 09:42 - Bob: you\n'],
  ['one message', 'WhatsApp Chat with Ann.txt', '25/01/2024, 09:41 - Ann: hello\n'],
  ['a byte order mark', 'chat.txt', '\ufeff[25/01/2024, 09:41:00] Ann: hello\r\n[25/01/2024, 09:42:00] Ann: you\r\n'],
  ['long lines around', '_chat.txt', `25/01/2024, 09:41 - Ann: ${'x'.repeat(70_000)}\n25/01/2024, 09:42 - Bob: you\n`],
])('%s is enough', async (_, path, text) => {
  expect((await readChatText(text, { path }))?.messages.length).toBeGreaterThan(0);
});

test('a chat in UTF-16 is read', async () => {
  const text = '\ufeff25/01/2024, 09:41 - Änn: hello\n25/01/2024, 09:42 - Bob: 你好\n';
  const bytes = new Uint8Array(new Uint16Array([...text].map((character) => character.charCodeAt(0))).buffer);
  for (const block of [1, 2, 7, 4096]) {
    const read = await readChatText(bytes, { path: 'chat.txt', block });
    expect(read?.messages.map((message) => message.text)).toEqual(['hello', '你好']);
  }
});
