import { settle } from '@/utils/errors';
import { inspectionMethods, type InspectionRequest } from '@/utils/jobs/inspection-methods';
import { Inspections } from '@/utils/jobs/inspections';
import type { AppState } from '@/utils/messages/state';
import type { ChatMark, ChatMarks } from '@/utils/messengers/summary/summary';
import type { Methods } from '@/utils/rpc';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { tiny, tinyFormat, tinyKey } from '../lib/tiny-format';
import { failed } from '../lib/failed';
import { hangs, Workers } from '../lib/workers';

const family = [tiny('Family', '2026-01-02T10:00|Anna|one', '2026-01-02T10:05|Ben|two', '2026-01-02T10:05|Ben|three')];
const FAMILY = tinyKey('Family');

const closing: Workers[] = [];
afterEach(() => {
  for (const workers of closing.splice(0)) workers.end();
  vi.useRealTimers();
});

/** Inspections whose workers read the tiny format, or do as they are told. */
function stage({ marks = null as ChatMarks | null, methods = (real: Methods): Methods => real } = {}) {
  const requests: InspectionRequest[] = [];
  const real = inspectionMethods([tinyFormat]);
  const noted: typeof real = {
    inspect: (request, context) => (requests.push(request), real.inspect(request, context)),
  };
  const workers = new Workers(() => methods(noted));
  closing.push(workers);
  const states: AppState['inspection'][] = [];
  const earlier = { marks };
  const inspections = new Inspections({
    startWorker: workers.start,
    marks: async () => earlier.marks,
    onChange: () => states.push(inspections.state),
  });
  return { inspections, workers, requests, states, earlier };
}

const marksOf = (mark: Partial<ChatMark>): ChatMarks => new Map([[FAMILY, { last: null, atLast: 0, ...mark }]]);

describe('looking into a draft', () => {
  test('tells what is in it, in a worker that is started for it and ended after it', async () => {
    const { inspections, workers, states } = stage();
    const found = await inspections.inspect('d', [...family, tiny('Work')], {});
    expect(found).toMatchObject({
      compared: false,
      problems: [],
      exports: [
        { messenger: 'line', path: 'Family.tiny', people: 2, chats: [{ title: 'Family', messages: 3, atLast: 2 }] },
        { path: 'Work.tiny', chats: [{ messages: 0, first: null, last: null }] },
      ],
    });
    expect(found.exports[0]?.chats[0]).not.toHaveProperty('added');
    expect([workers.started, workers.running]).toEqual([1, 0]);
    expect(states[0]).toEqual({ draft: 'd', bytesDone: 0, bytesTotal: 0 });
    expect(inspections.state).toBeNull();
  });

  test('says what is new since the last archive, where that is known', async () => {
    const { inspections } = stage({ marks: marksOf({ last: '2026-01-02T10:05:00', atLast: 1 }) });
    const { exports, compared } = await inspections.inspect('d', family, {});
    expect(compared).toBe(true);
    expect(exports[0]?.chats[0]?.added).toEqual({ messages: 1, attachments: 0 });
  });

  test('an export with a mistake in its reading costs no other', async () => {
    const { inspections } = stage();
    const broken = tiny('Broken', '2026-01-02T10:00|Anna|boom');
    const { exports } = await inspections.inspect('d', [broken, ...family], {});
    expect(exports).toMatchObject([
      { unparsed: 1, unparsedFirst: [{ file: 'Broken.tiny', reason: 'unreadable', excerpt: 'RangeError: a mistake' }] },
      { unparsed: 0, chats: [{ messages: 3 }] },
    ]);
  });
});

describe('what the user answers', () => {
  test('is not read again for who they are, nor for a right guess, and stays with the draft', async () => {
    const { inspections, workers, requests } = stage({ marks: marksOf({ me: 'Anna', dayFirst: true }) });
    const first = await inspections.inspect('d', family, {});
    expect(first.exports[0]?.chats[0]).toMatchObject({
      me: { id: 'Anna', by: 'answer' },
      dayFirst: { value: true, by: 'answer' },
    });
    const answers = { [FAMILY]: { me: 'Ben', dayFirst: true } };
    const second = await inspections.inspect('d', family, answers);
    expect(second.exports[0]?.chats[0]).toMatchObject({ me: { id: 'Ben', by: 'answer' } });
    const forBackup = await inspections.take('d', family).forBackup(new AbortController().signal);
    expect(forBackup).toEqual(second);
    expect(workers.started).toBe(1);
    // Who the user is in earlier archives is nothing that a parser needs.
    expect(requests.map(({ marks }) => marks)).toEqual([marksOf({ dayFirst: true })]);
  });

  test('is read again where it changes the dates', async () => {
    const { inspections, workers } = stage();
    await inspections.inspect('d', family, {});
    const right = await inspections.inspect('d', family, { [FAMILY]: { dayFirst: true } });
    expect([workers.started, right.exports[0]?.chats[0]?.dayFirst]).toEqual([1, { value: true, by: 'answer' }]);
    const wrong = await inspections.inspect('d', family, { [FAMILY]: { dayFirst: false } });
    expect([workers.started, wrong.exports[0]?.chats[0]?.dayFirst]).toEqual([2, { value: false, by: 'answer' }]);
    await inspections.inspect('d', family, { [FAMILY]: { dayFirst: false, me: 'Anna' }, 'line:Nobody': { me: 'x' } });
    expect(workers.started).toBe(2);
  });

  test('of dates that leave nothing open changes nothing', async () => {
    const { inspections, workers } = stage();
    await inspections.inspect('d', [tiny('Sure!')], {});
    const { exports } = await inspections.inspect('d', [], { [tinyKey('Sure!')]: { dayFirst: false } });
    expect([workers.started, exports[0]?.chats[0]?.dayFirst]).toEqual([1, { value: true, by: 'file' }]);
  });

  test('that they are nobody in the chat is no answer', async () => {
    const { inspections } = stage();
    const { exports } = await inspections.inspect('d', family, { [FAMILY]: { me: 'Nobody' } });
    expect(exports[0]?.chats[0]).not.toHaveProperty('me');
  });
});

describe('a look is ended', () => {
  test('by the next one, with CANCELLED', async () => {
    let calls = 0;
    const { inspections, workers } = stage({ methods: (real) => (calls++ === 0 ? hangs : real) });
    const first = settle(() => inspections.inspect('d', family, {}));
    await vi.waitFor(() => expect(workers.running).toBe(1));
    expect(await inspections.inspect('d', family, {})).toMatchObject({ exports: [{ chats: [{ messages: 3 }] }] });
    expect(await first).toEqual(failed('CANCELLED'));
    expect([workers.started, workers.running, inspections.state]).toEqual([2, 0, null]);
  });

  test.each([
    ['it is dropped', (all: Inspections) => all.drop('d')],
    ['all are', (all: Inspections) => all.clear()],
  ])('when the draft is no longer what it was: %s', async (_, change) => {
    const { inspections, workers } = stage({ methods: () => hangs });
    const refused = settle(() => inspections.inspect('d', family, {}));
    await vi.waitFor(() => expect(workers.running).toBe(1));
    change(inspections);
    expect(await refused).toEqual(failed('CANCELLED'));
    expect([workers.running, inspections.state]).toEqual([0, null]);
  });

  test('and read anew after files were added', async () => {
    const { inspections, workers } = stage();
    await inspections.inspect('d', family, {});
    inspections.drop('d');
    expect((await inspections.inspect('d', [...family, tiny('Work')], {})).exports).toHaveLength(2);
    expect(workers.started).toBe(2);
  });

  test('when its worker crashes; that of a backup does not try it again, the user may', async () => {
    let broken = true;
    const { inspections, workers } = stage({ methods: (real) => (broken ? hangs : real) });
    const refused = settle(() => inspections.inspect('d', family, {}));
    await vi.waitFor(() => expect(workers.running).toBe(1));
    workers.crash();
    expect(await refused).toEqual(failed('INTERRUPTED'));
    broken = false;
    const { signal } = new AbortController();
    const look = inspections.take('d', family);
    await expect(look.forBackup(signal)).rejects.toMatchObject({ code: 'INTERRUPTED' });
    expect(workers.started).toBe(1);
    expect(await look.inspect({})).toMatchObject({ exports: [{}] });
  });

  test('when its worker is silent for too long, and not when it only takes its time', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    let told = () => {};
    const slow: Methods = {
      inspect: (_, { tell }) => new Promise(() => (told = () => tell({ bytesDone: 1, bytesTotal: 2 }))),
    };
    const { inspections, workers } = stage({ methods: () => slow });
    const refused = settle(() => inspections.inspect('d', family, {}));
    await vi.waitFor(() => expect(workers.running).toBe(1), { interval: 1 });
    await new Promise(setImmediate);
    for (let n = 0; n < 5; n++) {
      vi.advanceTimersByTime(60_000);
      told();
      await vi.waitFor(() => expect(inspections.state?.bytesDone).toBe(1), { interval: 1 });
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    expect(workers.running).toBe(1);
    vi.advanceTimersByTime(120_000);
    expect(await refused).toEqual(failed('INTERRUPTED'));
    expect(workers.running).toBe(0);
  });

  test('and begun again without what the vault knew when that is locked', async () => {
    let calls = 0;
    const marks = marksOf({ last: '2026-01-02T10:05:00', atLast: 2 });
    const { inspections, workers, earlier, requests } = stage({
      marks,
      methods: (real) => (calls++ === 0 ? hangs : real),
    });
    const look = inspections.inspect('d', family, {});
    await vi.waitFor(() => expect(workers.running).toBe(1));
    earlier.marks = null;
    inspections.forget();
    const { compared, exports } = await look;
    expect([compared, workers.started, requests[0]?.marks]).toEqual([false, 2, new Map()]);
    expect(exports[0]?.chats[0]).not.toHaveProperty('added');
    earlier.marks = marks;
    const again = await inspections.take('d', family).forBackup(new AbortController().signal);
    expect([again.compared, again.exports[0]?.chats[0]?.added]).toEqual([true, { messages: 0, attachments: 0 }]);
  });
});

test('nothing that was read is kept when the vault is locked', async () => {
  const { inspections, workers } = stage({ marks: new Map() });
  await inspections.inspect('d', family, {});
  inspections.forget();
  await inspections.inspect('d', family, {});
  expect(workers.started).toBe(2);
});

describe('the look of a backup', () => {
  test('waits for the one that runs, and ends it when the backup is cancelled', async () => {
    const { inspections, workers } = stage({ methods: () => hangs });
    const asked = settle(() => inspections.inspect('d', family, {}));
    const stop = new AbortController();
    const taken = settle(() => inspections.take('d', family).forBackup(stop.signal));
    await vi.waitFor(() => expect(workers.running).toBe(1));
    stop.abort();
    expect(await Promise.all([asked, taken])).toEqual([failed('CANCELLED'), failed('CANCELLED')]);
    expect([workers.started, workers.running]).toEqual([1, 0]);
  });

  test('is one of its own where there was none, or where another archive of a chat has come since', async () => {
    const { inspections, workers, earlier } = stage({ marks: new Map() });
    const { signal } = new AbortController();
    const look = inspections.take('d', family);
    expect((await look.forBackup(signal)).compared).toBe(true);
    expect((await look.forBackup(signal)).compared).toBe(true);
    earlier.marks = new Map([['line:Other', { last: '2026-01-01T00:00:00', atLast: 1 }]]);
    await look.forBackup(signal);
    expect(workers.started).toBe(1);
    earlier.marks = marksOf({ last: '2026-01-02T10:00:00', atLast: 1 });
    const { exports } = await look.forBackup(signal);
    expect([workers.started, exports[0]?.chats[0]?.added?.messages]).toEqual([2, 2]);
  });
});
