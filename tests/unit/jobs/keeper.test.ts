import 'fake-indexeddb/auto';
import { downloadStream } from '@/utils/messages/download-stream';
import { PasskeepError, settle } from '@/utils/errors';
import { Keeper } from '@/utils/jobs/keeper';
import { inspectionMethods } from '@/utils/jobs/inspection-methods';
import { vaultMethods } from '@/utils/jobs/vault-methods';
import type { AppState } from '@/utils/messages/state';
import { type Database, openDatabase } from '@/utils/storage/database';
import { memoryStorage } from '@/utils/storage/memory';
import type { VaultStorage } from '@/utils/storage/storage';
import { briefMemory } from '@/utils/vault/key-memory';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { cheapScrypt } from '../lib/cheap-scrypt';
import { failed } from '../lib/failed';
import { entry } from '../lib/files';
import { newPasskey } from '../lib/passkeys';
import { placeInMemory } from '../lib/places';
import type { Files } from '../lib/storages';
import { tiny, tinyFormat, tinyKey } from '../lib/tiny-format';
import { Workers } from '../lib/workers';

cheapScrypt();

const passkey = await newPasskey();
const closing: (() => void)[] = [];
afterEach(() => closing.splice(0).forEach((close) => close()));
let databases = 0;

interface Stage {
  readonly keeper: Keeper;
  readonly files: Files;
  readonly states: AppState[];
  /** Those of the vault, and those that look into files. */
  readonly workers: Workers;
  readonly inspectors: Workers;
  /** Lets writes of packs through that were held. */
  readonly release: () => void;
  /** The storage lists nothing any more once a snapshot is written. */
  readonly fallSick: () => void;
}

/** A keeper with a worker stand-in: the vault's real methods at the other end of a MessageChannel. */
async function stage({
  held = false,
  files = new Map() as Files,
  database = undefined as Database | undefined,
} = {}): Promise<Stage> {
  const gate = Promise.withResolvers<void>();
  if (!held) gate.resolve();
  const inner = memoryStorage(files);
  let health: 'well' | 'falling' | 'sick' = 'well';
  const storage: VaultStorage = {
    ...inner,
    async list(folder) {
      if (health === 'sick') throw new PasskeepError('STORAGE_REFUSED');
      return await inner.list(folder);
    },
    async write(path, bytes, signal) {
      if (path.startsWith('packs/')) await gate.promise;
      await inner.write(path, bytes, signal);
      if (health === 'falling' && path.startsWith('snapshots/')) health = 'sick';
    },
  };
  const states: AppState[] = [];
  const workers = new Workers(() =>
    vaultMethods(async () => ({ place: await placeInMemory(storage), memory: briefMemory() })),
  );
  const inspectors = new Workers(() => inspectionMethods([tinyFormat]));
  closing.push(() => workers.end());
  const keeper = await Keeper.start({
    database: database ?? (await openDatabase(`keeper-${databases++}`)),
    onState: (state) => states.push(state),
    startWorker: workers.start,
    startInspector: (onCrash) => inspectors.start(onCrash),
  });
  closing.push(() => keeper.state.vault === 'unlocked' && keeper.state.jobs.length === 0 && keeper.lock());
  return {
    keeper,
    files,
    states,
    workers,
    inspectors,
    release: () => gate.resolve(),
    fallSick: () => (health = 'falling'),
  };
}

/** A stage with a protected, open vault. */
async function unlocked(options: Parameters<typeof stage>[0] = {}): Promise<Stage & { readonly words: string }> {
  const made = await stage(options);
  await made.keeper.enter('create', passkey);
  const words = await made.keeper.call('newWords', undefined);
  await made.keeper.enter('proveWords', words);
  return { ...made, words };
}

const jobOf = (keeper: Keeper, id: string) => keeper.state.jobs.find((job) => job.id === id);
async function ended(keeper: Keeper, id: string) {
  await vi.waitFor(() => expect(jobOf(keeper, id)?.status).not.toMatch(/queued|running/), { timeout: 10_000 });
  return jobOf(keeper, id);
}
function backUp(keeper: Keeper, ...entries: ReturnType<typeof entry>[]): string {
  keeper.jobs.addToDraft('draft', entries);
  return keeper.jobs.startBackup('draft', 'Family');
}

describe('the keeper', () => {
  test('leads from nothing to an archive, locked, unlocked, restored and deleted', async () => {
    const { keeper, words, states, files } = await unlocked();
    expect(states.map(({ vault }) => vault)).toContain('setup');
    expect(keeper.state).toMatchObject({ vault: 'unlocked', archives: 0, lastBackupAt: null });
    expect(keeper.state.protectedSince).toBeGreaterThan(0);

    const saved = await ended(keeper, backUp(keeper, entry('a/chat.txt', 'hello'), entry('b', 'bye')));
    expect(saved).toMatchObject({ status: 'done', problemCount: 0, failure: null });
    expect(keeper.state).toMatchObject({ archives: 1 });
    expect(keeper.state.lastBackupAt).toBeGreaterThan(0);
    expect(keeper.state.storedBytes).toBe([...files.values()].reduce((sum, { length }) => sum + length, 0));

    keeper.lock();
    expect(keeper.state).toMatchObject({ vault: 'locked', archives: 1 });
    await expect(keeper.call('archives', undefined)).rejects.toMatchObject({ code: 'LOCKED' });
    expect(() => keeper.jobs.startDelete('x')).toThrow(expect.objectContaining({ code: 'LOCKED' }));
    await expect(
      keeper.enter('unlock', { kind: 'words', typed: 'abandon '.repeat(11) + 'about' }),
    ).rejects.toMatchObject({
      code: 'WORDS_WRONG',
    });
    expect(keeper.state.vault).toBe('locked');
    await keeper.enter('unlock', { kind: 'words', typed: words });
    keeper.lock();
    await keeper.enter('unlock', { kind: 'passkey', answer: passkey });
    expect(keeper.state.vault).toBe('unlocked');

    const [archive] = await keeper.call('archives', undefined);
    expect(archive).toMatchObject({ title: 'Family', files: 2 });
    const restore = keeper.jobs.startRestore(archive?.id ?? '', ['b'], { kind: 'download' });
    const download = await keeper.jobs.downloads.take(restore);
    expect(download).toMatchObject({ name: 'b', size: 3 });
    expect(await new Response(download && downloadStream(download.port)).text()).toBe('bye');
    expect(await ended(keeper, restore)).toMatchObject({ status: 'done' });

    const removal = await ended(keeper, keeper.jobs.startDelete(archive?.id ?? ''));
    expect(removal).toMatchObject({ status: 'done' });
    expect(removal?.storedBytes).toBeGreaterThan(0);
    expect(keeper.state.archives).toBe(0);
    keeper.lock();
  });

  test('tells how many archives an opening reads, and nothing of that once it is open, or is not', async () => {
    const { keeper, words, states } = await unlocked();
    for (const name of ['one', 'two']) await ended(keeper, backUp(keeper, entry(name, name)));
    keeper.lock();
    states.length = 0;
    const wrong = words.split(' ').toReversed().join(' ');
    await expect(keeper.enter('unlock', { kind: 'words', typed: wrong })).rejects.toThrow();
    expect(states.every(({ opening }) => opening === null)).toBe(true);
    await keeper.enter('unlock', { kind: 'words', typed: words });
    const openings = states.map(({ opening }) => opening);
    // The archives, and the two files of the record of the keys.
    expect(openings).toContainEqual({ done: 0, total: 4 });
    expect(openings.at(-1)).toBeNull();
    expect(states.findLastIndex(({ opening }) => opening !== null)).toBeLessThan(
      states.findIndex(({ vault }) => vault === 'unlocked'),
    );
  });

  test('holds the lock back while a job runs, and locks when it has ended, names forgotten', async () => {
    const { keeper, release } = await unlocked({ held: true });
    const id = backUp(keeper, entry('secret name', 'a'));
    keeper.lock();
    expect(keeper.state).toMatchObject({ vault: 'unlocked', lockPending: true });
    release();
    await vi.waitFor(() => expect(keeper.state.vault).toBe('locked'), { timeout: 10_000 });
    expect(keeper.state.lockPending).toBe(false);
    expect(jobOf(keeper, id)).toMatchObject({ status: 'done', problems: [] });
    expect(JSON.stringify(keeper.state)).not.toContain('secret name');
  });

  test('a crash of the worker fails the job, locks, and leaves what was saved', async () => {
    const { keeper, workers, words } = await unlocked({ held: true });
    const id = backUp(keeper, entry('a', 'a'));
    await vi.waitFor(() => expect(jobOf(keeper, id)?.phase).toBe('finishing'), { timeout: 10_000 });
    const before = workers.started;
    workers.crash();
    expect(await ended(keeper, id)).toMatchObject({ status: 'failed', failure: { code: 'INTERRUPTED' } });
    expect(keeper.state.vault).toBe('locked');
    expect(workers.started).toBe(before + 1);
    await keeper.enter('unlock', { kind: 'words', typed: words });
    expect(keeper.state.vault).toBe('unlocked');
    keeper.lock();
  });

  test('cancels a job: nothing of it is kept', async () => {
    const { keeper, release, files } = await unlocked({ held: true });
    const before = [...files.keys()];
    const id = backUp(keeper, entry('a', 'a'));
    await vi.waitFor(() => expect(jobOf(keeper, id)?.phase).toBe('finishing'), { timeout: 10_000 });
    keeper.jobs.cancel(id);
    release();
    expect(await ended(keeper, id)).toMatchObject({ status: 'cancelled', failure: null });
    expect([...files.keys()]).toEqual(before);
    keeper.dismiss(id);
    expect(keeper.state.jobs).toEqual([]);
    keeper.lock();
  });

  test('whoever waits for the download of a job that is cancelled in the queue is told', async () => {
    const { keeper, release } = await unlocked({ held: true });
    const running = backUp(keeper, entry('a', 'a'));
    const restore = keeper.jobs.startRestore('0'.repeat(64), null, { kind: 'download' });
    const taken = keeper.jobs.downloads.take(restore);
    keeper.jobs.cancel(restore);
    expect(await taken).toBeNull();
    release();
    await ended(keeper, running);
    keeper.lock();
  });

  test('a restore of what is not there fails, and its download is none', async () => {
    const { keeper } = await unlocked();
    const id = keeper.jobs.startRestore('0'.repeat(64), null, { kind: 'download' });
    expect(await keeper.jobs.downloads.take(id)).toBeNull();
    expect(await ended(keeper, id)).toMatchObject({ status: 'failed', failure: { code: 'ARCHIVE_MISSING' } });
    keeper.lock();
  });

  test('a backup that was saved is not called failed when the storage fails after it', async () => {
    const { keeper, fallSick } = await unlocked();
    fallSick();
    expect(await ended(keeper, backUp(keeper, entry('a', 'a')))).toMatchObject({ status: 'done', failure: null });
    keeper.lock();
  });

  test('abandoning a set-up leaves nothing', async () => {
    const { keeper, files } = await stage();
    await keeper.enter('create', passkey);
    expect(keeper.state).toMatchObject({ vault: 'setup', setupOpen: true });
    await keeper.abandon();
    expect(files.size).toBe(0);
    expect(keeper.state).toMatchObject({ vault: 'none', setupOpen: false });
  });

  test('remembers when the vault was checked, and names what was found while it is open', async () => {
    const database = await openDatabase(`keeper-${databases++}`);
    const { keeper, files, states } = await unlocked({ database });
    await ended(keeper, backUp(keeper, entry('secret path', 'a'.repeat(100))));
    for (const path of files.keys()) if (path.startsWith('packs/')) files.delete(path);
    expect(await ended(keeper, keeper.upkeep.startCheck({ kind: 'all' }))).toMatchObject({ status: 'done' });
    const { upkeep } = keeper.state;
    expect(upkeep.last).toMatchObject({ kind: 'check', archives: 1, damagedArchives: 1, isWell: false });
    expect(Math.min(...upkeep.partsReadAt)).toBe(upkeep.last?.at);
    const { check } = await keeper.call('findings', undefined);
    expect(check?.damagedArchives).toMatchObject([{ title: 'Family', files: 1 }]);

    keeper.lock();
    expect(() => keeper.upkeep.startCheck({ kind: 'all' })).toThrow(new PasskeepError('LOCKED'));
    await expect(keeper.call('findings', undefined)).rejects.toMatchObject({ code: 'LOCKED' });
    await keeper.enter('unlock', { kind: 'passkey', answer: passkey });
    expect(await keeper.call('findings', undefined)).toStrictEqual({ check: null, repair: null });
    keeper.lock();
    expect((await stage({ database, files })).keeper.state.upkeep).toStrictEqual(upkeep);
    expect(JSON.stringify(states)).not.toMatch(/secret path|Family/);
  });

  test('remembers its settings, and shows no name in any state', async () => {
    const database = await openDatabase(`keeper-${databases++}`);
    const { keeper, states, files } = await unlocked({ database });
    await keeper.agree(3);
    await keeper.setLockAfter(0);
    await ended(keeper, backUp(keeper, entry('secret path', 'a')));
    keeper.lock();
    const again = await stage({ database, files });
    expect(again.keeper.state).toMatchObject({ vault: 'locked', consent: 3, lockAfterMinutes: 1, archives: 1 });
    expect(JSON.stringify(states)).not.toMatch(/secret path|Family/);
  });
});

describe('what is in the files of a backup', () => {
  const chat = tiny('Dear Family', '2026-01-02T10:00|Anna the Great|one', '2026-01-02T10:05|Ben|two');
  const more = tiny('Dear Family', '2026-01-02T10:00|Anna the Great|one', '2026-01-03T10:05|Ben|three');
  const exportsOf = async (keeper: Keeper, id: string) => {
    const job = await ended(keeper, id);
    expect(job).toMatchObject({ status: 'done', failure: null });
    const archive = (await keeper.call('archives', undefined)).find((each) => each.id === job?.archiveId);
    return { inline: archive?.exports, details: await keeper.call('exports', job?.archiveId ?? '') };
  };

  test('goes into its archive as the user was shown it, and is not read twice', async () => {
    const { keeper, inspectors, states } = await unlocked();
    keeper.jobs.addToDraft('draft', [chat]);
    const answers = { [tinyKey('Dear Family')]: { me: 'Ben' } };
    await keeper.jobs.inspectDraft('draft', {});
    const shown = await keeper.jobs.inspectDraft('draft', answers);
    expect(shown).toMatchObject({ compared: true, exports: [{ chats: [{ me: { id: 'Ben', by: 'answer' } }] }] });
    const { inline, details } = await exportsOf(keeper, keeper.jobs.startBackup('draft', 'x'));
    expect(inline).toMatchObject([{ title: 'Dear Family', messages: 2, people: 2 }]);
    expect(details).toEqual(shown.exports);
    expect(inspectors.started).toBe(1);

    // A second backup of the chat, which nobody looked into before.
    const second = await exportsOf(keeper, backUp(keeper, more));
    expect(second.inline).toMatchObject([{ added: { messages: 1, attachments: 0 } }]);
    expect(second.details[0]?.chats[0]).toMatchObject({ me: { id: 'Ben', by: 'answer' } });
    expect([inspectors.started, inspectors.running, keeper.state.inspection]).toEqual([2, 0, null]);
    expect(states.some(({ inspection }) => inspection?.draft === 'draft')).toBe(true);
    expect(JSON.stringify(states)).not.toMatch(/Dear Family|Anna the Great|Ben/);
    keeper.lock();
  });

  test('is looked into while locked too, and compared once the vault is open', async () => {
    const { keeper, words, inspectors } = await unlocked();
    await exportsOf(keeper, backUp(keeper, chat));
    keeper.lock();
    keeper.jobs.addToDraft('draft', [more]);
    const shown = await keeper.jobs.inspectDraft('draft', {});
    expect(shown).toMatchObject({ compared: false });
    expect(shown.exports[0]?.chats[0]).not.toHaveProperty('added');
    await keeper.enter('unlock', { kind: 'words', typed: words });
    const { inline } = await exportsOf(keeper, keeper.jobs.startBackup('draft', 'x'));
    expect(inline).toMatchObject([{ added: { messages: 1 } }]);
    expect(inspectors.started).toBe(3);
    keeper.lock();
  });

  test('is looked into anew, without what the vault knows, when that is locked meanwhile', async () => {
    const { keeper, inspectors } = await unlocked();
    keeper.jobs.addToDraft('draft', [chat]);
    inspectors.hang();
    const look = settle(() => keeper.jobs.inspectDraft('draft', {}));
    await vi.waitFor(() => expect(inspectors.running).toBe(1), { timeout: 10_000 });
    inspectors.goOn();
    keeper.lock();
    expect(await look).toMatchObject({ value: { compared: false, exports: [{ chats: [{ messages: 2 }] }] } });
    expect([inspectors.started, inspectors.running]).toEqual([2, 0]);
  });

  test('is not known where that fails: the backup is saved all the same', async () => {
    const { keeper, inspectors } = await unlocked();
    inspectors.start = () => {
      throw new Error('no worker');
    };
    expect(await exportsOf(keeper, backUp(keeper, chat))).toEqual({ inline: [], details: [] });
    keeper.jobs.addToDraft('draft', [chat]);
    await expect(keeper.jobs.inspectDraft('draft', {})).rejects.toThrow('no worker');
    await expect(keeper.jobs.inspectDraft('none', {})).rejects.toMatchObject({ code: 'NOTHING_TO_SAVE' });
    keeper.lock();
  });

  test('a backup that is cancelled while it looks leaves nothing, no worker either', async () => {
    const { keeper, inspectors, files } = await unlocked();
    const before = [...files.keys()];
    inspectors.hang();
    const id = backUp(keeper, chat);
    await vi.waitFor(() => expect(inspectors.running).toBe(1), { timeout: 10_000 });
    expect(jobOf(keeper, id)).toMatchObject({ status: 'running', phase: 'preparing' });
    keeper.jobs.cancel(id);
    expect(await ended(keeper, id)).toMatchObject({ status: 'cancelled', failure: null });
    expect([inspectors.running, [...files.keys()]]).toEqual([0, before]);
    keeper.lock();
  });

  test('is forgotten with the draft, and when nobody is left who could start it', async () => {
    const { keeper, inspectors } = await unlocked();
    inspectors.hang();
    for (const change of [
      () => keeper.jobs.dropDraft('draft'),
      () => keeper.jobs.addToDraft('draft', [more]),
      () => keeper.jobs.dropDrafts(),
    ]) {
      keeper.jobs.addToDraft('draft', [chat]);
      const refused = settle(() => keeper.jobs.inspectDraft('draft', {}));
      await vi.waitFor(() => expect(inspectors.running).toBe(1), { timeout: 10_000 });
      change();
      expect(await refused).toEqual(failed('CANCELLED'));
      expect([inspectors.running, keeper.state.inspection]).toEqual([0, null]);
    }
    keeper.lock();
  });
});
