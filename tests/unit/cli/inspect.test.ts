import { type Given, groupsOf, ownerOf, shownPath } from '../../../scripts/lib/inspect/given';
import { parseRequest } from '../../../scripts/lib/inspect/arguments';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeZip } from '../messengers/source/zip-maker';
import { INSPECT, runTool, startTool } from './tool';

let folder = '';
const at = (...names: string[]) => join(folder, ...names);
const inspect = (...args: string[]) => runTool(args, '', INSPECT);
const lines = (out: string) =>
  out
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>);

/** One chat as Telegram Desktop exports it. */
function telegram(name: string, id: number, texts: readonly string[]): string {
  const messages = texts.map((text, index) => ({
    id: index + 1,
    type: 'message',
    date: '2024-01-02T03:04:05',
    date_unixtime: String(1_704_164_645 + index),
    from: 'Ann',
    from_id: 'user1',
    text,
    text_entities: text === '' ? [] : [{ type: 'plain', text }],
  }));
  return JSON.stringify({ name, type: 'personal_chat', id, messages });
}

/** A part of a Messenger export. */
function messenger(part: 1 | 2): string {
  const one = { sender_name: 'Ann', timestamp_ms: 1_600_000_000_000 + part, content: `Hello ${part}` };
  const picture = { sender_name: 'Bob', timestamp_ms: 1_600_000_000_500, photos: [{ uri: `${INBOX}/photos/1.jpg` }] };
  return JSON.stringify({
    participants: [{ name: 'Ann' }, { name: 'Bob' }],
    messages: part === 1 ? [picture, one] : [one],
    title: 'Bob',
    thread_path: 'inbox/bob_1',
  });
}
const INBOX = 'your_activity_across_facebook/messages/inbox/bob_1';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'inspect-'));
  await mkdir(at('both', 'one'), { recursive: true });
  await mkdir(at('both', 'two'));
  await writeFile(at('both', 'one', 'result.json'), telegram('Bob', 1, ['Hello', 'there']));
  await writeFile(at('both', 'two', 'result.json'), telegram('Cy', 2, ['One\nline', '\u{1f600} \ud800', '']));
  await writeFile(at('both', 'notes.txt'), 'nothing of interest');
  await symlink(at('both', 'two'), at('both', 'linked'));
  await mkdir(at('odd'));
  const odd = Buffer.concat([Buffer.from(at('odd', 'n')), Buffer.of(0xfc), Buffer.from('.json')]);
  await writeFile(odd, telegram('Dan', 3, ['Hello']));
  await writeFile(at('notes.txt'), 'nothing of interest');
  await writeFile(at('empty'), '');
  await writeFile(at('locked.zip'), makeZip([{ name: 'result.json', content: 'x', flags: 0x801 }]));
  await writeFile(
    at('facebook-1.zip'),
    makeZip([{ name: `${INBOX}/message_1.json`, content: messenger(1), method: 8 }]),
  );
  await writeFile(
    at('facebook-2.zip'),
    makeZip([{ name: `${INBOX}/message_2.json`, content: messenger(2), method: 8 }]),
  );
  await writeFile(at('facebook-3.zip'), makeZip([{ name: `${INBOX}/photos/1.jpg`, content: 'jpg' }]));
});
afterAll(() => rm(folder, { recursive: true }));

test('one line for each export at each path; nothing known is a line too', async () => {
  const ran = await inspect(at('both', 'one'), at('notes.txt'), `${at('both')}/`, at('empty'), at('odd'));
  expect(ran).toMatchObject({ code: 0, err: '' });
  const chat = { kind: 'direct', system: 0, participants: expect.any(Number), attachments: 0, attachmentsMissing: 0 };
  const first = '2024-01-02T03:04:05Z';
  const bob = { title: 'Bob', ...chat, messages: 2, first, last: '2024-01-02T03:04:06Z' };
  const none = { messenger: null, variant: null, chats: [], unparsed: 0, seconds: expect.any(Number) };
  const known = { messenger: 'telegram', variant: expect.any(String), unparsed: 0, seconds: expect.any(Number) };
  expect(lines(ran.out)).toEqual([
    { path: at('both', 'one'), ...known, chats: [bob] },
    { path: at('notes.txt'), ...none },
    { path: expect.stringContaining(at('both', 'one')), ...known, chats: [bob] },
    {
      path: expect.stringContaining(at('both', 'two')),
      ...known,
      chats: [{ title: 'Cy', ...chat, messages: 3, first, last: '2024-01-02T03:04:07Z' }],
    },
    { path: at('empty'), ...none },
    // Its name is not UTF-8.
    { path: at('odd'), ...known, chats: [{ title: 'Dan', ...chat, messages: 1, first, last: first }] },
  ]);
});

test('zips given together are parts of one export, and any of them may have its pictures', async () => {
  const parts = [at('facebook-1.zip'), at('facebook-2.zip'), at('facebook-3.zip')];
  const ran = await inspect(...parts);
  expect(ran).toMatchObject({ code: 0, err: '' });
  expect(lines(ran.out)).toMatchObject([
    {
      path: parts[0],
      messenger: 'messenger',
      chats: [{ title: 'Bob', messages: 3, participants: 2, attachments: 1, attachmentsMissing: 0 }],
    },
  ]);
});

test('what cannot be looked into is told beside it', async () => {
  const ran = await inspect(at('locked.zip'));
  expect(ran.code).toBe(0);
  expect(lines(ran.out)).toMatchObject([{ path: at('locked.zip'), messenger: null }]);
  expect(ran.err).toBe(`${at('locked.zip')}: This zip is locked with a password\n`);
});

test('--messages: each message in a line, in the model, with times as text and a key', async () => {
  const ran = await inspect('--messages', at('both', 'two', 'result.json'));
  expect(ran).toMatchObject({ code: 0, err: '' });
  const told = lines(ran.out);
  expect(told.map(({ text }) => text)).toEqual(['One\nline', '\u{1f600} \ud800', '']);
  expect(told[0]).toMatchObject({
    key: 'id:1',
    id: '1',
    seq: 0,
    time: { at: '2024-01-02T03:04:05Z', zone: 0, precision: 'second' },
    kind: 'text',
  });
});

test('--messages tells what was not understood, and nothing of what is no export', async () => {
  await writeFile(at('broken.json'), telegram('Bob', 1, ['a', 'b', 'c']).slice(0, -60));
  const told = lines((await inspect('--messages', at('notes.txt'), at('broken.json'))).out);
  expect(told.filter(({ text }) => text !== undefined)).not.toHaveLength(0);
  expect(told.at(-1)).toMatchObject({ unparsed: { file: 'broken.json', reason: expect.any(String) } });
});

test('asked wrongly, or for a path that is not there: 2, and nothing on standard output', async () => {
  const ran = await inspect(at('empty'), at('nowhere'));
  expect(ran).toMatchObject({ code: 2, out: '' });
  expect(ran.err).toContain('nowhere');
  expect(parseRequest([])).toBeNull();
  expect(parseRequest(['--what', 'a'])).toBeNull();
  expect(parseRequest([''])).toBeNull();
  await expect(groupsOf(['/dev/null'], folder)).rejects.toThrow('neither');
});

test('zips are looked at together, everything else by itself, each with names of its own', async () => {
  await mkdir(at('again'));
  for (const name of ['locked.zip', 'renamed.txt']) await writeFile(at('again', name), makeZip([]));
  const given = parseRequest(['again/locked.zip', 'both', 'locked.zip', 'both', 'again/renamed.txt', 'empty']);
  const groups = await groupsOf(given?.paths ?? [], folder);
  expect(groups.map((group) => group.map(({ root }) => root))).toEqual([
    ['locked.zip', '2/locked.zip', 'renamed.txt'],
    ['both'],
    ['empty'],
  ]);
  const [zips] = groups as [readonly Given[]];
  expect(ownerOf('2/locked.zip/a', zips)).toBe(zips[1]);
  expect(shownPath('2/locked.zip/a', ownerOf('2/locked.zip/a', zips))).toBe('locked.zip/a');
  expect(shownPath('', ownerOf('', zips))).toBe('again/locked.zip');
});

test('a reader that goes away, and Ctrl-C, end it without a word', async () => {
  await writeFile(
    at('large.json'),
    telegram(
      'Bob',
      1,
      Array.from({ length: 10_000 }, (_, id) => `message ${id}`),
    ),
  );
  const gone = startTool(['--messages', at('large.json')], '', INSPECT);
  gone.child.stdout?.once('data', () => gone.child.stdout?.destroy());
  expect(await gone.ended).toMatchObject({ code: 1, err: '' });
  const stopped = startTool(['--messages', at('large.json')], '', INSPECT);
  stopped.child.stdout?.once('data', () => stopped.child.kill('SIGINT'));
  expect(await stopped.ended).toMatchObject({ code: 130, err: '' });
});
