import type { Attachment, Chat, Entity, Message, Moment, Participant } from '@/utils/messengers/model';
import * as fc from 'fast-check';
import { awkwardText } from '../lib/awkward-text';
import type { WrittenChat } from '../writers/telegram-json';

const seconds = fc.integer({ min: 1_380_000_000, max: 2_000_000_000 });

/** Names: never blank, as a name that is told. */
export const name = awkwardText().map((text) => `N${text.replaceAll('\0', '')}n`);

/** A text and its parts. @param text of one part */
export function richText(text: fc.Arbitrary<string>): fc.Arbitrary<{ text: string; entities?: Entity[] }> {
  const kinds: readonly (readonly [Entity['kind'], string?])[] = [
    ['bold'],
    ['italic'],
    ['underline'],
    ['strike'],
    ['spoiler'],
    ['code'],
    ['quote'],
    ['link', 'https://example.org/?a=1&b="2"'],
  ];
  const part = fc.record({ words: text, kind: fc.option(fc.constantFrom(...kinds), { nil: null, freq: 2 }) });
  return fc.array(part, { maxLength: 4 }).map((parts) => {
    let whole = '';
    const entities: Entity[] = [];
    for (const { words, kind } of parts) {
      const [of, value] = kind ?? [];
      // Text that begins like a mention is one in a link on a page.
      const isPart = of !== undefined && words !== '' && !words.startsWith('@');
      if (isPart) entities.push({ kind: of, start: whole.length, length: words.length, ...(value && { value }) });
      whole += words;
    }
    return { text: whole, ...(entities.length > 0 && { entities }) };
  });
}

/** What a file of a message is in an export in the folder `Export`. */
const attachment: fc.Arbitrary<{ nativeKind?: string; file: Attachment }> = fc.oneof(
  fc.constant({ file: { kind: 'image', name: 'a b.jpg', path: 'Export/photos/a b.jpg' } } as const),
  fc
    .constantFrom('left-out', 'too-large', 'expired')
    .map((missing) => ({ file: { kind: 'image', name: '', path: null, missing } }) as const),
  fc.constant({
    nativeKind: 'voice_message',
    file: { kind: 'voice', name: 'v.ogg', path: 'Export/voice/v.ogg', type: 'audio/ogg' },
  } as const),
  fc.constant({
    file: { kind: 'file', name: 'gone (1).pdf', path: null, missing: 'not-found', size: 7, type: 'application/pdf' },
  } as const),
);

/** The files that {@link attachment} finds. */
export const FILES = ['Export/photos/a b.jpg', 'Export/voice/v.ogg'];

type Body = Omit<Message, 'chat' | 'id' | 'seq' | 'sender' | 'time'>;

function body(old: boolean): fc.Arbitrary<Body> {
  const words = awkwardText({ halves: true });
  const time = moment(old);
  const text = fc
    .record({ rich: richText(words), edited: fc.option(time, { nil: null }) })
    .map(({ rich, edited }): Body => {
      return { kind: 'text', ...rich, ...(edited && { edited: { at: edited } }) };
    });
  const media = fc
    .record({ rich: richText(words), one: attachment })
    .map(({ rich, one: { nativeKind, file } }): Body => {
      return { kind: 'media', ...rich, attachments: [file], ...(nativeKind && { nativeKind }) };
    });
  const other = fc.oneof(
    words.map((title): Body => ({ kind: 'system', nativeKind: 'edit_group_title', text: title })),
    fc.constant<Body>({ kind: 'call', nativeKind: 'phone_call', text: '' }),
    fc.constant<Body>({ kind: 'system', nativeKind: 'pin_message', text: '', replyTo: { id: '-5' } }),
    words.map((answer): Body => ({ kind: 'text', text: answer, replyTo: { id: '1' }, forwarded: { from: null } })),
  );
  return fc.oneof(text, media, other);
}

function moment(old: boolean): fc.Arbitrary<Moment> {
  return seconds.map((s) => ({ ms: s * 1000, zone: old ? null : 0, precision: 'second' }));
}

/** A chat with its people and messages. @param old as up to 2021: without zones */
export function writtenChat(number: number, old: boolean): fc.Arbitrary<WrittenChat> {
  const group: fc.Arbitrary<Chat> = fc.record({
    id: fc.constant(`channel${number}`),
    title: name,
    kind: fc.constantFrom('group', 'channel'),
  });
  const people: fc.Arbitrary<Participant[]> = fc
    .array(name, { minLength: 1, maxLength: 3 })
    .map((names) => names.map((one, at) => ({ id: `user${number * 10 + at}`, name: at === 2 ? '' : one })));
  return fc.tuple(group, people).chain(([chat, some]) => {
    const message = fc.record({
      body: body(old),
      sender: fc.constantFrom(...some.map(({ id }) => id)),
      time: moment(old),
    });
    return fc.array(message, { maxLength: 5 }).map((list) => ({
      chat,
      people: some,
      messages: list.map(({ body: rest, sender, time }, seq): Message => ({
        chat: chat.id,
        id: String(seq - 2),
        seq,
        time,
        sender,
        ...rest,
      })),
    }));
  });
}
