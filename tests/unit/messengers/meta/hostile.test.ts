import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { discordExporter } from '@/utils/messengers/discord/exporter-format';
import { discordPackage } from '@/utils/messengers/discord/package-format';
import { utf8 } from '@/utils/bytes';
import { findExports } from '@/utils/messengers/find';
import { metaDyi } from '@/utils/messengers/meta/dyi-format';
import { metaE2ee } from '@/utils/messengers/meta/e2ee-format';
import { openFiles } from '@/utils/messengers/source/open-files';
import { GO_ON, find, memoryFile, only, readAll } from '../lib/read';
import { SAMPLES, entriesAt, haveSamples } from '../lib/samples';
import { writeExporter, writePackageCsv, writePackageJson } from '../writers/discord';
import { writeDyiHtml, writeDyiJson, writeE2ee } from '../writers/meta';
import { channels } from '../discord/channels';
import { threads } from './threads';

const FORMATS = [discordPackage, metaDyi, metaE2ee, discordExporter];

/** A whole file of one of the exports, with a path that it could have. */
const written: fc.Arbitrary<readonly [string, string]> = fc
  .tuple(threads(), channels(), fc.nat({ max: 5 }))
  .map(([[thread], [channel], which]) => {
    if (!thread || !channel) throw new Error('never');
    const dyi = `messages/inbox/${thread.folder}/message_1`;
    const style = { isOld: false, isWindows: false, guild: '0', zone: 0 };
    const files = [
      [`${dyi}.json`, [...writeDyiJson(thread, 100).values()].join('')],
      [`${dyi}.html`, writeDyiHtml(thread, 0, (ms) => new Date(ms).toISOString())],
      ['Ann_1.json', writeE2ee(thread, 1)],
      ['a.json', writeExporter(channel, channel.messages, 'f', style)],
      [`Messages/c${channel.id}/messages.json`, writePackageJson(channel.messages)],
      [`Messages/c${channel.id}/messages.csv`, writePackageCsv(channel.messages)],
    ] as const;
    return files[which] ?? files[0];
  });

describe('files that are not what they should be, of Meta and Discord', () => {
  test('cut, spliced and overwritten files are read to their end; messages are unique and in order', async () => {
    await fc.assert(
      fc.asyncProperty(
        written,
        fc.array(fc.tuple(fc.nat(), fc.nat({ max: 40 }), fc.uint8Array({ maxLength: 6 })), {
          minLength: 1,
          maxLength: 4,
        }),
        fc.integer({ min: 1, max: 300 }),
        async ([path, content], cuts, block) => {
          let bytes = utf8(content);
          for (const [at, length, instead] of cuts) {
            const start = at % (bytes.length + 1);
            bytes = Uint8Array.from([...bytes.subarray(0, start), ...instead, ...bytes.subarray(start + length)]);
          }
          for (const format of FORMATS)
            for (const found of await find(format, [memoryFile(path, bytes, block)])) {
              const seen = new Map<string, number>();
              for (const { message } of only(await readAll(found), 'message')) {
                expect(message.seq).toBe(seen.get(message.chat) ?? 0);
                seen.set(message.chat, message.seq + 1);
              }
            }
        },
      ),
      { numRuns: 40 },
    );
  });

  test('values of every type in every field are survived', async () => {
    const value = fc.oneof(fc.constant('x'), fc.jsonValue({ maxDepth: 2 }), fc.constantFrom(1e300, -1, '1e999', ''));
    const fields = [
      ['sender_name', 'timestamp_ms', 'content', 'photos', 'sticker', 'share', 'reactions', 'type', 'call_duration'],
      ['senderName', 'timestamp', 'text', 'media', 'reactions', 'isUnsent', 'type'],
      [
        'id',
        'type',
        'timestamp',
        'content',
        'author',
        'attachments',
        'stickers',
        'embeds',
        'reactions',
        'mentions',
        'reference',
        'forwardedMessage',
      ],
      ['ID', 'Timestamp', 'Contents', 'Attachments'],
    ];
    const message = fc.oneof(...fields.map((keys) => fc.record(Object.fromEntries(keys.map((key) => [key, value])))));
    const heads = {
      participants: [{ name: 'A' }, 'A', 5],
      threadName: 'A_1',
      thread_path: 'inbox/a_1',
      guild: { id: 1 },
      channel: { id: 2, type: 1 },
      dateRange: {},
    };
    await fc.assert(
      fc.asyncProperty(fc.array(message, { maxLength: 5 }), async (messages) => {
        const files = [
          memoryFile('messages/inbox/a/message_1.json', JSON.stringify({ ...heads, messages })),
          memoryFile('x/a_1.json', JSON.stringify({ ...heads, messages })),
          memoryFile('c123456789012345678/messages.json', JSON.stringify(messages)),
          memoryFile('c123456789012345678/channel.json', '{"id":"123456789012345678","type":0}'),
        ];
        for (const format of FORMATS)
          for (const found of await find(format, files)) {
            const events = await readAll(found);
            const pieces = [...only(events, 'message'), ...only(events, 'unparsed')];
            const read = found.files.filter(({ path }) => !path.endsWith('channel.json')).length;
            expect(pieces).toHaveLength(read * messages.length);
          }
      }),
      { numRuns: 40 },
    );
  });

  test('an abort ends the reading with its reason', async () => {
    const [thread] = fc.sample(threads(), 1)[0] ?? [];
    const files = thread ? [...writeDyiJson(thread, 9)].map(([path, content]) => memoryFile(path, content)) : [];
    const [found] = await find(metaDyi, files);
    const abort = new AbortController();
    abort.abort(new Error('enough'));
    await expect(found?.read({}, abort.signal).next()).rejects.toThrow('enough');
  });

  test.skipIf(!haveSamples)(
    'no real export of another messenger is claimed (skipped where there are none)',
    async () => {
      const { files } = await openFiles(await entriesAt(SAMPLES), GO_ON);
      const found = await findExports(files, FORMATS, GO_ON);
      const folders = new Set(
        found.map(({ path, messenger }) => `${messenger} ${path.split('/').slice(1, 3).join('/')}`),
      );
      expect([...folders].toSorted()).toEqual([
        'discord discord/mlomb__chat-analytics',
        'discord synthetic/discord-package',
        'instagram instagram/joweich__chat-miner',
        'messenger messenger/kenn-io__msgvault',
      ]);
    },
  );
});
