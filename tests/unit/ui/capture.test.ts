import { collect } from '@/utils/capture/collect';
import { walkEntries } from '@/utils/capture/dropped';
import { DEPTH_LIMIT, ENTRY_LIMIT, type Found, Intake } from '@/utils/capture/intake';
import { pickedFiles } from '@/utils/capture/picked';
import type { FileProblem, SourceEntry } from '@/utils/vault/types';
import { array, assert, constantFrom, property } from 'fast-check';
import { expect, test } from 'vitest';
import { brokenFile, brokenFolder, file, folder, loop } from './fake-entries';

const never = new AbortController().signal;

async function walk(entries: FileSystemEntry[], intake = new Intake()): Promise<Found[]> {
  return await Array.fromAsync(walkEntries(entries, intake, never));
}

function paths(found: readonly Found[]): string[] {
  return found.map((one) => (one.kind === 'file' ? one.entry.path : `${one.problem.code} ${one.problem.path}`));
}

test('a folder is walked to its leaves, past the platform’s batches of 100', async () => {
  const many = Array.from({ length: 250 }, (_, n) => file(`${n}.jpg`));
  const found = await walk([folder('Chat', [file('chat.txt'), folder('photos', many)]), file('alone.txt')]);
  expect(paths(found)).toStrictEqual(['Chat/chat.txt', ...many.map(({ name }) => `Chat/photos/${name}`), 'alone.txt']);
});

test('names keep every character', async () => {
  const odd = ['a\u0301.txt', 'á.txt', ' space ', '..', 'CON', 'line\nbreak', '\u202egpj.exe', 'back\\slash', '💬'];
  expect(
    paths(
      await walk([
        folder(
          'x',
          odd.map((name) => file(name)),
        ),
      ]),
    ),
  ).toStrictEqual(odd.map((name) => `x/${name}`));
});

test('what cannot be read is named, and the rest is found', async () => {
  const found = await walk([folder('x', [file('a'), brokenFile('b'), brokenFolder('c'), folder('d', [file('e')])])]);
  expect(paths(found)).toStrictEqual(['x/a', 'FILE_UNREADABLE x/b', 'FILE_UNREADABLE x/c', 'x/d/e']);
});

test('a folder that contains itself ends at the depth limit', async () => {
  const found = await walk([loop('again', 1)]);
  expect(paths(found)).toStrictEqual([
    `FOLDER_TOO_DEEP ${Array.from({ length: DEPTH_LIMIT + 1 }, () => 'again').join('/')}`,
  ]);
});

test('a folder that contains itself twice ends at the entry limit', async () => {
  const intake = new Intake();
  for (let n = 0; n < ENTRY_LIMIT - 1000; n += 1) intake.count();
  await expect(walk([loop('again', 2)], intake)).rejects.toMatchObject({ code: 'TOO_MANY_FILES' });
});

test('walking stops when it is told to', async () => {
  const controller = new AbortController();
  const walker = walkEntries([folder('x', [file('a'), folder('b', [file('c')])])], new Intake(), controller.signal);
  expect((await walker.next()).done).toBe(false);
  controller.abort();
  await expect(walker.next()).rejects.toMatchObject({ code: 'CANCELLED' });
});

test('picked files stand under their names, folders under their own', () => {
  const picked = (name: string, path = ''): File =>
    Object.defineProperty(new File([], name), 'webkitRelativePath', { value: path }) as File;
  const inFolder = (path: string): File => picked('x', path);
  const intake = new Intake();
  const one = [...pickedFiles([picked('chat.txt'), picked('chat.txt')], intake)];
  const two = [...pickedFiles([inFolder('Chat/a.txt'), inFolder('Chat/b/c.txt')], intake)];
  const again = [...pickedFiles([inFolder('Chat/a.txt')], intake)];
  expect(paths([...one, ...two, ...again])).toStrictEqual([
    'chat.txt',
    'chat (2).txt',
    'Chat/a.txt',
    'Chat/b/c.txt',
    'Chat (2)/a.txt',
  ]);
});

test('top names are never given twice', () => {
  assert(
    property(array(constantFrom('a', 'a (2)', 'a.txt', 'a (2).txt', '.a', 'b.')), (names) => {
      const intake = new Intake();
      const given = names.map((name) => intake.claim(name));
      expect(new Set(given).size).toBe(names.length);
      expect(intake.names).toStrictEqual(given);
    }),
  );
});

test('what is found goes on in batches, in order and whole', async () => {
  const found: Found[] = Array.from({ length: 2500 }, (_, n) =>
    n % 10 === 0
      ? { kind: 'problem', problem: { path: `${n}`, code: 'FILE_UNREADABLE' } }
      : { kind: 'file', entry: { path: `${n}`, file: new File([], 'x') } },
  );
  const batches: [SourceEntry[], FileProblem[]][] = [];
  await collect(found, async (entries, problems) => void batches.push([entries, problems]), never);
  expect(batches.map(([entries, problems]) => entries.length + problems.length)).toStrictEqual([1000, 1000, 500]);
  expect(batches.flatMap(([entries]) => entries.map(({ path }) => path))).toHaveLength(2250);
  expect(batches.flatMap(([, problems]) => problems.map(({ path }) => path))).toHaveLength(250);
});

test('collecting stops when it is told to', async () => {
  const controller = new AbortController();
  const found: Found[] = Array.from({ length: 3000 }, (_, n) => ({
    kind: 'file',
    entry: { path: `${n}`, file: new File([], 'x') },
  }));
  let taken = 0;
  const taking = collect(
    found,
    async (entries) => {
      taken += entries.length;
      controller.abort();
    },
    controller.signal,
  );
  await expect(taking).rejects.toMatchObject({ code: 'CANCELLED' });
  expect(taken).toBe(1000);
});
