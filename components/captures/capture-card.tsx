import { useAction } from '@/components/action';
import { appState } from '@/components/app-state';
import { Facts } from '@/components/facts';
import { FailureNotice } from '@/components/failure-notice';
import { jobProgress, jobShare } from '@/components/jobs/job-words';
import { unwrap } from '@/utils/errors';
import { ask } from '@/utils/messages/client';
import type { CaptureState } from '@/utils/messages/state';
import { t } from '@/utils/words';
import type { JSX } from 'preact';
import { captureFacts, captureTitle } from './capture-words';

interface Props {
  readonly capture: CaptureState;
  /** What closing this place would do. */
  readonly note?: string;
}

/** What is being read of a page, or saved. */
export function CaptureCard({ capture, note }: Props): JSX.Element {
  const action = useAction();
  const { id, status } = capture;
  const title = captureTitle(capture);
  const job = appState.value?.jobs.find((one) => one.id === capture.job && one.status === 'running');
  const share = job ? jobShare(job) : null;
  // What has come is kept when reading is stopped; while it is saved, all of it is given up.
  const stop = status === 'saving' ? 'dropCapture' : 'stopCapture';
  return (
    <section class="card job" data-capture={id} data-status={status} aria-label={title}>
      <div class="row">
        <h2>{title}</h2>
        <button
          class="quiet stop-capture"
          type="button"
          disabled={action.busy}
          onClick={() => action.run(async () => unwrap(await ask(stop, { id })))}
        >
          {t(status === 'reading' ? 'stop' : 'cancel')}
        </button>
      </div>
      {status === 'waiting' ? (
        <p>{t('captureExportHint')}</p>
      ) : (
        <>
          <progress aria-label={title} {...(share !== null && { value: share })} />
          <Facts items={job ? jobProgress(job) : captureFacts(capture)} />
        </>
      )}
      {status === 'reading' && <p class="soft">{t('captureKeepTab')}</p>}
      {note !== undefined && <p class="soft">{note}</p>}
      <FailureNotice failure={action.failure} />
    </section>
  );
}
