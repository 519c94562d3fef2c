import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { skype } from '@/utils/messengers/skype/format';
import { readXml } from '@/utils/messengers/skype/xml';
import { awkwardText } from '../lib/awkward-text';
import { find, memoryFile, only, readAll } from '../lib/read';
import { meant, retold, spokenChat } from '../lib/spoken';
import { messageId, userOf, writeSkype } from '../writers/skype';

/** The first message that is read of an export with one. */
async function readOne(message: object) {
  const conversations = [{ id: '8:bob', displayName: 'Bob', MessageList: [{ id: '1', from: '8:bob', ...message }] }];
  const file = memoryFile('messages.json', JSON.stringify({ userId: '8:ann', exportDate: '2025', conversations }));
  const [found] = await find(skype, [file]);
  return only(await readAll(found ?? expect.fail()), 'message')[0]?.message ?? expect.fail();
}

describe('Skype', () => {
  test('what was written is read: people, messages, quotations, edits, reactions, files', async () => {
    await fc.assert(
      fc.asyncProperty(spokenChat(), fc.boolean(), fc.integer({ min: 1, max: 300 }), async (model, isTar, block) => {
        const files = [...writeSkype(model)].map(([path, content]) =>
          memoryFile(isTar ? `export.tar/${path}` : path, content, block, isTar ? 'export.tar' : null),
        );
        const [found] = await find(skype, files);
        expect(found).toMatchObject({ messenger: 'skype', variant: 'json' });
        const events = await readAll(found ?? expect.fail());
        expect(only(events, 'unparsed')).toEqual([]);
        expect(only(events, 'chat')[0]?.chat).toEqual({ id: '19:abc@thread.skype', title: model.title, kind: 'group' });
        const read = only(events, 'message').map(({ message }) => retold(message));
        expect(read).toEqual(
          model.messages.map((message, seq) => {
            const one = meant(message, seq, messageId, userOf);
            // An edit without a text is a message that was taken back.
            return one.kind === 'other' && one.edited !== undefined ? { ...one, kind: 'deleted' } : one;
          }),
        );
        const people = only(events, 'participant').map(({ participant, me }) => [participant.id, me]);
        expect(people.slice(0, 3)).toEqual([0, 1, 2].map((at) => [userOf(at), at === 0 ? 'sure' : undefined]));
      }),
      { numRuns: 60 },
    );
  });

  test.each([
    [
      { messagetype: 'RichText', content: 'hi <b>bold</b> <ss type="smile">:)</ss> &lt;x&gt;' },
      'text',
      'hi bold :) <x>',
    ],
    [{ messagetype: 'Text', content: 'a <b> &amp;' }, 'text', 'a <b> &amp;'],
    [
      { messagetype: 'RichText', content: '<at id="8:ann">Ann</at>: <a href="https://a.b">this</a>' },
      'text',
      'Ann: this',
    ],
    [{ messagetype: 'RichText', content: 'Edited previous message: new<e_m ts="1700000000" t="61"/>' }, 'text', 'new'],
    [{ messagetype: 'RichText', content: '<e_m ts="1700000000" t="61"/>' }, 'deleted', ''],
    [
      { messagetype: 'Event/Call', content: '<partlist type="missed"><part><name>Bob</name></part></partlist>' },
      'call',
      '',
    ],
    [
      {
        messagetype: 'ThreadActivity/TopicUpdate',
        content: '<topicupdate><initiator>8:bob</initiator><value>New</value></topicupdate>',
      },
      'system',
      '8:bob New',
    ],
    [
      { messagetype: 'RichText/Contacts', content: '<contacts><c t="s" s="zoe" f="Zoe Z."/></contacts>' },
      'contact',
      'Zoe Z.',
    ],
    [
      {
        messagetype: 'RichText/Location',
        content: '<location latitude="48200000" longitude="16300000">Wien</location>',
      },
      'location',
      '48.2, 16.3 Wien',
    ],
    [{ messagetype: 'Poll', content: '<URIObject type="Poll" title="?"/>' }, 'poll', ''],
    [{ messagetype: 'RichText/Media_Card', content: '<URIObject type="SWIFT.1"/>' }, 'other', ''],
    [{ content: 'x', properties: 'none', amsreferences: 7 }, 'text', 'x'],
  ])('%j', async (message, kind, text) => {
    expect(await readOne(message)).toMatchObject({ kind, text, sender: '8:bob' });
  });

  test('a picture without its file is missing, and what Skype wrote around it is no text', async () => {
    const content =
      '<URIObject type="Picture.1" uri="https://api.asm.skype.com/v1/objects/0-x/views/imgo">To view this shared photo, go to: ' +
      '<a href="https://x">https://x</a><meta type="photo" originalName="a.jpg"/></URIObject>';
    const message = await readOne({ messagetype: 'RichText/UriObject', content });
    expect(message).toMatchObject({ kind: 'media', text: '' });
    expect(message.attachments).toMatchObject([{ kind: 'image', name: 'a.jpg', path: null, missing: 'left-out' }]);
  });

  test('files may be in a tar beside that of the messages', async () => {
    const list = [{ id: '1', messagetype: 'RichText/UriObject', content: '', amsreferences: ['0-x'] }];
    const json = JSON.stringify({ userId: '8:a', exportDate: '', conversations: [{ id: '8:b', MessageList: list }] });
    const files = [
      memoryFile('a.tar/messages.json', json, 99, 'a.tar'),
      memoryFile('b.tar/media/0-x.json', '{}', 9, 'b.tar'),
      memoryFile('b.tar/media/0-x.1.jpg', 'x', 9, 'b.tar'),
    ];
    const [found] = await find(skype, files);
    const [event] = only(await readAll(found ?? expect.fail()), 'message');
    expect(event?.message.attachments?.[0]?.path).toBe('b.tar/media/0-x.1.jpg');
  });

  test('other documents are none', async () => {
    for (const json of [
      '{"userId":"8:a","conversations":[]}',
      '{"conversations":[{"id":"1","MessageList":[]}]}',
      '[]',
      'x',
    ])
      expect(await find(skype, [memoryFile('messages.json', json)])).toEqual([]);
  });
});

test('any text is read as XML, every character of it once', () => {
  fc.assert(
    fc.property(awkwardText({ halves: true }), (text) => {
      const written = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
      let read = '';
      readXml(`${written}<b>`, { open: () => {}, close: () => {}, text: (part) => (read += part) });
      expect(read).toBe(text);
      readXml(text, { open: () => {}, close: () => {}, text: () => {} });
    }),
  );
});
