import 'fake-indexeddb/auto';
import { settle } from '@/utils/errors';
import { inspectionMethods } from '@/utils/jobs/inspection-methods';
import { Keeper } from '@/utils/jobs/keeper';
import { vaultMethods } from '@/utils/jobs/vault-methods';
import { capturedView } from '@/utils/messengers/captured/format';
import type { FromPage, ToPage } from '@/utils/page/protocol';
import { openDatabase } from '@/utils/storage/database';
import { memoryStorage } from '@/utils/storage/memory';
import { briefMemory } from '@/utils/vault/key-memory';
import { expect, test, vi } from 'vitest';
import { cheapScrypt } from '../lib/cheap-scrypt';
import { failed } from '../lib/failed';
import { batchOf, CHAT, END } from '../lib/fake-captures';
import { newPasskey } from '../lib/passkeys';
import { placeInMemory } from '../lib/places';
import { Workers } from '../lib/workers';

cheapScrypt();

let databases = 0;

/** A keeper whose vault is open. */
async function unlocked(): Promise<Keeper> {
  const storage = memoryStorage();
  const open = async () => ({ place: await placeInMemory(storage), memory: briefMemory() });
  const keeper = await Keeper.start({
    database: await openDatabase(`captures-${databases++}`),
    onState: () => {},
    startWorker: new Workers(() => vaultMethods(open)).start,
    startInspector: new Workers(() => inspectionMethods([capturedView])).start,
  });
  await keeper.enter('create', await newPasskey());
  await keeper.enter('proveWords', await keeper.call('newWords', undefined));
  return keeper;
}

/** The script of tab 1, which says one thing after the other as it is answered. */
function connect(keeper: Keeper) {
  const told: ToPage[] = [];
  const page = keeper.captures.connect(1, { tell: (message) => told.push(message), cut: () => {} });
  return {
    told,
    leave: () => page?.gone(),
    async say(...messages: FromPage[]): Promise<void> {
      for (const message of messages) {
        const before = told.length;
        page?.take(message);
        await vi.waitUntil(() => told.length > before, { timeout: 10_000 });
      }
    },
  };
}

const EVERYTHING = { kind: 'chat', since: null } as const;

test('a chat is captured, found among the archives as what it is, and gone on from', async () => {
  const keeper = await unlocked();
  keeper.captures.start(1, EVERYTHING);
  const first = connect(keeper);
  await first.say(CHAT, batchOf(201, 300), batchOf(1, 200), END);
  expect(first.told.at(-1)).toEqual({ type: 'saved', count: 300 });
  const [archive] = await keeper.call('archives', undefined);
  expect(archive).toMatchObject({ title: 'Family (captured view)', files: 1, problemCount: 0 });
  expect(archive?.exports).toMatchObject([
    { messenger: 'whatsapp', variant: 'captured-view', title: 'Family', messages: 300, unparsed: 0 },
  ]);
  expect(keeper.state.captures).toMatchObject([{ status: 'saved', messages: 300, job: keeper.state.jobs[0]?.id }]);

  keeper.captures.start(1, EVERYTHING);
  const second = connect(keeper);
  await second.say(CHAT);
  expect(second.told[0]).toMatchObject({ known: Array.from({ length: 200 }, (_, at) => `id:${101 + at}`) });
  await second.say(batchOf(301, 350), { ...END, ended: 'known', metKnown: true } as FromPage);
  expect(second.told.at(-1)).toEqual({ type: 'saved', count: 50 });
  const archives = await keeper.call('archives', undefined);
  expect(archives.map(({ exports }) => exports[0]?.messages)).toEqual([50, 300]);

  keeper.captures.start(1, EVERYTHING);
  const third = connect(keeper);
  await third.say(CHAT, { ...END, ended: 'known', metKnown: true } as FromPage);
  expect(third.told.at(-1)).toEqual({ type: 'saved', count: 0 });
  expect(await keeper.call('archives', undefined)).toHaveLength(2);
  keeper.lock();
  expect(keeper.state.vault).toBe('locked');
});

test('what comes survives the last view, and holds a lock back until it is saved', async () => {
  const keeper = await unlocked();
  keeper.captures.start(1, EVERYTHING);
  const page = connect(keeper);
  await page.say(CHAT, batchOf(1, 9));
  keeper.jobs.dropDrafts();
  keeper.lock();
  expect(keeper.state).toMatchObject({ vault: 'unlocked', lockPending: true });
  expect(await settle(() => keeper.captures.start(2, EVERYTHING))).toEqual(failed('LOCKED'));
  await page.say(END);
  expect(page.told.at(-1)).toEqual({ type: 'saved', count: 9 });
  await vi.waitUntil(() => keeper.state.vault === 'locked');
  expect(keeper.state).toMatchObject({ archives: 1, lockPending: false });
  expect(await settle(() => keeper.captures.start(1, EVERYTHING))).toEqual(failed('LOCKED'));
});

test('one that only waits for a download is given up for the lock', async () => {
  const keeper = await unlocked();
  keeper.captures.start(1, { kind: 'export' });
  const page = connect(keeper);
  const said = page.say({ type: 'listening' });
  await vi.waitUntil(() => keeper.state.captures[0]?.status === 'waiting');
  keeper.lock();
  await said;
  expect(page.told).toEqual([{ type: 'failed', failure: null }]);
  expect(keeper.state).toMatchObject({ vault: 'locked', captures: [] });
});

test('keys are not changed, and no other vault opened, while something is read', async () => {
  const keeper = await unlocked();
  const id = keeper.captures.start(1, EVERYTHING);
  expect(await settle(() => keeper.changeKeys('rotate', []))).toEqual(failed('BUSY'));
  keeper.captures.drop(id);
  expect(keeper.state.captures).toEqual([]);
  keeper.lock();
});
