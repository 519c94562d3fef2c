import { appState } from '@/components/app-state';
import { addToDraft, draft, nameDraft, startAnew } from '@/components/backup/draft';
import { answers, followDraft, look } from '@/components/backup/inspection';
import type { Result } from '@/utils/errors';
import type { DraftInspection } from '@/utils/messages/inspection';
import type { AppState } from '@/utils/messages/state';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { summaryOf } from './summaries';

interface Call {
  readonly answers: unknown;
  answer(result: Result<DraftInspection>): Promise<void>;
}

let calls: Call[] = [];
let end = () => {};

vi.mock('wxt/browser', async () => await import('./fake-browser'));
vi.mock('@/utils/messages/draft-client', () => ({ addToDraft: async () => {} }));
vi.mock('@/utils/messages/client', () => ({
  ask: async (type: string, data: { answers: unknown }) =>
    type === 'inspectDraft'
      ? await new Promise((resolve) => {
          const answer = async (result: Result<DraftInspection>) => {
            resolve(result);
            // All that follows from it is done before the next turn.
            await new Promise((next) => setTimeout(next));
          };
          calls.push({ answers: data.answers, answer });
        })
      : { ok: true, value: undefined },
}));

const found = (change: Partial<DraftInspection> = {}): Result<DraftInspection> => ({
  ok: true,
  value: { exports: [summaryOf('whatsapp', [{ title: 'Family' }])], problems: [], compared: true, ...change },
});

/** Adds a file, and waits until it is looked into. */
async function add(name = 'chat.zip'): Promise<void> {
  const before = calls.length;
  addToDraft((intake) => [{ kind: 'file', entry: { path: intake.claim(name), file: new File(['x'], name) } }]);
  await vi.waitFor(() => expect(calls).toHaveLength(before + 1));
}

const vaultIs = (vault: AppState['vault']) => (appState.value = { vault } as AppState);

beforeEach(() => {
  calls = [];
  vaultIs('unlocked');
  startAnew();
  end = followDraft();
});
afterEach(() => end());

test('a draft is looked into once its files are found, and again when there are more', async () => {
  expect(look.value.status).toBe('none');
  await add();
  expect(look.value).toEqual({ status: 'looking', found: null });
  await calls[0]?.answer(found());
  expect(look.value.status).toBe('done');
  await add('more.zip');
  expect(look.value.status).toBe('looking');
  expect(look.value.found?.exports).toHaveLength(1);
});

test('the backup is named by its one export, unless the user has named it', async () => {
  await add();
  expect(draft.value.title).toBe('chat');
  await calls[0]?.answer(found());
  expect(draft.value.title).toBe('Family');
  await add('more.zip');
  await calls[1]?.answer(found({ exports: [summaryOf('telegram', [{}, { id: 'b' }])] }));
  expect(draft.value.title).toBe('Telegram');
  nameDraft('Mine');
  await add('even more.zip');
  await calls[2]?.answer(found());
  expect(draft.value.title).toBe('Mine');
});

test('several exports, or a chat without a name, leave the name as it was', async () => {
  await add();
  await calls[0]?.answer(found({ exports: [summaryOf('line', [{}]), summaryOf('skype', [{}])] }));
  expect(draft.value.title).toBe('chat');
  answers.value = {};
  await calls[1]?.answer(found({ exports: [summaryOf('line', [{ title: ' ' }])] }));
  expect(draft.value.title).toBe('chat');
});

test('an answer is told, and what comes later counts', async () => {
  await add();
  answers.value = { 'whatsapp:chat': { dayFirst: true } };
  expect(calls[1]?.answers).toEqual({ 'whatsapp:chat': { dayFirst: true } });
  await calls[1]?.answer(found({ exports: [] }));
  await calls[0]?.answer({ ok: false, error: { code: 'CANCELLED' } });
  expect(look.value).toMatchObject({ status: 'done', found: { exports: [] } });
});

test('what was not compared is looked at again once the vault is open', async () => {
  vaultIs('locked');
  await add();
  await calls[0]?.answer(found({ compared: false }));
  vaultIs('unlocked');
  expect(calls).toHaveLength(2);
  await calls[1]?.answer(found());
  vaultIs('locked');
  vaultIs('unlocked');
  expect(calls).toHaveLength(2);
});

test('also where it was opened meanwhile, and never without end', async () => {
  vaultIs('locked');
  await add();
  vaultIs('unlocked');
  await calls[0]?.answer(found({ compared: false }));
  expect(calls).toHaveLength(2);
  await calls[1]?.answer(found({ compared: false }));
  expect(calls).toHaveLength(2);
});

test('a look that fails is no more than that', async () => {
  await add();
  await calls[0]?.answer({ ok: false, error: { code: 'INTERRUPTED' } });
  expect(look.value).toEqual({ status: 'failed', found: null });
});

test('what is found in a draft that is gone is for nobody', async () => {
  await add();
  startAnew();
  await calls[0]?.answer(found());
  expect(look.value).toEqual({ status: 'none', found: null });
  expect(draft.value.title).toBe('');
});
