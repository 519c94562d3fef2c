import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { discordExporter } from '@/utils/messengers/discord/exporter-format';
import type { Attachment, Message, MessageKind, Moment } from '@/utils/messengers/model';
import { find, memoryFile, only, readAll } from '../lib/read';
import { type DiscordChannel, type DiscordMessage, type ExporterStyle, writeExporter } from '../writers/discord';
import { channels } from './channels';

const style: fc.Arbitrary<ExporterStyle> = fc.record({
  isOld: fc.boolean(),
  isWindows: fc.boolean(),
  guild: fc.constantFrom('0', '77'),
  zone: fc.constantFrom(0, 120, -570),
});

const KINDS = { DirectTextChat: 'direct', DirectGroupTextChat: 'group', GuildTextChat: 'channel' } as const;

function expected(
  written: DiscordMessage,
  channel: DiscordChannel,
  seq: number,
  folder: string,
  how: ExporterStyle,
): Message {
  const { id, type, author, isOld, ...message } = { ...written, ...how };
  const at = (ms: number): Moment => ({ ms, zone: how.zone, precision: 'millisecond' });
  const files = message.files.map((name): Attachment => {
    const kind = name.endsWith('.png')
      ? 'image'
      : name.endsWith('.ogg')
        ? 'audio'
        : name.endsWith('.pdf')
          ? 'file'
          : 'unknown';
    const url = `https://cdn.discordapp.com/attachments/1/2/${name}?ex=1`;
    const where = name.startsWith('here')
      ? { path: `${folder}/${name}` }
      : { path: null, missing: 'remote' as const, url };
    return { kind, name, ...where, size: 7 };
  });
  const url = 'https://discord.com/s.png';
  const stickers: Attachment[] =
    isOld || message.sticker === null
      ? []
      : [{ kind: 'sticker', name: message.sticker, path: null, missing: 'remote', url }];
  const attachments = [...files, ...stickers];
  const forwarded = isOld ? null : message.forwarded;
  const text = message.text || (forwarded?.text ?? '');
  const shown = files.length > 0 ? 'media' : stickers.length > 0 ? 'sticker' : text ? 'text' : 'other';
  const kind: MessageKind = ['Default', 'Reply', '20'].includes(type) ? shown : type === 'Call' ? 'call' : 'system';
  const reactions = message.reactions.map(({ emoji, by }) => ({ emoji, count: by.length, ...(!isOld && { by }) }));
  return {
    chat: channel.id,
    seq,
    id,
    time: at(message.ms),
    sender: author.id,
    kind,
    text,
    ...(type !== 'Default' && { nativeKind: type }),
    ...(attachments.length > 0 && { attachments }),
    ...(message.answers && !isOld && !forwarded && { replyTo: { id: message.answers } }),
    ...(reactions.length > 0 && { reactions }),
    ...(message.editedAt !== null && { edited: { at: at(message.editedAt) } }),
    ...(forwarded && { forwarded: { from: null, at: at(forwarded.ms) } }),
  };
}

describe('DiscordChatExporter, JSON', () => {
  test('what was written is read: old and new files, in parts, beside each other, in folders and zips', async () => {
    await fc.assert(
      fc.asyncProperty(
        channels(),
        style,
        fc.integer({ min: 1, max: 3 }),
        fc.constantFrom('', 'Guild/', 'x.zip/'),
        fc.integer({ min: 1, max: 400 }),
        async (model, how, parts, folder, block) => {
          const zip = folder === 'x.zip/' ? 'x.zip' : null;
          const size = (channel: DiscordChannel) => Math.max(1, Math.ceil(channel.messages.length / parts));
          const stem = ({ id }: DiscordChannel) => `Guild - ${id} [${id}]`;
          const files = model.flatMap((channel) =>
            Array.from({ length: parts }, (_, part) => {
              const name = `${stem(channel)}${part > 0 ? ` [part ${part + 1}]` : ''}.json`;
              const some = channel.messages.slice(part * size(channel), (part + 1) * size(channel));
              return memoryFile(
                folder + name,
                writeExporter(channel, some, `${stem(channel)}.json_Files`, how),
                block,
                zip,
              );
            }),
          );
          const there = model.flatMap((channel) =>
            ['here.png', 'here ñ.ogg'].map((name) =>
              memoryFile(`${folder}${stem(channel)}.json_Files/${name}`, 'x', 1, zip),
            ),
          );
          const [found, ...more] = await find(discordExporter, [...files.toReversed(), ...there]);
          expect(found).toMatchObject({ messenger: 'discord', variant: 'exporter-json' });
          expect(more).toEqual([]);
          if (!found) return;
          const events = await readAll(found);
          expect(only(events, 'unparsed')).toEqual([]);
          for (const channel of model) {
            const { id, name: title, type } = channel;
            const chats = only(events, 'chat').flatMap(({ chat }) => (chat.id === id ? [chat] : []));
            expect(chats).toEqual([{ id, title, kind: KINDS[type] }]);
            const messages = only(events, 'message').flatMap(({ message }) => (message.chat === id ? [message] : []));
            const place = `${folder}${stem(channel)}.json_Files`;
            expect(messages).toEqual(channel.messages.map((one, seq) => expected(one, channel, seq, place, how)));
            const people = only(events, 'participant').filter((event) => event.chat === id);
            expect(new Map(people.map(({ participant }) => [participant.id, participant.name]))).toEqual(
              new Map(channel.messages.map(({ author }) => [author.id, author.name])),
            );
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  const author = { id: '1', name: 'ann' };
  const message: DiscordMessage = {
    id: '9',
    ms: 0,
    text: 'x',
    author,
    type: 'Default',
    editedAt: null,
    files: [],
    sticker: null,
    answers: null,
    forwarded: null,
    reactions: [],
  };
  const channel: DiscordChannel = { id: '5', type: 'DirectTextChat', name: 'bob', messages: [] };
  const plain: ExporterStyle = { isOld: false, isWindows: false, guild: '0', zone: 0 };

  async function read(json: string) {
    const [found] = await find(discordExporter, [memoryFile('a.json', json, 50)]);
    return found ? await readAll(found) : [];
  }

  test('in a direct chat the one whose name it has not got is guessed to have made the export', async () => {
    const both = [message, { ...message, author: { id: '2', name: 'bob' } }];
    const events = await read(writeExporter(channel, both, 'f', plain));
    expect(only(events, 'participant').filter(({ me }) => me)).toMatchObject([
      { participant: { id: '1' }, me: 'guess' },
    ]);
  });

  test("mentions, and the boxes of bots; previews of people's links are not what they wrote", async () => {
    const embeds = [{ title: 'T', description: 'D', fields: [{ name: 'f', value: 'v' }] }];
    const mentions = [{ id: '2', name: 'bob', nickname: 'Bobby' }];
    const json = JSON.parse(writeExporter(channel, [message, message], 'f', plain)) as { messages: object[] };
    const [one] = json.messages;
    json.messages = [
      { ...one, content: 'hi @Bobby', mentions, embeds },
      { ...one, content: 'hi <@2>', mentions, author: { ...author, isBot: true }, embeds },
      { ...one, content: '', embeds },
    ];
    const events = await read(JSON.stringify(json));
    expect(only(events, 'message').map(({ message: { text, entities } }) => [text, entities])).toEqual([
      ['hi @Bobby', [{ kind: 'mention', start: 3, length: 6, value: '2' }]],
      [
        'hi <@2>\nT\nD\nf\nv',
        [
          { kind: 'mention', start: 3, length: 4, value: '2' },
          { kind: 'quote', start: 8, length: 7 },
        ],
      ],
      ['T\nD\nf\nv', [{ kind: 'quote', start: 0, length: 7 }]],
    ]);
  });

  test('parts in several zips are one export', async () => {
    const files = [2, 1].map((part) => {
      const json = writeExporter(channel, [{ ...message, text: `part ${part}`, files: ['here.png'] }], 'f', plain);
      return memoryFile(`${part}.zip/a${part === 1 ? '' : ' [part 2]'}.json`, json, 50, `${part}.zip`);
    });
    const [found, ...more] = await find(discordExporter, [...files, memoryFile('3.zip/f/here.png', 'x', 1, '3.zip')]);
    expect(more).toEqual([]);
    const messages = only(found ? await readAll(found) : [], 'message').map((event) => event.message);
    expect(messages.map(({ text, seq, attachments }) => [text, seq, attachments?.[0]?.path])).toEqual([
      ['part 1', 0, '3.zip/f/here.png'],
      ['part 2', 1, '3.zip/f/here.png'],
    ]);
  });

  test('a channel that was exported twice is in two exports; a file that is cut keeps what it has', async () => {
    const json = writeExporter(channel, [message, message], 'f', plain);
    const found = await find(discordExporter, [memoryFile('a.json', json), memoryFile('b.json', json)]);
    expect(found.map(({ path }) => path)).toEqual(['a.json', 'b.json']);
    const events = await read(json.slice(0, json.lastIndexOf('"timestamp"')));
    expect(only(events, 'message')).toHaveLength(1);
    expect(only(events, 'unparsed').map(({ unparsed }) => unparsed.reason)).toEqual(['cut-short']);
  });

  test('elements that are no messages are told; other JSON is not claimed', async () => {
    const json = JSON.parse(writeExporter(channel, [message], 'f', plain)) as { messages: unknown[] };
    json.messages.push(5, {}, null);
    const events = await read(JSON.stringify(json));
    expect(only(events, 'unparsed').map(({ unparsed }) => [unparsed.reason, unparsed.excerpt])).toEqual([
      ['unknown', '5'],
      ['unknown', '{}'],
      ['unknown', 'null'],
    ]);
    for (const other of [{}, { guild: {}, channel: {} }, { guild: { id: 1 }, channel: { id: 1, type: 'x' } }, []])
      expect(await find(discordExporter, [memoryFile('a.json', JSON.stringify(other))])).toEqual([]);
  });
});
