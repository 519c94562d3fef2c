import { quietly } from '@/utils/vault/progress';
import { totalsOf } from '@/utils/messengers/summary/summary';
import { memoryStorage } from '@/utils/storage/memory';
import { soundSummaries, soundTotals } from '@/utils/vault/export-check';
import { expect, test } from 'vitest';
import { codeBlocks, document } from '../documents/documents';
import { chatSummary, exportSummary } from '../lib/exports';
import { entry } from '../lib/files';
import { identity, never, openVault } from '../lib/vaults';
import { Reader } from './reader';

// What is known of the exports in an archive, written by the engine and read by the second reader.

const added = { messages: 214, attachments: 9 };
const exports = [
  exportSummary({ chats: [chatSummary({ added })] }),
  exportSummary({ messenger: 'discord', chats: Array.from({ length: 500 }, (_, n) => chatSummary({ id: `${n}` })) }),
];

/** As they are stored: what is new since an earlier archive is told by the totals alone. */
const stored = exports.map((summary) => ({
  ...summary,
  chats: summary.chats.map(({ added: _, ...chat }) => chat),
}));

test('the totals stand in the snapshot, the rest in the chunks that it names', async () => {
  const storage = memoryStorage();
  const vault = await openVault(storage);
  const { archive } = await vault.backUp([entry('a', 'hello')], { title: 'x', exports }, quietly, never);
  const reader = await Reader.open(storage.files, [identity]);
  expect(reader.snapshots.get(archive)?.snapshot.exports).toEqual(exports.map(totalsOf));
  expect(await reader.details(archive)).toEqual(stored);
  const files = await Array.fromAsync(reader.files(archive));
  expect(files.map(({ path, content }) => [path, Buffer.from(content).toString()])).toEqual([['a', 'hello']]);
});

test('the examples in format.md have all that is written, and are read', async () => {
  const examples = codeBlocks(await document('docs/format.md'), 'json').map((text) => JSON.parse(text));
  const [totals] = examples.filter((each) => 'messages' in each);
  const [details] = examples.filter((each) => 'unparsedFirst' in each);
  expect(soundTotals([totals])).toEqual([totals]);
  expect(soundSummaries([details])).toEqual([details]);
  const written = exports[0] as (typeof exports)[0];
  expect(shape(totals)).toEqual(shape(totalsOf(written)));
  expect(shape(details)).toEqual(shape(stored[0]));
  const [{ captured }] = examples.filter((each) => 'captured' in each);
  expect(soundTotals([{ ...totals, captured }])).toEqual([{ ...totals, captured }]);
  expect(soundSummaries([{ ...details, captured }])).toEqual([{ ...details, captured }]);
});

test('what a captured view lacks: words that are not known are left out, and what is not sound counts for nothing', () => {
  const [totals] = exports.map(totalsOf);
  const [summary] = stored;
  const known = { ended: 'top', gap: false, unseen: ['edits'] };
  const both = (captured: unknown) => [
    soundTotals([{ ...totals, captured }]),
    soundSummaries([{ ...summary, captured }]),
  ];
  expect(both({ ...known, unseen: ['edits', 'smells'] })).toEqual(both(known));
  expect(both({ ...known, ended: 'eaten' })).toEqual([[totals], [summary]]);
  for (const captured of [5, null, { ...known, gap: 1 }, { ...known, unseen: [5] }, { ...known, unseen: 'edits' }])
    expect(both(captured)).toEqual([null, null]);
});

/** The names of all members, with what they are in. */
function shape(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) return value.slice(0, 1).flatMap((item) => shape(item, `${path}[]`));
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value)
    .flatMap(([name, member]) => shape(member, `${path}.${name}`))
    .toSorted();
}
