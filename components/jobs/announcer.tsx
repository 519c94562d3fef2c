import { appState } from '@/components/app-state';
import { captureTitle, hasEnded } from '@/components/captures/capture-words';
import { percent } from '@/components/figures';
import { folderTrouble } from '@/components/place/folder-trouble';
import { pendingWords } from '@/components/place/pending-words';
import type { AppState } from '@/utils/messages/state';
import { t } from '@/utils/words';
import { effect, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { jobShare, jobTitle } from './job-words';

/** Milliseconds between two announcements. */
const PAUSE = 1000;

/** Tells a screen reader how captures and jobs stand: at every tenth and every end, at most once a second. */
export function Announcer(): JSX.Element {
  const said = useSignal('');
  useEffect(() => followAnnouncements((text) => (said.value = text)), [said]);
  return <output class="visually-hidden">{said}</output>;
}

/** Calls `say` with what is new to be said, never twice within {@link PAUSE}. Returns what ends this. */
function followAnnouncements(say: (text: string) => void): () => void {
  let said = '';
  let timer: ReturnType<typeof setTimeout> | undefined;
  const sayNew = (): void => {
    timer = undefined;
    const text = announcement(appState.peek());
    if (text === said) return;
    said = text;
    say(text);
    timer = setTimeout(sayNew, PAUSE);
  };
  const end = effect(() => {
    void appState.value;
    if (timer === undefined) sayNew();
  });
  return () => {
    end();
    clearTimeout(timer);
  };
}

function announcement(state: AppState | null): string {
  const reading = state?.captures.findLast((capture) => !hasEnded(capture) && capture.status !== 'saving');
  if (reading) return captureTitle(reading);
  const job = state?.jobs.find(({ status }) => status === 'running') ?? state?.jobs.at(-1);
  // How the folder stands is told when no job tells it.
  const capture = state?.captures.at(-1);
  if (capture && (!job || job.id === capture.job) && capture.status !== 'saving') return captureTitle(capture);
  if (!job) return state?.folder && folderTrouble(state)?.loud ? (pendingWords(state.folder) ?? '') : '';
  const share = job.status === 'running' ? jobShare(job) : null;
  if (share === null) return jobTitle(job);
  return t('progressSaid', jobTitle(job), percent(Math.floor(share * 10) / 10));
}
