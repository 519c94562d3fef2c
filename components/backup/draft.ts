import { type Failure, type Result, settle } from '@/utils/errors';
import { ask } from '@/utils/messages/client';
import { addToDraft as sendToDraft } from '@/utils/messages/draft-client';
import { collect } from '@/utils/capture/collect';
import { type Found, Intake } from '@/utils/capture/intake';
import { guessTitle, tidyTitle } from '@/utils/capture/title';
import type { FileProblem } from '@/utils/vault/types';
import { signal } from '@preact/signals';

/** Problems that are named; of the others only the number is kept. */
const NAMED_PROBLEMS = 1000;

/** What has been given to the backup that comes next. */
export interface Draft {
  readonly id: string;
  readonly title: string;
  /** Whether the user has typed the title. */
  readonly titled: boolean;
  readonly files: number;
  readonly bytes: number;
  readonly problems: readonly FileProblem[];
  readonly problemCount: number;
  /** Whether files are still being found. */
  readonly collecting: boolean;
  /** Why the last drop or pick was not taken whole. */
  readonly failure: Failure | null;
}

/** The draft; it stays while the user looks at other views. */
export const draft = signal<Draft>(emptyDraft());

let intake = new Intake();
let controller = new AbortController();
let last: Promise<unknown> = Promise.resolve();

/** Adds what `find` comes upon, after what is being added already. */
export function addToDraft(
  find: (intake: Intake, signal: AbortSignal) => Iterable<Found> | AsyncIterable<Found>,
): void {
  const { signal: stopped } = controller;
  const { id } = draft.value;
  const mine = intake;
  change(id, { collecting: true, failure: null });
  const adding = last.then(() => settle(() => collect(find(mine, stopped), take(id, mine), stopped)));
  last = adding;
  void settleAdding(id, adding);
}

async function settleAdding(id: string, adding: Promise<Result<void>>): Promise<void> {
  const result = await adding;
  const failure = result.ok || result.error.code === 'CANCELLED' ? null : result.error;
  change(id, { ...(last === adding && { collecting: false }), ...(failure && { failure }) });
  const { id: now, files, problemCount, collecting } = draft.value;
  if (result.ok && now === id && !collecting && files + problemCount === 0) refuseEmpty();
}

/** Says that nothing was found, in a new draft: the folders that were empty give it no name. */
function refuseEmpty(): void {
  startAnew();
  change(draft.value.id, { failure: { code: 'NOTHING_TO_SAVE' } });
}

/** Gives the backup another name. */
export function nameDraft(title: string): void {
  change(draft.value.id, { title, titled: true });
}

/** Names the backup by what is in it, unless that has no name or the user has named it. */
export function proposeTitle(title: string): void {
  const { id, titled } = draft.value;
  const tidy = tidyTitle(title);
  if (!titled && tidy !== '') change(id, { title: tidy });
}

/** Forgets what has been collected, and stops collecting. */
export function clearDraft(): void {
  const { id, files } = draft.value;
  startAnew();
  if (files > 0) void settle(() => ask('dropDraft', { draft: id }));
}

/** Begins an empty draft; the one before has become a backup. */
export function startAnew(): void {
  controller.abort();
  controller = new AbortController();
  intake = new Intake();
  last = Promise.resolve();
  draft.value = emptyDraft();
}

function take(id: string, mine: Intake): Parameters<typeof collect>[1] {
  return async (entries, problems) => {
    if (entries.length > 0) await sendToDraft(id, entries);
    const { title, titled, files, bytes, problems: named, problemCount } = draft.value;
    change(id, {
      title: titled ? title : guessTitle(mine.names),
      files: files + entries.length,
      bytes: entries.reduce((sum, { file }) => sum + file.size, bytes),
      problems: [...named, ...problems].slice(0, NAMED_PROBLEMS),
      problemCount: problemCount + problems.length,
    });
  };
}

/** Changes the draft unless another has begun since. */
function change(id: string, changes: Partial<Draft>): void {
  if (draft.value.id === id) draft.value = { ...draft.value, ...changes };
}

function emptyDraft(): Draft {
  return {
    id: crypto.randomUUID(),
    title: '',
    titled: false,
    files: 0,
    bytes: 0,
    problems: [],
    problemCount: 0,
    collecting: false,
    failure: null,
  };
}
