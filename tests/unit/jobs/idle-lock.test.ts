import { IdleLock } from '@/utils/jobs/idle-lock';
import { SleepWatch } from '@/utils/jobs/sleep-watch';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

beforeEach(() => void vi.useFakeTimers({ now: 1_700_000_000_000 }));
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** Sleep as Linux and macOS have it: no timer runs, and the steady clock stands still. */
function sleep(milliseconds: number): void {
  vi.setSystemTime(Date.now() + milliseconds);
}

/** Sleep as Windows has it: no timer runs, and both clocks go on. */
function sleepWithBothClocks(milliseconds: number): void {
  sleep(milliseconds);
  const steady = performance.now.bind(performance);
  vi.spyOn(performance, 'now').mockImplementation(() => steady() + milliseconds);
}

describe('the watch for sleep', () => {
  let watch: SleepWatch;
  beforeEach(() => {
    watch = new SleepWatch();
    watch.start();
  });

  test('tells each sleep once, on either kind of system', () => {
    vi.advanceTimersByTime(10 * SECOND);
    expect(watch.look()).toBe(false);
    sleep(5 * MINUTE);
    expect([watch.look(), watch.look()]).toEqual([true, false]);
    sleepWithBothClocks(5 * MINUTE);
    expect([watch.look(), watch.look()]).toEqual([true, false]);
  });

  test('does not take for sleep that the browser lets the timers of a hidden page wait', () => {
    vi.advanceTimersByTime(70 * SECOND);
    expect(watch.look()).toBe(false);
  });

  test('does not take for sleep that the clock is set right, or back', () => {
    vi.setSystemTime(Date.now() + 20 * SECOND);
    expect(watch.look()).toBe(false);
    vi.setSystemTime(Date.now() - 60 * MINUTE);
    expect(watch.look()).toBe(false);
  });

  test('begins anew when it is started again', () => {
    sleep(60 * MINUTE);
    watch.start();
    expect(watch.look()).toBe(false);
  });
});

describe('the lock', () => {
  let busy: boolean;
  let locked: number;
  let lock: IdleLock;
  beforeEach(() => {
    busy = false;
    locked = 0;
    lock = new IdleLock(
      () => busy,
      () => {
        locked++;
        if (!busy) lock.stop();
      },
    );
    lock.minutes = 60;
    lock.withSystem = true;
    lock.start();
  });

  test.each([
    ['stand still', sleep],
    ['go on', sleepWithBothClocks],
  ])('locks after a short sleep in which clocks %s', (_, fallAsleep) => {
    vi.advanceTimersByTime(3 * MINUTE);
    fallAsleep(4 * MINUTE);
    expect(locked).toBe(0);
    vi.advanceTimersByTime(10 * SECOND);
    expect(locked).toBe(1);
    vi.advanceTimersByTime(600 * MINUTE);
    expect(locked).toBe(1);
  });

  test('locks before whoever is quicker than the timer gets in', () => {
    sleep(4 * MINUTE);
    lock.touch();
    expect(locked).toBe(1);
  });

  test('locks for the minutes that have passed, too, before a use can put it off', () => {
    lock.withSystem = false;
    sleep(61 * MINUTE);
    lock.touch();
    expect(locked).toBe(1);
  });

  test('stays open after a short sleep where it does not go with the system, and counts the sleep', () => {
    lock.withSystem = false;
    sleep(50 * MINUTE);
    vi.advanceTimersByTime(9 * MINUTE);
    expect(locked).toBe(0);
    vi.advanceTimersByTime(1.5 * MINUTE);
    expect(locked).toBe(1);
  });

  test('is asked for once by a sleep while a job runs, which may then end', () => {
    busy = true;
    sleep(4 * MINUTE);
    vi.advanceTimersByTime(5 * MINUTE);
    expect(locked).toBe(1);
  });

  test('does not count what happened while it was stopped', () => {
    lock.stop();
    sleep(600 * MINUTE);
    lock.touch();
    vi.advanceTimersByTime(MINUTE);
    expect(locked).toBe(0);
    lock.start();
    vi.advanceTimersByTime(59 * MINUTE);
    expect(locked).toBe(0);
  });

  describe('of fifteen minutes', () => {
    beforeEach(() => void (lock.minutes = 15));

    test('locks after its minutes without use, not before, and once', () => {
      vi.advanceTimersByTime(14 * MINUTE);
      lock.touch();
      vi.advanceTimersByTime(14.9 * MINUTE);
      expect(locked).toBe(0);
      vi.advanceTimersByTime(0.5 * MINUTE);
      expect(locked).toBe(1);
      vi.advanceTimersByTime(60 * MINUTE);
      expect(locked).toBe(1);
    });

    test('waits for jobs, and counts from their end', () => {
      busy = true;
      vi.advanceTimersByTime(60 * MINUTE);
      busy = false;
      vi.advanceTimersByTime(14 * MINUTE);
      expect(locked).toBe(0);
      vi.advanceTimersByTime(1.5 * MINUTE);
      expect(locked).toBe(1);
    });

    test('locks at its first look after the computer slept', () => {
      vi.setSystemTime(Date.now() + 600 * MINUTE);
      vi.advanceTimersByTime(10_000);
      expect(locked).toBe(1);
    });

    test('is not held open by a clock that is set back', () => {
      vi.setSystemTime(Date.now() - 600 * MINUTE);
      vi.advanceTimersByTime(10_000);
      expect(locked).toBe(1);
    });

    test('does not end a running job when the clock is set back', () => {
      busy = true;
      vi.setSystemTime(Date.now() - 600 * MINUTE);
      vi.advanceTimersByTime(MINUTE);
      expect(locked).toBe(0);
      busy = false;
      vi.advanceTimersByTime(16 * MINUTE);
      expect(locked).toBe(1);
    });

    test('takes other minutes at once', () => {
      lock.minutes = 1;
      vi.advanceTimersByTime(1.2 * MINUTE);
      expect(locked).toBe(1);
    });
  });
});
