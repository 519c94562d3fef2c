import { PageError } from '@/utils/page/page-error';
import { probe } from '@/utils/page/probe';
import type { OpenChat, Page, PageReader } from '@/utils/page/reader';
import { expect, test } from 'vitest';

const pageAt = (address: string, contentType = 'text/html'): Page => ({
  document: { contentType } as Document,
  url: new URL(address),
  now: 0,
});
const HERE = pageAt('https://chat.example.org/');
const NOTHING = { client: null, exports: false, chat: 'none', check: null, title: null };

const reader = (open: () => OpenChat, isHere = () => true): PageReader => ({
  client: 'element-web',
  exports: true,
  isHere,
  open,
});
const withTitle = (title: string) => reader(() => ({ chat: { id: 'a', title, kind: 'direct' } }) as OpenChat);
const fails = (thrown: Error) =>
  reader(() => {
    throw thrown;
  });

test.each(['chrome://settings/', 'file:///home/page.html', 'data:text/html,page', 'about:blank'])(
  'there is nothing to read at %s',
  (address) => expect(probe(pageAt(address), [withTitle('Mina')])).toBeNull(),
);

test.each(['application/pdf', 'image/png', 'text/plain', 'application/xml'])('nor in a document of %s', (type) =>
  expect(probe(pageAt('https://chat.example.org/', type), [withTitle('Mina')])).toBeNull(),
);

test('a page that no reader knows is no messenger', () => {
  expect(probe(HERE, [])).toEqual(NOTHING);
  expect(
    probe(HERE, [
      reader(
        () => null as never,
        () => false,
      ),
    ]),
  ).toEqual(NOTHING);
});

test('the open chat is told by its title, which has an end', () => {
  const open = { client: 'element-web', exports: true, chat: 'open', check: null };
  expect(probe(HERE, [withTitle('Mina')])).toEqual({ ...open, title: 'Mina' });
  expect(probe(HERE, [withTitle('')])).toEqual({ ...open, title: null });
  expect(probe(HERE, [withTitle('x'.repeat(1_000_000))])?.title).toHaveLength(200);
});

test('what a reader misses is told, and a reader that stumbles is a page that has changed', () => {
  expect(probe(HERE, [fails(new PageError('none', 'chat'))])).toMatchObject({ chat: 'none', check: 'chat' });
  expect(probe(HERE, [fails(new PageError('changed', 'rows'))])).toMatchObject({ chat: 'changed', check: 'rows' });
  expect(probe(HERE, [fails(new TypeError('Mina is null'))])).toEqual({
    client: 'element-web',
    exports: true,
    chat: 'changed',
    check: 'unforeseen',
    title: null,
  });
});

test('a reader that stumbles over a page does not hide the next one', () => {
  const stumbles = reader(
    () => null as never,
    () => {
      throw new TypeError('no');
    },
  );
  expect(probe(HERE, [stumbles, withTitle('Mina')])?.title).toBe('Mina');
});
