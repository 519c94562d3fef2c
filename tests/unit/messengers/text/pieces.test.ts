import { describe, expect, test } from 'vitest';
import { ChatEvents } from '@/utils/messengers/reading/chat-events';
import { filesBelow } from '@/utils/messengers/source/files-below';
import { LONGEST_LINE } from '@/utils/messengers/text/lines';
import { OpenText } from '@/utils/messengers/text/open-text';
import { splitSender } from '@/utils/messengers/text/split-sender';
import { memoryFile } from '../lib/read';

describe('a text whose lines still come', () => {
  test('no more of them than fit', () => {
    const text = new OpenText('one');
    expect(text.add('two')).toBe(true);
    expect(text.add('x'.repeat(LONGEST_LINE))).toBe(false);
    expect(text.add('')).toBe(true);
    text.dropBlank();
    text.dropBlank();
    expect(text.text).toBe('one\ntwo');
  });
});

describe('a name before a text', () => {
  const seen = new Set(['A: B']);
  test.each([
    ['C: hi: there', 'C', 'hi: there'],
    ['A: B: hi', 'A: B', 'hi'],
    ['A: C: hi', 'A', 'C: hi'],
    ['alone', 'alone', ''],
    ['alone:', 'alone', ''],
  ])('%s', (line, sender, rest) => expect(splitSender(line, ': ', seen)).toEqual({ sender, rest }));
});

describe('the events of a chat', () => {
  test('people come before what they write, and once for what is known of them', () => {
    const events = new ChatEvents({ id: 'c', title: '', kind: 'unknown' });
    const message = { id: null, time: null, kind: 'text', text: '' } as const;
    events.person({ id: 'a', name: '' });
    events.person({ id: 'a', name: 'Ann' });
    events.person({ id: 'a', name: '' });
    events.message({ ...message, sender: 'a' });
    events.message({ ...message, sender: 'b' });
    events.person({ id: 'b', name: 'b' }, 'guess');
    events.person({ id: 'b', name: 'b' }, 'guess');
    expect(events.take().map((event) => event.type)).toEqual([
      'chat',
      'participant',
      'participant',
      'message',
      'participant',
      'message',
      'participant',
    ]);
    events.message({ ...message, sender: null });
    expect(events.take()).toEqual([{ type: 'message', message: { ...message, sender: null, chat: 'c', seq: 2 } }]);
    expect(events.people).toEqual(['a', 'b']);
  });
});

test('files in folders, and below them', () => {
  const files = ['a/b/c', 'a/d', 'ab/e', 'f'].map((path) => memoryFile(path, ''));
  const below = filesBelow(files, ['a', 'a/b', '', 'x']);
  expect([...below].map(([folder, found]) => [folder, found.map(({ path }) => path)])).toEqual([
    ['a', ['a/b/c', 'a/d']],
    ['a/b', ['a/b/c']],
    ['', ['a/b/c', 'a/d', 'ab/e', 'f']],
    ['x', []],
  ]);
});
