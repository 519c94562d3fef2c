import { describe, expect, test } from 'vitest';
import { elementHtml } from '@/utils/messengers/element/html-format';
import { find, memoryFile, only, readAll } from '../lib/read';

const tile = (id: string, inner: string, more = ''): string =>
  `<div class="mx_Export_EventWrapper" id="${id}"><li class="mx_EventTile ${more}">${inner}</li></div>`;
const name = (text: string): string =>
  `<div class="mx_DisambiguatedProfile"><span class="mx_DisambiguatedProfile_displayName">${text}</span></div>`;
const at = (clock: string): string => `<a><span class="mx_MessageTimestamp">${clock}</span></a>`;
const body = (html: string): string =>
  `<div class="mx_MTextBody mx_EventTile_content"><div class="mx_EventTile_body">${html}</div></div>`;

/** A page as Element writes them: the room, then the tiles. */
function page(tiles: string): string {
  return (
    '<!DOCTYPE html><html><head><title>Exported Data</title></head><body><div class="mx_MatrixChat_wrapper">' +
    '<ol class="mx_RoomView_MessageList"><div class="mx_NewRoomIntro"><h2> My &amp; Room </h2><p>made.<br/>This is the start of ' +
    '<b>My Room</b>. By <a href="https://matrix.to/#/@ann:x"><b>Ann</b>@ann:x</a></p></div>' +
    `<li><div class="mx_DateSeparator"><h2>Tue, Jan 2, 2024</h2></div></li>${tiles}</ol></div></body></html>`
  );
}

describe('Element, HTML', () => {
  test('all pages of a room, the messages with their senders, times, files and answers', async () => {
    const reply =
      '<blockquote class="mx_ReplyChain"><a href="https://matrix.to/#/!r:x/$1">In reply to</a> Ann: old</blockquote>';
    const first = page(
      tile('$1', name('Ann') + at('03:04') + body('one<br/>two <b>bold</b> &lt;x&gt;')) +
        tile('$2', at('03:05') + body('same sender'), 'mx_EventTile_continuation') +
        tile('$3', name('Bob') + at('03:06') + reply + body('answer')) +
        tile('$4', at('03:07') + '<div class="mx_TextualEvent">Bob left</div>', 'mx_EventTile_info'),
    );
    const second = page(
      tile('$5', name('Bob') + at('23:08') + '<a href="images/a.png"><img src="images/a.png"></a>') +
        tile('$6', name('Ann') + at('23:09') + '<span class="mx_RedactedBody">Message deleted</span>') +
        tile(
          '$7',
          '<span class="mx_MessageTimestamp" title="Wed, Jan 3, 2024, 04:05:06">04:05</span>' +
            body('<p>p</p><p>q</p>'),
        ),
    );
    const files = [
      memoryFile('Room/messages2.html', second),
      memoryFile('Room/messages.html', first),
      memoryFile('Room/images/a.png', 'x'),
    ];
    const [found] = await find(elementHtml, files);
    expect(found).toMatchObject({ messenger: 'element', variant: 'html', path: 'Room' });
    const events = await readAll(found ?? expect.fail());
    expect(only(events, 'chat').map(({ chat }) => chat.title)).toEqual(['My & Room']);
    expect(only(events, 'participant').map(({ participant, me }) => [participant.id, me])).toEqual([
      ['Ann', 'guess'],
      ['Bob', undefined],
    ]);
    const messages = only(events, 'message').map(({ message }) => message);
    expect(messages.map(({ id, sender, kind, text }) => [id, sender, kind, text])).toEqual([
      ['$1', 'Ann', 'text', 'one\ntwo bold <x>'],
      ['$2', 'Ann', 'text', 'same sender'],
      ['$3', 'Bob', 'text', 'answer'],
      ['$4', null, 'system', 'Bob left'],
      ['$5', 'Bob', 'media', ''],
      ['$6', 'Ann', 'deleted', ''],
      ['$7', 'Ann', 'text', 'p\nq'],
    ]);
    expect(messages[0]?.time).toEqual({ ms: Date.UTC(2024, 0, 2, 3, 4), zone: null, precision: 'minute' });
    expect(messages[6]?.time).toEqual({ ms: Date.UTC(2024, 0, 3, 4, 5, 6), zone: null, precision: 'second' });
    expect(messages[2]?.replyTo).toEqual({ id: '$1' });
    expect(messages[4]?.attachments).toEqual([{ kind: 'image', name: 'a.png', path: 'Room/images/a.png' }]);
  });

  test('pages of others are none', async () => {
    const other = '<html><body><div class="page_wrap"><div class="message default">x</div></div></body></html>';
    expect(await find(elementHtml, [memoryFile('messages.html', other)])).toEqual([]);
  });
});
