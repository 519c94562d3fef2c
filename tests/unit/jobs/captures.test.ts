import { settle } from '@/utils/errors';
import type { CapturedHeader } from '@/utils/page/captured';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { failed } from '../lib/failed';
import { batchOf, CHAT, END, FakeVault, messageOf } from '../lib/fake-captures';

const EVERYTHING = { kind: 'chat', since: null } as const;
const EXPORT = { kind: 'export' } as const;
const told = (type: string) => expect.objectContaining({ type }) as unknown;

describe('a capture of a chat', () => {
  test('becomes an export: people, then messages, oldest first, and the files beside them', async () => {
    const vault = new FakeVault();
    const id = vault.captures.start(7, EVERYTHING);
    expect(vault.stateOf(7)).toMatchObject({ id, tab: 7, kind: 'chat', client: null, status: 'starting', job: '' });
    const page = vault.connect(7);
    await page.ask(CHAT, 1);
    expect(page.told).toEqual([{ type: 'begin', since: null, known: [] }]);
    expect(vault.asked).toEqual([{ client: 'whatsapp-web', chat: 'c1', since: null }]);
    expect(vault.stateOf(7)).toMatchObject({ status: 'reading', client: 'whatsapp-web', messages: 0, oldestAt: null });
    await page.ask({ type: 'media', path: 'media/1.jpg', blob: new Blob(['picture']) }, 2);
    await page.ask(batchOf(6, 9), 3);
    await page.ask(batchOf(3, 5), 4);
    await page.ask(
      {
        ...batchOf(1, 2),
        people: [
          { id: 'bo', name: 'Bo' },
          { id: 'carl', name: '' },
        ],
      } as typeof END,
      5,
    );
    expect(vault.stateOf(7)).toMatchObject({ messages: 9, files: 1, oldestAt: messageOf(1).message.time?.ms });
    page.say(END);
    await vault.until(7, 'saved');
    expect(page.told.slice(1)).toEqual([
      ...['media', 'batch', 'batch', 'batch'].map(() => ({ type: 'taken' })),
      { type: 'saved', count: 9 },
    ]);
    expect(vault.stateOf(7)).toMatchObject({
      job: 'job 0',
      ended: 'top',
      gap: false,
      unseen: ['seconds'],
      failure: null,
    });

    const [saved] = vault.saved;
    expect(saved?.title).toBe('Family (captured view)');
    expect(saved?.entries.map(({ path }) => path)).toEqual([
      'Family (captured view)/messages.jsonl',
      'Family (captured view)/media/1.jpg',
    ]);
    expect(await saved?.entries[1]?.file.text()).toBe('picture');
    const [header, ...lines] = await vault.lines();
    expect(header).toEqual({
      type: 'captured-view',
      version: 1,
      client: 'whatsapp-web',
      chat: { id: 'c1', title: 'Family', kind: 'group' },
      capturedAt: expect.stringMatching(/^\d{4}-.*Z$/),
      since: null,
      ended: 'top',
      continues: null,
      gap: false,
      unseen: ['seconds'],
    });
    expect(lines).toEqual([
      { type: 'participant', participant: { id: 'anna', name: 'Anna' }, me: true },
      { type: 'participant', participant: { id: 'bo', name: 'Bo' } },
      { type: 'participant', participant: { id: 'carl', name: '' } },
      ...[1, 2, 3, 4, 5, 6, 7, 8, 9].map((number) => ({ type: 'message', ...messageOf(number) })),
    ]);
    expect(saved?.entries[0]?.file.size).toBeGreaterThan(0);
    expect(vault.captures.areActive).toBe(false);
    vault.captures.drop(id);
    expect(vault.captures.states).toEqual([]);
  });

  test.each([
    ['what names a file everywhere', '../a/b:c\\d\u0000?', 'a'],
    ['the client where there is no title', ' \n ', 'whatsapp-web (captured view)'],
  ])('lies in a folder named by %s', async (_, title, part) => {
    const vault = new FakeVault();
    vault.captures.start(1, EVERYTHING);
    const page = vault.connect(1);
    await page.ask({ ...CHAT, chat: { id: 'c', title, kind: 'direct' } } as typeof END, 1);
    await page.ask(batchOf(1, 1), 2);
    page.say(END);
    await vault.until(1, 'saved');
    const path = vault.saved[0]?.entries[0]?.path ?? '';
    expect(path).toContain(part);
    expect(path.split('/')).toHaveLength(2);
    expect(path).not.toMatch(/[\\:?\0]/);
  });

  test('goes on from the one before, and says where it could not reach it', async () => {
    const vault = new FakeVault();
    vault.known = ['id:8', 'id:9'];
    const header = async () => (await vault.lines())[0] as CapturedHeader;
    const capture = async (end: object) => {
      vault.captures.start(1, { kind: 'chat', since: 1_600_000_000_000 });
      const page = vault.connect(1);
      await page.ask(CHAT, 1);
      expect(page.told[0]).toEqual({ type: 'begin', since: 1_600_000_000_000, known: ['id:8', 'id:9'] });
      await page.ask(batchOf(10, 12), 2);
      page.say({ ...END, ...end });
      await vault.until(1, 'saved');
      return await header();
    };
    const since = '2020-09-13T12:26:40.000Z';
    expect(await capture({ ended: 'known', metKnown: true })).toMatchObject({ since, continues: 'id:9', gap: false });
    expect(await capture({ ended: 'since' })).toMatchObject({ ended: 'since', continues: 'id:9', gap: true });
    expect(vault.stateOf(1)).toMatchObject({ gap: true });
    expect(await capture({ ended: 'stopped' })).toMatchObject({ continues: 'id:9', gap: true });
    expect(await capture({ ended: 'top' })).toMatchObject({ continues: 'id:9', gap: false });
  });

  test('with nothing new saves nothing, and says so', async () => {
    const vault = new FakeVault();
    vault.known = ['id:9'];
    vault.captures.start(1, EVERYTHING);
    const page = vault.connect(1);
    await page.ask(CHAT, 1);
    page.say({ ...END, ended: 'known', metKnown: true });
    await vault.until(1, 'saved');
    expect(page.told.at(-1)).toEqual({ type: 'saved', count: 0 });
    expect(vault.stateOf(1)).toMatchObject({ messages: 0, job: '', ended: 'known' });
    expect(vault.saved).toEqual([]);
  });

  test('with no message at all is an error', async () => {
    const vault = new FakeVault();
    vault.captures.start(1, EVERYTHING);
    const page = vault.connect(1);
    await page.ask(CHAT, 1);
    page.say(END);
    await vault.until(1, 'failed');
    expect(vault.stateOf(1)?.failure).toEqual({ code: 'CAPTURE_EMPTY' });
    expect(page.told.at(-1)).toEqual({ type: 'failed', failure: { code: 'CAPTURE_EMPTY' } });
  });

  test('reads all of the chat where the vault cannot say what it has', async () => {
    const vault = new FakeVault();
    vault.captures.start(1, EVERYTHING);
    const page = vault.connect(1);
    vault.isOpen = false;
    await page.ask(CHAT, 1);
    expect(page.told).toEqual([{ type: 'begin', since: null, known: [] }]);
    await page.ask(batchOf(1, 1), 2);
    page.say(END);
    await vault.until(1, 'failed');
    expect(vault.stateOf(1)?.failure).toEqual({ code: 'LOCKED' });
  });
});

describe('a capture of a page’s exports', () => {
  test('keeps the files under their own names, one beside the other', async () => {
    const vault = new FakeVault();
    vault.captures.start(3, EXPORT);
    const page = vault.connect(3);
    page.say({ type: 'listening' });
    await vault.until(3, 'waiting');
    // Files come as the page saves them: nobody asks for the next.
    page.say({ type: 'export', name: 'Family - 2026.zip', blob: new Blob(['one']) });
    page.say({ type: 'export', name: 'Family - 2026.zip', blob: new Blob(['two!']) });
    page.say({ type: 'export', name: '../../etc/passwd', blob: new Blob(['three']) });
    page.say({ type: 'end', ended: 'top', metKnown: false, unseen: [] });
    await vault.until(3, 'saved');
    expect(vault.stateOf(3)).toMatchObject({ kind: 'export', client: null, files: 3, bytes: 12, job: 'job 0' });
    const [saved] = vault.saved;
    expect(saved?.entries.map(({ path }) => path)).toEqual([
      'Family - 2026.zip',
      'Family - 2026 (2).zip',
      '.._.._etc_passwd',
    ]);
    expect(await Promise.all(saved?.entries.map(({ file }) => file.text()) ?? [])).toEqual(['one', 'two!', 'three']);
    expect(page.told).toEqual([{ type: 'saved', count: 3 }]);
  });

  test('is named by its file', async () => {
    const vault = new FakeVault();
    vault.captures.start(3, EXPORT);
    const page = vault.connect(3);
    page.say({ type: 'listening' });
    page.say({ type: 'export', name: 'Our_trip (1).json', blob: new Blob(['{}']) });
    page.leave();
    await vault.until(3, 'saved');
    expect(vault.saved[0]?.title).toBe('Our trip');
  });

  test('is given up where the user stops it in the page before anything came', async () => {
    const vault = new FakeVault();
    vault.captures.start(3, EXPORT);
    const page = vault.connect(3);
    page.say({ type: 'listening' });
    page.say({ type: 'end', ended: 'stopped', metKnown: false, unseen: [] });
    await vi.waitFor(() => expect(vault.captures.states).toEqual([]));
    expect(page.told).toEqual([{ type: 'failed', failure: null }]);
  });
});

describe('a page that goes away', () => {
  test('leaves what has come, which is saved as broken off', async () => {
    const vault = new FakeVault();
    vault.captures.start(1, EVERYTHING);
    const page = vault.connect(1);
    await page.ask(CHAT, 1);
    // The last batch has not been answered yet.
    page.say(batchOf(5, 9));
    page.leave();
    await vault.until(1, 'saved');
    expect((await vault.lines())[0]).toMatchObject({ ended: 'interrupted', continues: null, gap: false });
    expect(await vault.lines()).toHaveLength(1 + 2 + 5);
    expect(page.told).toEqual([told('begin')]);
    expect(vault.stateOf(1)).toMatchObject({ ended: 'interrupted', messages: 5 });
  });

  test('leaves nothing where nothing came', async () => {
    const vault = new FakeVault();
    vault.captures.start(1, EVERYTHING);
    const page = vault.connect(1);
    await page.ask(CHAT, 1);
    page.leave();
    await vault.until(1, 'failed');
    expect(vault.stateOf(1)?.failure).toEqual({ code: 'PAGE_GONE' });
    expect(vault.saved).toEqual([]);
  });

  test('does not take its capture along once that is being saved', async () => {
    const vault = new FakeVault();
    const { promise, resolve } = Promise.withResolvers<void>();
    vault.held = promise;
    vault.captures.start(1, EVERYTHING);
    const page = vault.connect(1);
    await page.ask(CHAT, 1);
    await page.ask(batchOf(1, 2), 2);
    page.say(END);
    await vault.until(1, 'saving');
    page.leave();
    resolve();
    await vault.until(1, 'saved');
    expect(page.told).toHaveLength(2);
  });

  test.each(['PAGE_NO_CHAT', 'UNEXPECTED'] as const)(
    'keeps what came before its script failed with %s',
    async (code) => {
      const vault = new FakeVault();
      vault.captures.start(1, EVERYTHING);
      const page = vault.connect(1);
      await page.ask(CHAT, 1);
      await page.ask(batchOf(1, 2), 2);
      page.say({ type: 'failed', failure: { code } });
      await vault.until(1, 'saved');
      expect((await vault.lines())[0]).toMatchObject({ ended: 'interrupted' });
    },
  );

  test('keeps nothing of one that is not as it was known', async () => {
    const vault = new FakeVault();
    vault.captures.start(1, EVERYTHING);
    const page = vault.connect(1);
    await page.ask(CHAT, 1);
    await page.ask(batchOf(1, 2), 2);
    const failure = { code: 'PAGE_CHANGED', detail: { client: 'whatsapp-web', check: 'time' } } as const;
    page.say({ type: 'failed', failure });
    await vault.until(1, 'failed');
    expect(vault.stateOf(1)?.failure).toEqual(failure);
    expect(page.told.at(-1)).toEqual({ type: 'failed', failure });
    expect(vault.saved).toEqual([]);
  });
});

describe('a page that lies', () => {
  const lies: [string, unknown[]][] = [
    ['sends what is none of the messages', [{ type: 'getState' }]],
    ['begins with messages', [batchOf(1, 2)]],
    ['begins with the end', [END]],
    ['listens where a chat is to be read', [{ type: 'listening' }]],
    ['sends an export where a chat is to be read', [CHAT, { type: 'export', name: 'a', blob: new Blob([]) }]],
    ['says twice which chat it is', [CHAT, CHAT]],
    ['has met what nobody told it of', [CHAT, { ...END, ended: 'known', metKnown: true }]],
  ];
  test.each(lies)('is cut off where it %s', async (_, messages) => {
    const vault = new FakeVault();
    vault.captures.start(1, EVERYTHING);
    const page = vault.connect(1);
    for (const [at, message] of messages.entries()) {
      page.say(message);
      if (at < messages.length - 1) await vi.waitFor(() => expect(page.told).toHaveLength(at + 1));
    }
    await vault.until(1, 'failed');
    expect(vault.stateOf(1)?.failure).toEqual({ code: 'PAGE_LIED' });
    expect(page.told.at(-1)).toEqual({ type: 'failed', failure: { code: 'PAGE_LIED' } });
    expect(page.isCut()).toBe(true);
    expect(vault.saved).toEqual([]);
    const { changes } = vault;
    page.say(batchOf(1, 2));
    page.leave();
    await Promise.resolve();
    expect(vault.changes).toBe(changes);
  });

  test('is cut off where it does not wait until a batch is taken, and nothing of it is kept', async () => {
    const vault = new FakeVault();
    vault.captures.start(1, EVERYTHING);
    const page = vault.connect(1);
    await page.ask(CHAT, 1);
    await page.ask(batchOf(1000, 1400), 2);
    for (let batch = 0; batch < 1000; batch++) page.say(batchOf(1, 500));
    await vault.until(1, 'failed');
    expect(vault.stateOf(1)).toMatchObject({ failure: { code: 'PAGE_LIED' }, messages: 401 });
    expect(page.isCut()).toBe(true);
    expect(vault.saved).toEqual([]);
  });

  test('is cut off, and stays so, where it does not wait for the answer to its first word', async () => {
    const vault = new FakeVault();
    vault.captures.start(1, EVERYTHING);
    const page = vault.connect(1);
    page.say(CHAT);
    await vi.waitUntil(() => vault.asked.length === 1, { interval: 0 });
    const { resolve, promise } = Promise.withResolvers<void>();
    vault.answered = promise;
    vault.captures.start(2, EVERYTHING);
    const other = vault.connect(2);
    other.say(CHAT);
    await vi.waitUntil(() => vault.asked.length === 2, { interval: 0 });
    other.say(batchOf(1, 2));
    resolve();
    await new Promise((done) => setTimeout(done, 0));
    expect(vault.stateOf(2)).toMatchObject({ status: 'failed', failure: { code: 'PAGE_LIED' } });
    expect(other.told).toEqual([{ type: 'failed', failure: { code: 'PAGE_LIED' } }]);
    expect(vault.stateOf(1)).toMatchObject({ status: 'reading' });
  });

  test('is cut off where it sends a file of one path twice', async () => {
    const vault = new FakeVault();
    vault.captures.start(1, EVERYTHING);
    const page = vault.connect(1);
    await page.ask(CHAT, 1);
    await page.ask({ type: 'media', path: 'media/1.jpg', blob: new Blob(['1']) }, 2);
    page.say({ type: 'media', path: 'media/1.jpg', blob: new Blob(['2']) });
    await vault.until(1, 'failed');
    expect(vault.stateOf(1)?.failure).toEqual({ code: 'PAGE_LIED' });
  });

  test('is cut off where a batch is larger than any', async () => {
    const vault = new FakeVault();
    vault.captures.start(1, EVERYTHING);
    const page = vault.connect(1);
    await page.ask(CHAT, 1);
    // As it is written, each character takes six bytes.
    const text = '\u0001'.repeat(2 ** 20);
    const messages = Array.from({ length: 6 }, (_, at) => ({
      key: `${at}`,
      message: { ...messageOf(at).message, text },
    }));
    page.say({ type: 'messages', people: [], messages });
    await vault.until(1, 'failed');
    expect(vault.stateOf(1)?.failure).toEqual({ code: 'PAGE_LIED' });
  });

  test('is cut off where it would have more files than any export', async () => {
    const vault = new FakeVault();
    vault.captures.start(1, EXPORT);
    const page = vault.connect(1);
    page.say({ type: 'listening' });
    const blob = new Blob(['x']);
    for (let file = 0; file < 3000; file++) page.say({ type: 'export', name: 'a', blob });
    await vault.until(1, 'failed');
    expect(vault.stateOf(1)?.failure).toEqual({ code: 'PAGE_LIED' });
    expect(page.isCut()).toBe(true);
  });

  test('does no harm to another one', async () => {
    const vault = new FakeVault();
    vault.captures.start(1, EVERYTHING);
    vault.captures.start(2, EVERYTHING);
    const [liar, honest] = [vault.connect(1), vault.connect(2)];
    await honest.ask(CHAT, 1);
    await liar.ask(CHAT, 1);
    await honest.ask(batchOf(1, 2), 2);
    liar.say('lie');
    await vault.until(1, 'failed');
    await honest.ask({ ...batchOf(1, 2), messages: [messageOf(0)] } as typeof END, 3);
    honest.say(END);
    await vault.until(2, 'saved');
    expect(vault.stateOf(2)).toMatchObject({ messages: 3 });
    expect(vault.saved).toHaveLength(1);
  });
});

describe('captures', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
  afterEach(() => void vi.useRealTimers());

  test('are one for each tab, and need the vault open', async () => {
    const vault = new FakeVault();
    const id = vault.captures.start(1, EVERYTHING);
    expect(await settle(() => vault.captures.start(1, EXPORT))).toEqual(failed('BUSY'));
    vault.captures.start(2, EXPORT);
    expect(vault.captures.states.map(({ tab }) => tab)).toEqual([1, 2]);
    vault.captures.drop(id);
    vault.captures.start(1, EXPORT);
    vault.isOpen = false;
    expect(await settle(() => vault.captures.start(3, EXPORT))).toEqual(failed('LOCKED'));
  });

  test('take in one script each, and none that nobody expects', () => {
    const vault = new FakeVault();
    expect(() => vault.connect(1)).toThrow('nobody');
    vault.captures.start(1, EVERYTHING);
    expect(() => vault.connect(2)).toThrow('nobody');
    const page = vault.connect(1);
    expect(() => vault.connect(1)).toThrow('nobody');
    page.leave();
    expect(() => vault.connect(1)).toThrow('nobody');
  });

  test('do not wait for ever for a script, nor for what it has to say first', async () => {
    const vault = new FakeVault();
    vault.captures.start(1, EVERYTHING);
    vault.captures.start(2, EVERYTHING);
    await vi.advanceTimersByTimeAsync(20_000);
    const page = vault.connect(2);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(vault.stateOf(1)).toMatchObject({ status: 'failed', failure: { code: 'PAGE_REFUSED' } });
    expect(vault.stateOf(2)?.status).toBe('starting');
    await vi.advanceTimersByTimeAsync(20_000);
    expect(vault.stateOf(2)).toMatchObject({ status: 'failed', failure: { code: 'PAGE_GONE' } });
    expect(page.told).toEqual([{ type: 'failed', failure: { code: 'PAGE_GONE' } }]);
  });

  test('are stopped with what there is', async () => {
    const vault = new FakeVault();
    const id = vault.captures.start(1, EVERYTHING);
    const page = vault.connect(1);
    page.say(CHAT);
    await vi.advanceTimersByTimeAsync(0);
    page.say(batchOf(5, 9));
    await vi.advanceTimersByTimeAsync(0);
    vault.captures.stop(id);
    vault.captures.stop(id);
    expect(page.told).toEqual([told('begin'), told('taken'), { type: 'stop' }]);
    page.say(batchOf(3, 4));
    await vi.advanceTimersByTimeAsync(0);
    page.say({ ...END, ended: 'stopped' });
    await vi.advanceTimersByTimeAsync(0);
    expect(vault.stateOf(1)).toMatchObject({ status: 'saved', ended: 'stopped', messages: 7 });
  });

  test('are stopped also where the script does not come to an end', async () => {
    const vault = new FakeVault();
    const id = vault.captures.start(1, EVERYTHING);
    const page = vault.connect(1);
    page.say(CHAT);
    await vi.advanceTimersByTimeAsync(0);
    page.say(batchOf(5, 9));
    await vi.advanceTimersByTimeAsync(0);
    vault.captures.stop(id);
    await vi.advanceTimersByTimeAsync(15_000);
    page.say(batchOf(3, 4));
    await vi.advanceTimersByTimeAsync(15_000);
    expect(vault.stateOf(1)?.status).toBe('reading');
    await vi.advanceTimersByTimeAsync(15_000);
    expect(vault.stateOf(1)).toMatchObject({ status: 'saved', ended: 'stopped', messages: 7 });
  });

  test('are given up when they are stopped before anything came', async () => {
    const vault = new FakeVault();
    const id = vault.captures.start(1, EVERYTHING);
    const page = vault.connect(1);
    page.say(CHAT);
    await vi.advanceTimersByTimeAsync(0);
    vault.captures.stop(id);
    expect(vault.captures.states).toEqual([]);
    expect(page.told.at(-1)).toEqual({ type: 'failed', failure: null });
  });

  test('are given up with what came, and with their backup', async () => {
    const vault = new FakeVault();
    const { promise, resolve } = Promise.withResolvers<void>();
    vault.held = promise;
    const id = vault.captures.start(1, EVERYTHING);
    const page = vault.connect(1);
    page.say(CHAT);
    await vi.advanceTimersByTimeAsync(0);
    page.say(batchOf(5, 9));
    await vi.advanceTimersByTimeAsync(0);
    page.say(END);
    await vi.advanceTimersByTimeAsync(0);
    expect(vault.stateOf(1)).toMatchObject({ status: 'saving', job: 'job 0' });
    expect(vault.captures.areActive).toBe(true);
    vault.captures.drop(id);
    expect(vault.cancelled).toEqual(['job 0']);
    expect(vault.captures.areActive).toBe(false);
    resolve();
    await vi.advanceTimersByTimeAsync(0);
    expect(vault.captures.states).toEqual([]);
    expect(page.told.filter(({ type }) => type === 'saved')).toEqual([]);
  });

  test('tell why their backup failed, and go where it was cancelled', async () => {
    const vault = new FakeVault();
    const saved = async () => {
      vault.captures.start(1, EXPORT);
      const page = vault.connect(1);
      page.say({ type: 'listening' });
      page.say({ type: 'export', name: 'a', blob: new Blob(['a']) });
      page.leave();
      await vi.advanceTimersByTimeAsync(0);
    };
    const failure = { code: 'STORAGE_FULL', detail: { bytes: 3 } } as const;
    vault.ending = { status: 'failed', failure };
    await saved();
    expect(vault.stateOf(1)).toMatchObject({ status: 'failed', failure, job: 'job 0' });
    vault.ending = { status: 'cancelled' };
    await saved();
    expect(vault.captures.states).toHaveLength(1);
  });

  test('that only wait for an export are given up for a lock, others not', async () => {
    const vault = new FakeVault();
    for (const [tab, plan] of [EXPORT, EXPORT, EXPORT, EVERYTHING].entries()) vault.captures.start(tab, plan);
    const [waiting, coming] = [vault.connect(1), vault.connect(2)];
    for (const page of [waiting, coming]) page.say({ type: 'listening' });
    coming.say({ type: 'export', name: 'a', blob: new Blob(['a']) });
    await vi.advanceTimersByTimeAsync(0);
    vault.captures.dropWaiting();
    expect(vault.captures.states.map(({ tab, status }) => [tab, status])).toEqual([
      [2, 'reading'],
      [3, 'starting'],
    ]);
    expect(waiting.told).toEqual([{ type: 'failed', failure: null }]);
  });

  test('end after an hour without anything: they hold the vault open', async () => {
    const vault = new FakeVault();
    vault.captures.start(1, EXPORT);
    vault.captures.start(2, EVERYTHING);
    const [waiting, page] = [vault.connect(1), vault.connect(2)];
    waiting.say({ type: 'listening' });
    page.say(CHAT);
    await vi.advanceTimersByTimeAsync(0);
    page.say(batchOf(1, 2));
    await vi.advanceTimersByTimeAsync(59 * 60_000);
    expect(vault.captures.states.map(({ status }) => status)).toEqual(['waiting', 'reading']);
    await vi.advanceTimersByTimeAsync(2 * 60_000);
    expect(vault.captures.states.map(({ status }) => status)).toEqual(['saved']);
    expect(vault.captures.areActive).toBe(false);
  });

  test('are forgotten when many have ended since', () => {
    const vault = new FakeVault();
    for (let tab = 0; tab < 50; tab++) {
      vault.captures.start(tab, EVERYTHING);
      vault.connect(tab).say('lie');
    }
    expect(vault.captures.states.map(({ tab }) => tab)).toEqual(Array.from({ length: 20 }, (_, at) => 30 + at));
  });
});
