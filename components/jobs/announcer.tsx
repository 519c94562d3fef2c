import { appState } from '@/components/app-state';
import type { AppState } from '@/utils/messages/state';
import { formatPercent } from '@/utils/format';
import { locale, t } from '@/utils/words';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { jobShare, jobTitle } from './job-words';

/** Milliseconds between two announcements. */
const PAUSE = 1000;

/** Tells a screen reader how the jobs stand: at every tenth and every end, at most once a second. */
export function Announcer(): JSX.Element {
  const said = useSignal('');
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const wanted = useRef('');
  wanted.current = announcement(appState.value);
  const say = (): void => {
    timer.current = undefined;
    if (wanted.current === said.peek()) return;
    said.value = wanted.current;
    timer.current = setTimeout(say, PAUSE);
  };
  useEffect(() => {
    if (timer.current === undefined) say();
  }, [wanted.current]);
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <p class="visually-hidden" role="status">
      {said}
    </p>
  );
}

function announcement(state: AppState | null): string {
  const job = state?.jobs.find(({ status }) => status === 'running') ?? state?.jobs.at(-1);
  if (!job) return '';
  const share = job.status === 'running' ? jobShare(job) : null;
  if (share === null) return jobTitle(job);
  return t('progressSaid', jobTitle(job), formatPercent(Math.floor(share * 10) / 10, locale()));
}
