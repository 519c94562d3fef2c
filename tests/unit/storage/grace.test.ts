import { GRACE, LedgerGrace } from '@/utils/storage/grace';
import { Ledger, memoryLedger } from '@/utils/storage/ledger';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';

const DAY = 24 * 60 * 60 * 1000;
const FILE = 'packs/aa/file.age';

/** A folder with one file, on a device whose clock may be wrong. */
async function device() {
  const ledger = await Ledger.open(memoryLedger());
  await ledger.there([{ path: FILE, size: 1 }]);
  // What time it is, and by how much the clock is wrong.
  const time = { real: 1_800_000_000_000, wrong: 0 };
  let lookedAt = -Infinity;
  const now = () => time.real + time.wrong;
  const grace = new LedgerGrace(ledger, () => lookedAt, now);
  const look = async () => {
    await grace.lookedAt();
    lookedAt = now();
  };
  return { grace, look, time };
}

const day = fc.integer({ min: 0, max: 20 });
/** No clock that is off by a week or two can be told from a device that was not used. */
const jump = fc.oneof(fc.integer({ min: -9000, max: -1 }), fc.integer({ min: 61, max: 9000 }));
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ passed: day }) },
  { weight: 2, arbitrary: fc.record({ jumped: jump }) },
  { weight: 2, arbitrary: fc.record({ retired: fc.constant(true) }) },
);

test('a clock that jumps, however often and whereto, does not shorten the time of grace', async () => {
  let ended = 0;
  const live = async (plan: readonly Partial<{ passed: number; jumped: number; retired: boolean }>[]) => {
    const { grace, look, time } = await device();
    await look();
    await grace.retire([FILE]);
    const begun = time.real;
    for (const { passed, jumped, retired } of plan) {
      time.real += (passed ?? 0) * DAY;
      time.wrong += (jumped ?? 0) * DAY;
      if (retired) await grace.retire([FILE]);
      else await look();
      if (grace.dueAt(FILE) !== null) continue;
      ended++;
      expect(time.real - begun).toBeGreaterThanOrEqual(GRACE);
      return;
    }
  };
  await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 30, size: 'max' }), live), {
    numRuns: 3000,
    seed: 20261122,
  });
  expect(ended).toBeGreaterThan(100);
});

test.each([
  ['every day', 1, 30],
  ['every week', 7, 35],
])('what is looked at %s goes after the time of grace', async (_, days, waited) => {
  const { grace, look, time } = await device();
  await look();
  await grace.retire([FILE]);
  for (let passed = 0; passed < waited; passed += days) {
    expect(grace.dueAt(FILE)).not.toBeNull();
    time.real += days * DAY;
    await look();
  }
  expect(grace.dueAt(FILE)).toBeNull();
  expect(grace.hasOverdue).toBe(true);
});

test('what is looked at seldom goes when a second look comes soon after the first: others have had time to be seen', async () => {
  const { grace, look, time } = await device();
  await look();
  await grace.retire([FILE]);
  for (const days of [20, 20, 20, 20, 20, 1]) {
    time.real += days * DAY;
    await look();
    expect(grace.dueAt(FILE)).not.toBeNull();
  }
  time.real += DAY;
  await look();
  expect(grace.dueAt(FILE)).toBeNull();
});

test('a clock that was far ahead, and is right again, keeps nothing for ever', async () => {
  const { grace, look, time } = await device();
  time.wrong = 9000 * DAY;
  await look();
  await grace.retire([FILE]);
  await look();
  time.wrong = 0;
  for (let days = 0; days <= 30; days++) {
    expect(grace.dueAt(FILE)).not.toBeNull();
    await look();
    time.real += DAY;
  }
  expect(grace.dueAt(FILE)).toBeNull();
});

test('what was to go is told with its day; what is needed again begins anew', async () => {
  const { grace, look, time } = await device();
  await look();
  expect(grace.dueAt('packs/bb/never-in-the-folder.age')).toBeNull();
  expect(grace.dueAt(FILE)).toBe(time.real + GRACE);
  await grace.retire([FILE]);
  expect([...grace.retiring]).toEqual([FILE]);
  time.real += 5 * DAY;
  await look();
  await grace.retire([FILE]);
  expect(grace.dueAt(FILE)).toBe(time.real - 5 * DAY + GRACE);
  await grace.retire([]);
  expect([...grace.retiring]).toEqual([]);
  expect(grace.dueAt(FILE)).toBe(time.real + GRACE);
});
