import type { Message, Moment } from '@/utils/messengers/model';
import { telegramHtml } from '@/utils/messengers/telegram/html-format';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { awkwardText } from '../lib/awkward-text';
import { find, memoryFile, only, readAll } from '../lib/read';
import { writeTelegramHtml } from '../writers/telegram-html';
import { FILES, name, richText } from './generated';

/** A page has no NUL, and no other line breaks than LF: the program writes those as LF. */
const words = awkwardText().map((text) => text.replace(/[\0\u2028\u2029]/g, ''));
const trimmed = name.map((text) => text.replace(/[\0\u2028\u2029\r\n]/g, '').replaceAll(' via @', ''));

const time: fc.Arbitrary<Moment> = fc
  .tuple(fc.integer({ min: 1_380_000_000, max: 2_000_000_000 }), fc.constantFrom(null, 0, 120, -210, 345))
  .map(([seconds, zone]) => ({ ms: seconds * 1000, zone, precision: 'second' }));

type Body = Omit<Message, 'chat' | 'id' | 'seq' | 'sender' | 'time'>;

const file = fc.constantFrom(
  { nativeKind: 'photo_wrap', file: { kind: 'image', name: 'a b.jpg', path: 'Export/photos/a b.jpg' } } as const,
  { nativeKind: 'media_photo', file: { kind: 'image', name: '', path: null, missing: 'too-large' } } as const,
  { nativeKind: 'media_voice_message', file: { kind: 'voice', name: 'v.ogg', path: 'Export/voice/v.ogg' } } as const,
  {
    nativeKind: 'media_file',
    file: { kind: 'file', name: 'Report (1).pdf', path: null, missing: 'left-out' },
  } as const,
  { nativeKind: 'photo_wrap', file: { kind: 'image', name: 'gone.jpg', path: null, missing: 'not-found' } } as const,
);

const body: fc.Arbitrary<Body> = fc.oneof(
  richText(words).map((rich): Body => ({ kind: 'text', ...rich })),
  fc.tuple(richText(words), file).map(([rich, one]): Body => {
    return { kind: 'media', nativeKind: one.nativeKind, ...rich, attachments: [one.file] };
  }),
  fc.tuple(words, time, name).map(([text, at]): Body => ({ kind: 'text', text, forwarded: { from: 'News & co', at } })),
  words.map((text): Body => ({
    kind: 'text',
    text,
    replyTo: { id: '1' },
    reactions: [{ emoji: '👍', count: 3, by: ['A, b'] }],
  })),
  fc.constant<Body>({ kind: 'system', text: 'A pinned this message', replyTo: { id: '2' } }),
);

const chat = fc.tuple(trimmed, fc.array(trimmed, { minLength: 1, maxLength: 3 })).chain(([title, people]) => {
  const message = fc.record({ rest: body, sender: fc.constantFrom(null, ...people), time });
  return fc.array(message, { maxLength: 6 }).map((list) => ({
    title,
    messages: list.map(({ rest, sender, time: at }, seq): Message => {
      const isSystem = rest.kind === 'system';
      return {
        chat: title,
        id: String(seq - 1_000_000_003),
        seq,
        time: isSystem ? null : at,
        sender: isSystem ? null : sender,
        ...rest,
      };
    }),
  }));
});

describe('what Telegram Desktop writes as pages is read back', () => {
  test('all pages of a chat', async () => {
    await fc.assert(
      fc.asyncProperty(
        chat,
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 1, max: 400 }),
        async (written, perPage, block) => {
          const pages = [...writeTelegramHtml(written.title, written.messages, perPage)];
          const files = [
            ...pages.map(([page, html]) => memoryFile(`Export/${page}`, html, block)),
            ...FILES.map((path) => memoryFile(path, '')),
          ];
          const found = await find(telegramHtml, files.toReversed());
          expect(found.map(({ path, variant }) => [path, variant])).toEqual([['Export', 'html']]);
          const events = await readAll(found[0] as (typeof found)[number]);
          expect(only(events, 'unparsed')).toEqual([]);
          expect(only(events, 'chat').map((event) => event.chat.title)).toEqual([written.title]);
          // A pin says who did it and what was done in one sentence.
          const expected = written.messages.map((one) =>
            one.kind === 'system' ? { ...one, text: `${one.text} this message` } : one,
          );
          expect(only(events, 'message').map(({ message }) => message)).toEqual(expected);
        },
      ),
      { numRuns: 100 },
    );
  });
});
