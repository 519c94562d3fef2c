import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { discordPackage } from '@/utils/messengers/discord/package-format';
import type { Message } from '@/utils/messengers/model';
import type { ExportFile } from '@/utils/messengers/source/export-file';
import { find, memoryFile, only, readAll } from '../lib/read';
import { type DiscordChannel, type DiscordMessage, writePackageCsv, writePackageJson } from '../writers/discord';
import { channels } from './channels';

function expected({ id, ms, text, files }: DiscordMessage, chat: string, seq: number): Message {
  const attachments = files.map((name) => ({
    kind: ({ png: 'image', ogg: 'audio', pdf: 'file' } as const)[name.slice(-3)] ?? ('unknown' as const),
    name,
    path: null,
    missing: 'remote' as const,
    url: `https://cdn.discordapp.com/1/2/${name}?ex=1`,
  }));
  return {
    chat,
    seq,
    id,
    time: { ms: Math.floor(ms / 1000) * 1000, zone: 0, precision: 'second' },
    sender: '11',
    kind: files.length > 0 ? 'media' : text === '' ? 'other' : 'text',
    text,
    ...(attachments.length > 0 && { attachments }),
  };
}

const TYPES = { DirectTextChat: 'DM', DirectGroupTextChat: 'GROUP_DM', GuildTextChat: 'GUILD_TEXT' };
const NUMBERS = { DirectTextChat: 1, DirectGroupTextChat: 3, GuildTextChat: 0 };
const KINDS = { DirectTextChat: 'direct', DirectGroupTextChat: 'group', GuildTextChat: 'channel' };

interface PackageStyle {
  readonly isOld: boolean;
  readonly messages: 'Messages' | 'messages' | 'Nachrichten';
  readonly account: boolean;
}

function packageFiles(
  model: readonly DiscordChannel[],
  { isOld, messages, account }: PackageStyle,
): Map<string, string> {
  const files = new Map<string, string>();
  if (account) files.set('Account/user.json', '{"id":"11","username":"ann","flags":["x"]}');
  files.set(`${messages}/index.json`, JSON.stringify(Object.fromEntries(model.map(({ id, name }) => [id, name]))));
  for (const { id, type, name, messages: some } of model) {
    const folder = `${messages}/${isOld ? '' : 'c'}${id}`;
    const recipients = type === 'GuildTextChat' ? undefined : ['11', id];
    const channel = { id, type: isOld ? NUMBERS[type] : TYPES[type], recipients, ...(!recipients && { name }) };
    files.set(`${folder}/channel.json`, JSON.stringify(channel));
    if (isOld) files.set(`${folder}/messages.csv`, writePackageCsv(some));
    else files.set(`${folder}/messages.json`, writePackageJson(some));
  }
  return files;
}

async function readOne(files: readonly ExportFile[]) {
  const [found, ...more] = await find(discordPackage, files);
  expect(more).toEqual([]);
  if (!found) throw new Error('not recognised');
  return { found, events: await readAll(found) };
}

describe("Discord's package", () => {
  // A file of UTF-8 cannot hold halves of characters, but JSON can escape them.
  const noSpaces = (model: readonly DiscordChannel[]) =>
    model.map((channel) => ({
      ...channel,
      messages: channel.messages.map((message) => ({
        ...message,
        files: message.files.filter((name) => !name.includes(' ')),
      })),
    }));

  test('what was written is read, with ids of 64 bits: JSON and CSV, folders of any language, zip or not', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.boolean().chain((isOld) => fc.tuple(channels({ halves: !isOld }).map(noSpaces), fc.constant(isOld))),
        fc.constantFrom('Messages', 'messages', 'Nachrichten'),
        fc.constantFrom('', 'package/', 'package.zip/'),
        fc.integer({ min: 1, max: 300 }),
        async ([model, isOld], messages, folder, block) => {
          const zip = folder.endsWith('.zip/') ? 'package.zip' : null;
          const written = packageFiles(model, { isOld, messages, account: true });
          const files = [...written].map(([path, content]) => memoryFile(folder + path, content, block, zip));
          const { found, events } = await readOne(files);
          expect(found).toMatchObject({ messenger: 'discord', variant: 'package-json', path: folder.slice(0, -1) });
          expect(found.files).toHaveLength(files.length);
          expect(only(events, 'unparsed')).toEqual([]);
          expect(only(events, 'chat').map(({ chat }) => chat)).toEqual(
            model.map(({ id, name: title, type }) => ({ id, title, kind: KINDS[type] })),
          );
          for (const { id, messages: some } of model) {
            const read = only(events, 'message').flatMap(({ message }) => (message.chat === id ? [message] : []));
            expect(read).toEqual(some.map((one, seq) => expected(one, id, seq)));
          }
          expect(only(events, 'participant').filter(({ me }) => me === 'sure')).toEqual(
            model.map(({ id }) => ({
              type: 'participant',
              chat: id,
              participant: { id: '11', name: 'ann' },
              me: 'sure',
            })),
          );
        },
      ),
      { numRuns: 40 },
    );
  });

  const message = { id: '897870239797215243', ms: 0, text: 'one', files: [] } as unknown as DiscordMessage;
  const direct = (id: string): DiscordChannel => ({ id, type: 'DirectTextChat', name: 'bob', messages: [message] });

  test('without an account, the owner is who is in all direct channels', async () => {
    const model = [direct('897870239797215201'), direct('897870239797215202')];
    const written = packageFiles(model, { isOld: false, messages: 'Messages', account: false });
    const { events } = await readOne([...written].map(([path, content]) => memoryFile(path, content)));
    expect(only(events, 'message').map((event) => event.message.sender)).toEqual(['11', '11']);
    const [first] = model;
    const one = packageFiles(first ? [first] : [], { isOld: false, messages: 'Messages', account: false });
    const alone = await readOne([...one].map(([path, content]) => memoryFile(path, content)));
    expect(only(alone.events, 'message').map((event) => event.message.sender)).toEqual(['self']);
  });

  test('a folder of one channel and a single file are recognised', async () => {
    const folder = packageFiles([direct('897870239797215201')], { isOld: false, messages: 'Messages', account: false });
    folder.delete('Messages/index.json');
    const channel = [...folder].map(([path, content]) => memoryFile(path.replace('Messages/', ''), content));
    const inFolder = await readOne(channel);
    expect(inFolder.found.path).toBe('c897870239797215201');
    expect(only(inFolder.events, 'chat').map(({ chat }) => chat.id)).toEqual(['897870239797215201']);
    for (const [name, content] of [
      ['messages.json', writePackageJson([message])],
      ['messages.csv', writePackageCsv([message])],
    ] as const) {
      const { found, events } = await readOne([memoryFile(name, content)]);
      expect(found.path).toBe(name);
      expect(only(events, 'message').map((event) => event.message.id)).toEqual(['897870239797215243']);
    }
  });

  test('parts that are missing or broken cost only themselves', async () => {
    const model = [direct('897870239797215201'), direct('897870239797215202')];
    const written = packageFiles(model, { isOld: false, messages: 'Messages', account: true });
    written.delete('Messages/c897870239797215202/messages.json');
    written.set('Messages/index.json', '{"897870239797215201": "a", nonsense');
    written.set('Messages/c897870239797215203/messages.csv', 'ID,Timestamp,Contents,Attachments\n1,2\n5,"x');
    written.set('Messages/c897870239797215204/messages.json', 'nonsense, all of it');
    const { events } = await readOne([...written].map(([path, content]) => memoryFile(path, content)));
    expect(only(events, 'chat').map(({ chat }) => [chat.id.slice(-1), chat.kind])).toEqual([
      ['1', 'direct'],
      ['2', 'direct'],
      ['3', 'unknown'],
      ['4', 'unknown'],
    ]);
    expect(only(events, 'message')).toHaveLength(1);
    const broken = only(events, 'unparsed').map(({ unparsed }) => [
      unparsed.file.split('/').slice(-2).join('/'),
      unparsed.line,
    ]);
    expect(broken).toEqual([
      ['Messages/index.json', 1],
      ['c897870239797215203/messages.csv', 2],
      ['c897870239797215203/messages.csv', 3],
      ['c897870239797215204/messages.json', 1],
    ]);
  });

  test('a text that looks like an id in JSON stays as it is', async () => {
    const text = '"ID": 897870239797215243, {"ID": 897870239797215243}';
    const { events } = await readOne([memoryFile('messages.json', writePackageJson([{ ...message, text }]))]);
    expect(only(events, 'message').map((event) => event.message.text)).toEqual([text]);
  });

  test('other files of these names are not claimed', async () => {
    for (const content of ['[]', '{}', '[{"ID": 1, "Timestamp": "x"}]', '{"id": "5", "type": "DM"}']) {
      expect(await find(discordPackage, [memoryFile('a/messages.json', content)])).toEqual([]);
      expect(await find(discordPackage, [memoryFile('c897870239797215201/channel.json', content)])).toEqual([]);
    }
    expect(await find(discordPackage, [memoryFile('messages.csv', 'Date,User,Message\n')])).toEqual([]);
  });
});
