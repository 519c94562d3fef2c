import { useAction } from '@/components/action';
import { appState } from '@/components/app-state';
import { Facts } from '@/components/facts';
import { FAILURE_WORDS } from '@/components/failure-words';
import { unwrap } from '@/utils/errors';
import { ask } from '@/utils/messages/client';
import type { CaptureState } from '@/utils/messages/state';
import { t } from '@/utils/words';
import type { JSX } from 'preact';
import { captureFacts, captureReach, captureTitle, captureUnseen } from './capture-words';
import { PageReport } from './page-report';

interface Props {
  readonly capture: CaptureState;
  /** Shows the archive that it has become. */
  onArchive(archive: string): void;
}

/** What has been read of a page and saved, or why it was not. */
export function EndedCapture({ capture, onArchive }: Props): JSX.Element {
  const action = useAction();
  const { id, job, status } = capture;
  const title = captureTitle(capture);
  const archive = appState.value?.jobs.find((one) => one.id === job)?.archiveId ?? '';
  return (
    <section class="card job" data-capture={id} data-status={status} aria-label={title}>
      <div class="row">
        <h2 class={status === 'failed' ? 'bad' : ''}>{title}</h2>
        <button
          class="quiet dismiss-capture"
          type="button"
          disabled={action.busy}
          onClick={() => action.run(async () => unwrap(await ask('dropCapture', { id })))}
        >
          {t('dismiss')}
        </button>
      </div>
      {status === 'failed' ? <Reason capture={capture} /> : <Outcome capture={capture} />}
      {status === 'saved' && archive !== '' && (
        <div class="buttons">
          <button class="quiet capture-archive" type="button" onClick={() => onArchive(archive)}>
            {t('captureArchive')}
          </button>
        </div>
      )}
    </section>
  );
}

function Outcome({ capture }: { capture: CaptureState }): JSX.Element {
  const unseen = captureUnseen(capture);
  return (
    <>
      <Facts items={captureFacts(capture)} />
      {captureReach(capture).map((text) => (
        <p key={text}>{text}</p>
      ))}
      {unseen.length > 0 && (
        <details class="problems">
          <summary>{t('captureUnseen')}</summary>
          <ul>
            {unseen.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function Reason({ capture: { failure } }: { capture: CaptureState }): JSX.Element {
  const words = FAILURE_WORDS[failure?.code ?? 'UNEXPECTED'];
  return (
    <div class="notice" data-code={failure?.code}>
      <p>{t(words.what)}</p>
      <p>{t(words.data)}</p>
      <p>{t(words.next)}</p>
      {failure?.code === 'PAGE_CHANGED' && <PageReport detail={failure.detail} />}
    </div>
  );
}
