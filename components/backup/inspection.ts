import { appState } from '@/components/app-state';
import { messengerName } from '@/components/exports/messenger-name';
import { type Result, settle, unwrap } from '@/utils/errors';
import { ask } from '@/utils/messages/client';
import type { DraftAnswers, DraftInspection } from '@/utils/messages/inspection';
import type { ExportSummary } from '@/utils/messengers/summary/summary';
import { computed, effect, signal } from '@preact/signals';
import { draft, proposeTitle } from './draft';

/** What is known of what is in the draft's files. */
export interface Look {
  readonly status: 'none' | 'looking' | 'done' | 'failed';
  /** What was found last; stays while it is looked at again. */
  readonly found: DraftInspection | null;
}

const NONE: Look = { status: 'none', found: null };

/** The last look into the draft. */
export const look = signal<Look>(NONE);

/** What the user has answered about this draft. */
export const answers = signal<DraftAnswers>({});

const unlocked = computed(() => appState.value?.vault === 'unlocked');
/** Changes whenever there is something else to look at. */
const collected = computed(() => {
  const { id, files, collecting } = draft.value;
  return files > 0 && !collecting ? `${id} ${files}` : null;
});
const draftId = computed(() => draft.value.id);

/** Looks into the draft once its files are found, after each answer, and again with the vault once that is open. */
export function followDraft(): () => void {
  const ends = [
    effect(() => {
      void draftId.value;
      [look.value, answers.value] = [NONE, {}];
    }),
    effect(() => {
      void answers.value;
      if (collected.value !== null) void lookInside();
    }),
    effect(() => {
      const found = look.peek().found;
      if (unlocked.value && found && !found.compared) void lookInside();
    }),
  ];
  return () => ends.forEach((end) => end());
}

let looks = 0;

async function lookInside(): Promise<void> {
  const mine = ++looks;
  const draftNow = draft.peek().id;
  const wasOpen = unlocked.peek();
  look.value = { ...look.peek(), status: 'looking' };
  const request = { draft: draftNow, answers: answers.peek() };
  const result = await settle(async () => unwrap(await ask('inspectDraft', request)));
  if (mine !== looks || draft.peek().id !== draftNow) return;
  take(result);
  if (result.ok && !result.value.compared && !wasOpen && unlocked.peek()) await lookInside();
}

function take(result: Result<DraftInspection>): void {
  if (!result.ok) {
    look.value = { status: 'failed', found: null };
    return;
  }
  look.value = { status: 'done', found: result.value };
  const [only, ...others] = result.value.exports;
  if (only && others.length === 0) proposeTitle(titleOf(only));
}

/** What to call a backup of one export; '' where the names of its files say more. */
function titleOf({ messenger, chats }: ExportSummary): string {
  return chats.length === 1 ? (chats[0]?.title ?? '') : messengerName(messenger);
}
