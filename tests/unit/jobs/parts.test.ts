import 'fake-indexeddb/auto';
import { Downloads } from '@/utils/jobs/downloads';
import { cleanTitle, Drafts } from '@/utils/jobs/drafts';
import { changeSettings, clampLockAfter, readSettings } from '@/utils/jobs/settings';
import { Speed } from '@/utils/jobs/speed';
import { openDatabase } from '@/utils/storage/database';
import { describe, expect, test, vi } from 'vitest';
import { entry } from '../lib/files';

describe('drafts', () => {
  test('gather what messages bring, and give it out once', () => {
    const drafts = new Drafts();
    drafts.add('x', [entry('a', 'a')]);
    drafts.add('x', [entry('b', 'b')]);
    drafts.add('y', [entry('c', 'c')]);
    expect(drafts.take('x').map(({ path }) => path)).toEqual(['a', 'b']);
    expect(() => drafts.take('x')).toThrow(expect.objectContaining({ code: 'NOTHING_TO_SAVE' }));
    drafts.drop('y');
    expect(() => drafts.take('y')).toThrow(expect.objectContaining({ code: 'NOTHING_TO_SAVE' }));
  });

  test('refuse what is no file, and paths out of bounds', () => {
    const drafts = new Drafts();
    const { file } = entry('a', 'a');
    for (const bad of [
      { path: 'a', file: {} },
      { path: 7, file },
      { path: 'x'.repeat(40_000), file },
    ])
      expect(() => drafts.add('x', [bad as never])).toThrow(expect.objectContaining({ code: 'FILE_UNREADABLE' }));
  });

  test('have an end', () => {
    const drafts = new Drafts();
    const many = Array.from({ length: 100_000 }, () => entry('a', ''));
    for (let part = 0; part < 10; part++) drafts.add('x', many);
    expect(() => drafts.add('x', [entry('a', '')])).toThrow(expect.objectContaining({ code: 'TOO_MANY_FILES' }));
  });

  test('titles are one line of letters', () => {
    expect(cleanTitle('  Mum \n and\tDad ')).toBe('Mum and Dad');
    expect(cleanTitle('😀'.repeat(400))).toHaveLength(500);
    expect(cleanTitle(`${'x'.repeat(499)}😀`).isWellFormed()).toBe(true);
  });
});

test('speed is over the last seconds, and 0 while not known', () => {
  const speed = new Speed();
  expect(speed.sample(0, 1000)).toBe(0);
  expect(speed.sample(100, 1400)).toBe(0);
  expect(speed.sample(1000, 2000)).toBe(1000);
  for (let at = 3000; at <= 20_000; at += 1000) speed.sample(1000, at);
  expect(speed.sample(1000, 21_000)).toBe(0);
  expect(speed.sample(6000, 22_000)).toBe(1000);
});

describe('settings', () => {
  test('are as at first where nothing sound is stored', async () => {
    const database = await openDatabase('settings');
    expect(await readSettings(database)).toMatchObject({ consent: 0, lockAfterMinutes: 15, archives: 0 });
    await database.use(async (connection) => await connection.put('settings', { lockAfterMinutes: 'x' }, 'settings'));
    expect((await readSettings(database)).lockAfterMinutes).toBe(15);
  });

  test('that are changed at the same time are all kept', async () => {
    const database = await openDatabase('settings-together');
    await Promise.all([changeSettings(database, { consent: 2 }), changeSettings(database, { archives: 5 })]);
    expect(await readSettings(database)).toMatchObject({ consent: 2, archives: 5 });
  });

  test.each([
    [0, 1],
    [-5, 1],
    [1.4, 1],
    [15, 15],
    [1e9, 1440],
    [NaN, 15],
    [Infinity, 15],
  ])('lock after %d minutes means %d', (asked, minutes) => expect(clampLockAfter(asked)).toBe(minutes));
});

describe('downloads', () => {
  const answer = { name: 'a', size: null, port: new MessageChannel().port1 };

  test('wait for their job, and are given out once', async () => {
    const downloads = new Downloads();
    downloads.expect('job');
    const taken = downloads.take('job');
    const again = downloads.take('job');
    downloads.offer('job', answer, () => {});
    expect((await Promise.all([taken, again])).filter((each) => each !== null)).toEqual([answer]);
    expect(await downloads.take('job')).toBeNull();
    expect(await downloads.take('unknown')).toBeNull();
    downloads.end('job');
  });

  test('of a job that ends without one are null', async () => {
    const downloads = new Downloads();
    downloads.expect('job');
    const taken = downloads.take('job');
    downloads.end('job');
    expect(await taken).toBeNull();
  });

  test('that nobody fetches are given up', async () => {
    vi.useFakeTimers();
    const downloads = new Downloads();
    const giveUp = vi.fn<() => void>();
    downloads.expect('job');
    downloads.offer('job', answer, giveUp);
    vi.advanceTimersByTime(59_000);
    expect(giveUp).not.toHaveBeenCalled();
    vi.advanceTimersByTime(2000);
    expect(giveUp).toHaveBeenCalledOnce();
    vi.useRealTimers();
    expect(await downloads.take('job')).toBeNull();
  });
});
