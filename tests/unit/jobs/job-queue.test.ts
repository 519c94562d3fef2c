import { PasskeepError } from '@/utils/errors';
import { JobQueue } from '@/utils/jobs/job-queue';
import { describe, expect, test, vi } from 'vitest';

const ended = (queue: JobQueue) => vi.waitFor(() => expect(queue.needsVault).toBe(false));
const statuses = (queue: JobQueue) => queue.states.map(({ status }) => status);
const untilAborted = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));

describe('the queue', () => {
  test('runs jobs one at a time, in their order', async () => {
    const queue = new JobQueue(() => {});
    const seen: string[] = [];
    for (const name of ['a', 'b', 'c'])
      queue.add('backup', {}, async () => {
        seen.push(`${name} begins`);
        await Promise.resolve();
        seen.push(`${name} ends`);
        return {};
      });
    expect(statuses(queue)).toEqual(['running', 'queued', 'queued']);
    await ended(queue);
    expect(seen).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
    expect(statuses(queue)).toEqual(['done', 'done', 'done']);
  });

  test('cancels what waits at once, and what runs when it says so; the others go on', async () => {
    const queue = new JobQueue(() => {});
    const work = vi.fn<() => Promise<object>>().mockResolvedValue({});
    const running = queue.add('backup', {}, (_, signal) => untilAborted(signal));
    const waiting = queue.add('backup', {}, work);
    queue.add('restore', {}, async () => ({ archiveId: 'x' }));
    queue.cancel(waiting);
    expect(statuses(queue)).toEqual(['running', 'cancelled', 'queued']);
    queue.cancel(running);
    await ended(queue);
    expect(statuses(queue)).toEqual(['cancelled', 'cancelled', 'done']);
    expect(work).not.toHaveBeenCalled();
  });

  test('keeps why a job failed, and runs the next', async () => {
    const queue = new JobQueue(() => {});
    queue.add('backup', {}, () => Promise.reject(new PasskeepError('STORAGE_FULL', { detail: { bytes: 5 } })));
    queue.add('backup', {}, () => {
      throw new TypeError('at once');
    });
    queue.add('backup', {}, async () => ({ storedBytes: 7 }));
    await ended(queue);
    expect(queue.states.map(({ failure }) => failure)).toEqual([
      { code: 'STORAGE_FULL', detail: { bytes: 5 } },
      expect.objectContaining({ code: 'UNEXPECTED' }),
      null,
    ]);
    expect(queue.states[2]?.storedBytes).toBe(7);
  });

  test('a job that was saved before the cancel came is done', async () => {
    const queue = new JobQueue(() => {});
    const id = queue.add('backup', {}, async () => {
      await Promise.resolve();
      queue.cancel(id);
      return { archiveId: 'saved' };
    });
    await ended(queue);
    expect(queue.states[0]).toMatchObject({ status: 'done', archiveId: 'saved', failure: null });
  });

  test('dismisses what has ended, nothing else', async () => {
    const queue = new JobQueue(() => {});
    const first = queue.add('backup', {}, (_, signal) => untilAborted(signal));
    expect(() => queue.dismiss(first)).toThrow(expect.objectContaining({ code: 'BUSY' }));
    queue.cancel(first);
    await ended(queue);
    queue.dismiss(first);
    expect(queue.states).toEqual([]);
    expect(() => queue.cancel(first)).toThrow(PasskeepError);
  });

  test('tells progress with a state of its own each time', async () => {
    const seen: number[] = [];
    const queue = new JobQueue(() => seen.push(queue.states[0]?.bytesDone ?? -1));
    queue.add('backup', { bytesTotal: 10 }, async (tell) => {
      for (const bytesDone of [1, 5, 10])
        tell({ phase: 'copying', bytesDone, bytesTotal: 10, filesDone: 0, filesTotal: 1 });
      return {};
    });
    await ended(queue);
    expect(seen).toEqual([0, 0, 1, 5, 10, 10]);
  });

  test('keeps the last that ended, and no names once locked', async () => {
    const queue = new JobQueue(() => {});
    for (let n = 0; n < 30; n++)
      queue.add('backup', {}, async () => ({ problems: [{ path: 'secret', code: 'DAMAGED' }], problemCount: n }));
    await ended(queue);
    expect(queue.states.map(({ problemCount }) => problemCount)).toEqual(Array.from({ length: 20 }, (_, n) => n + 10));
    queue.forgetNames();
    expect(JSON.stringify(queue.states)).not.toContain('secret');
  });
});
