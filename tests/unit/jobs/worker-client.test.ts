import { workerClient } from '@/utils/jobs/worker-client';
import { serve, type StartWorker } from '@/utils/rpc';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { channelPair } from '../lib/channels';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A worker whose calls end when the test says so; how many were started and ended, and a way to have one crash. */
function world() {
  const seen = { started: 0, ended: 0 };
  const waiting: (() => void)[] = [];
  let crash = () => {};
  const start: StartWorker = (onCrash) => {
    const id = seen.started++;
    crash = onCrash;
    const [channel, there] = channelPair();
    serve(there, { ask: async () => await new Promise((done) => waiting.push(() => done(id))) });
    return { channel, end: () => void seen.ended++ };
  };
  const call = workerClient<{ ask(input: void): Promise<number> }>(start);
  return { seen, waiting, call, crash: () => crash() };
}

describe('a worker', () => {
  test('is started when it is asked, ended when it has been idle for a second, and started again', async () => {
    const { seen, waiting, call } = world();
    expect(seen).toEqual({ started: 0, ended: 0 });
    for (const id of [0, 1]) {
      const answers = [call('ask', undefined), call('ask', undefined)];
      await vi.advanceTimersByTimeAsync(60_000);
      expect(seen).toEqual({ started: id + 1, ended: id });
      waiting.shift()?.();
      await vi.advanceTimersByTimeAsync(60_000);
      expect(seen.ended).toBe(id);
      waiting.shift()?.();
      expect(await Promise.all(answers)).toEqual([id, id]);
      await vi.advanceTimersByTimeAsync(999);
      expect(seen.ended).toBe(id);
      await vi.advanceTimersByTimeAsync(1);
      expect(seen.ended).toBe(id + 1);
    }
  });

  test('that is asked again in time goes on', async () => {
    const { seen, waiting, call } = world();
    for (let at = 0; at < 3; at++) {
      const answer = call('ask', undefined);
      await vi.advanceTimersByTimeAsync(0);
      waiting.shift()?.();
      await answer;
      await vi.advanceTimersByTimeAsync(900);
    }
    expect(seen).toEqual({ started: 1, ended: 0 });
  });

  test('that crashes fails what it was at, and another is there for the next call', async () => {
    const { seen, waiting, call, crash } = world();
    const lost = call('ask', undefined);
    crash();
    await expect(lost).rejects.toMatchObject({ code: 'INTERRUPTED' });
    const answer = call('ask', undefined);
    await vi.advanceTimersByTimeAsync(0);
    waiting.at(-1)?.();
    expect(await answer).toBe(1);
    await vi.advanceTimersByTimeAsync(1000);
    expect(seen).toEqual({ started: 2, ended: 2 });
  });
});
