import { useAction } from '@/components/action';
import { appState } from '@/components/app-state';
import { CapturedNote } from '@/components/exports/captured-note';
import { Facts } from '@/components/facts';
import { FAILURE_WORDS } from '@/components/failure-words';
import { Problems } from '@/components/problems';
import type { CaptureState } from '@/utils/messages/state';
import { count, t } from '@/utils/words';
import type { JSX } from 'preact';
import { captureFacts, captureTitle } from './capture-words';
import { dismissCapture } from './dismiss-capture';
import { PageReport } from './page-report';

interface Props {
  readonly capture: CaptureState;
  /** Shows the archive that it has become. */
  onArchive(archive: string): void;
}

/** What has been read of a page and saved, or why it was not. What may be missing is unfolded. */
export function EndedCapture({ capture, onArchive }: Props): JSX.Element {
  const action = useAction();
  const { id, job, status } = capture;
  const title = captureTitle(capture);
  const saving = appState.value?.jobs.find((one) => one.id === job);
  return (
    <section class="card job" data-capture={id} data-status={status} aria-label={title}>
      <div class="row">
        <h2 class={status === 'failed' ? 'bad' : ''}>{title}</h2>
        <button
          class="quiet dismiss-capture"
          type="button"
          disabled={action.busy}
          onClick={() => action.run(async () => await dismissCapture(capture))}
        >
          {t('dismiss')}
        </button>
      </div>
      {status === 'failed' ? <Reason capture={capture} /> : <Outcome capture={capture} />}
      {saving && (
        <Problems
          summary={count('notSaved', saving.problemCount)}
          problems={saving.problems}
          total={saving.problemCount}
        />
      )}
      {status === 'saved' && saving && (
        <div class="buttons">
          <button class="quiet capture-archive" type="button" onClick={() => onArchive(saving.archiveId)}>
            {t('captureArchive')}
          </button>
        </div>
      )}
    </section>
  );
}

function Outcome({ capture }: { capture: CaptureState }): JSX.Element {
  const { ended, gap, unseen } = capture;
  const partly = gap || ended === 'stopped' || ended === 'interrupted';
  return (
    <>
      <Facts items={captureFacts(capture)} />
      {ended && (
        <details open={partly}>
          <summary>{t('captureDetails')}</summary>
          <CapturedNote captured={{ ended, gap, unseen }} />
        </details>
      )}
    </>
  );
}

function Reason({ capture: { failure } }: { capture: CaptureState }): JSX.Element {
  const words = FAILURE_WORDS[failure?.code ?? 'UNEXPECTED'];
  return (
    <div data-code={failure?.code}>
      <p>{t(words.what)}</p>
      <p>{t(words.data)}</p>
      <p>{t(words.next)}</p>
      {failure?.code === 'PAGE_CHANGED' && <PageReport detail={failure.detail} />}
    </div>
  );
}
