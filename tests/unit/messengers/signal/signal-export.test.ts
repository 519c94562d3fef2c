import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { signalExport } from '@/utils/messengers/signal/signal-export-format';
import { awkwardText } from '../lib/awkward-text';
import { find, memoryFile, only, readAll } from '../lib/read';
import { type ExportedMessage, writeData, writeMarkdown } from '../writers/signal-export';

const HOUR = 3_600_000;

const message: fc.Arbitrary<ExportedMessage> = fc.record({
  date: fc.integer({ min: 0, max: 2 ** 19 }).map((hours) => new Date(hours * HOUR + 5000).toISOString().slice(0, 19)),
  sender: fc.constantFrom('Me', 'Ann: the first', 'Ann'),
  text: awkwardText(),
  quote: fc.oneof(fc.constant(''), fc.constantFrom('one', 'two\nlines', 'a: b')),
  sticker: fc.constantFrom('', '', '🐈'),
  reactions: fc.uniqueArray(
    fc.record({ by: fc.constantFrom('Me', 'Ann: the first'), emoji: fc.constantFrom('👍', '❤️') }),
    {
      maxLength: 2,
      selector: ({ by }) => by,
    },
  ),
  files: fc.uniqueArray(fc.constantFrom('2024_00_a.png', '2024_01_b (1).pdf', '2024_02_c.ogg'), { maxLength: 2 }),
  deleted: fc.constantFrom(false, false, true),
});

/** Markdown does not mark what is the sender's own: a text that looks like what stands around it cannot be told from that. */
function isPlain({ text }: ExportedMessage): boolean {
  return !/(^|\n)\n?(> |\[\d{4}-)|[)\n]$| -\)| \)\)|^\n/.test(text);
}

function expected(
  { date, sender, text, quote, sticker, reactions, files, deleted }: ExportedMessage,
  isThere: boolean,
): object {
  const time = { ms: Date.parse(`${date}Z`), zone: null, precision: 'second' };
  if (deleted) return { time, sender, kind: 'deleted' };
  const emoji = [...new Set(reactions.map((reaction) => reaction.emoji))];
  return {
    id: null,
    time,
    sender,
    kind: sticker !== '' ? 'sticker' : files.length > 0 ? 'media' : 'text',
    text: text === '' ? sticker : text,
    ...(files.length > 0 && {
      attachments: files.map((name) => ({
        kind: name.endsWith('png') ? 'image' : name.endsWith('ogg') ? 'audio' : 'file',
        name,
        ...(isThere ? { path: `out/Family/media/${name}` } : { path: null, missing: 'not-found' }),
      })),
    }),
    ...(quote !== '' && { replyTo: { text: quote } }),
    ...(emoji.length > 0 && {
      reactions: emoji.map((one) => {
        const by = reactions.filter((reaction) => reaction.emoji === one).map((reaction) => reaction.by);
        return { emoji: one, count: by.length, by };
      }),
    }),
  };
}

describe('signal-export', () => {
  test.each([
    { name: 'chat.md', write: writeMarkdown, carries: isPlain },
    { name: 'data.json', write: writeData, carries: () => true },
  ])('what was written is read: $name', async ({ name, write, carries }) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(message.filter(carries), { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 1, max: 99 }),
        fc.boolean(),
        async (messages, block, isThere) => {
          // A name with a colon is known by having been seen; the first time it ends at its first colon.
          const first: ExportedMessage = {
            date: '2020-01-01T00:00:00',
            sender: 'Ann',
            text: 'x',
            quote: '',
            sticker: '',
            reactions: [],
            files: [],
            deleted: false,
          };
          const known =
            name === 'chat.md' ? messages.map((one) => ({ ...one, sender: one.sender.replace(':', ' ') })) : messages;
          const all = [first, ...known];
          const media = isThere ? messages.flatMap(({ files }) => files) : [];
          const [found] = await find(signalExport, [
            memoryFile(`out/Family/${name}`, all.map(write).join(''), block),
            ...[...new Set(media)].map((file) => memoryFile(`out/Family/media/${file}`, 'x')),
          ]);
          expect(found).toMatchObject({ messenger: 'signal', variant: 'signal-export', path: 'out/Family' });
          if (!found) return;
          const events = await readAll(found);
          expect(only(events, 'unparsed')).toEqual([]);
          expect(only(events, 'message').map(({ message: { chat: _, seq: __, ...one } }) => one)).toMatchObject(
            all.map((one) => expected(one, isThere)),
          );
        },
      ),
      { numRuns: 60 },
    );
  });

  const line = (sender: string, body: string) =>
    writeData({
      date: '2024-01-02T03:04:05',
      sender,
      text: body,
      quote: '',
      sticker: '',
      reactions: [],
      files: [],
      deleted: false,
    });

  test('all chats of a folder are one export; data.json is read where there are both', async () => {
    const data = line('Ann', 'hello') + line('Me', 'hi') + line('No-Sender', '') + line('No-Sender', 'who?');
    const found = await find(signalExport, [
      memoryFile('out/Ann/chat.md', '[2024-01-02 03:04:05] Ann: hello  \n\n'),
      memoryFile('out/Ann/data.json', data),
      memoryFile('out/Ann/index.html', '<html>'),
      memoryFile('out/Trip/chat.md', '[2019-12-24, 12:23] Ann: Hello\n\n[2019-12-24, 12:24] Bob: Hi\n\n'),
      memoryFile('out/Note to Self/data.json', line('Me', 'milk')),
      memoryFile('notes/chat.md', '# A chat\n'),
      memoryFile('other/data.json', '{"date":1}\n'),
    ]);
    expect(found.map(({ path, files }) => [path, files.map((file) => file.path)])).toEqual([
      ['out', ['out/Ann/data.json', 'out/Ann/chat.md', 'out/Trip/chat.md', 'out/Note to Self/data.json']],
    ]);
    let bytes = 0;
    const events = found[0] ? await readAll(found[0], { onBytes: (more) => (bytes += more) }) : [];
    expect(bytes).toBe(found[0]?.files.reduce((sum, { size }) => sum + size, 0));
    const chats = new Map(only(events, 'chat').map(({ chat }) => [chat.title, chat.kind]));
    expect(chats).toEqual(
      new Map([
        ['Ann', 'direct'],
        ['Trip', 'group'],
        ['Note to Self', 'self'],
      ]),
    );
    expect(only(events, 'message').map(({ message: { chat, kind, sender } }) => [chat, kind, sender])).toEqual([
      ['Ann', 'text', 'Ann'],
      ['Ann', 'text', 'Me'],
      ['Ann', 'system', null],
      ['Ann', 'text', null],
      ['Trip', 'text', 'Ann'],
      ['Trip', 'text', 'Bob'],
      ['Note to Self', 'text', 'Me'],
    ]);
    expect(
      only(events, 'participant')
        .filter(({ me }) => me)
        .map(({ participant }) => participant.id),
    ).toEqual(['Me', 'Me']);
  });

  test('lines that are not understood are told', async () => {
    const [found] = await find(signalExport, [memoryFile('A/data.json', `${line('Ann', 'x')}[]\n{"a"\n{"date":`)]);
    const events = found ? await readAll(found) : [];
    expect(only(events, 'unparsed').map(({ unparsed }) => [unparsed.line, unparsed.reason])).toEqual([
      [2, 'unknown'],
      [3, 'syntax'],
      [4, 'cut-short'],
    ]);
  });

  test('a name with a colon that was seen before is one name', async () => {
    const [found] = await find(signalExport, [
      memoryFile(
        'A/chat.md',
        '[2024-01-02 03:04:05] A:B: one\n\n[2024-01-02 03:04:06] A:B: two: three\nmore\n\n[2024-01-02 03:04:06] C\n\n',
      ),
    ]);
    const events = found ? await readAll(found) : [];
    expect(only(events, 'message').map(({ message: { sender, text } }) => [sender, text])).toEqual([
      ['A:B', 'one'],
      ['A:B', 'two: three\nmore\n\n[2024-01-02 03:04:06] C'],
    ]);
  });
});
