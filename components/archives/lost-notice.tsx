import { useAction } from '@/components/action';
import { FailureNotice } from '@/components/failure-notice';
import { moment } from '@/components/figures';
import { askForFolder } from '@/components/let-in';
import { Name } from '@/components/name';
import { unwrap } from '@/utils/errors';
import { ask } from '@/utils/messages/client';
import { count, t } from '@/utils/words';
import type { JSX } from 'preact';
import { loadArchives } from './archive-data';
import { loadLost, lost, lostFailure } from './lost-data';

/** The archives that were in the folder and are gone from it, by name, and what can be done about it. */
export function LostNotice(): JSX.Element | null {
  const action = useAction();
  const seen = lost.value?.seen ?? [];
  if (lostFailure.value)
    return (
      <FailureNotice failure={lostFailure.value}>
        <button type="button" onClick={() => void loadLost()}>
          {t('tryAgain')}
        </button>
      </FailureNotice>
    );
  if (seen.length === 0) return null;
  return (
    <section id="lost" class="card warn notice" aria-labelledby="lost-heading">
      <h2 id="lost-heading">{count('lostArchives', seen.length)}</h2>
      <ul class="dated">
        {seen.map(({ id, title, createdAt }) => (
          <li key={id}>
            <Name text={title} /> <span class="soft">{moment(createdAt)}</span>
          </li>
        ))}
      </ul>
      <p>{t('lostMeans')}</p>
      <FailureNotice failure={action.failure} />
      <div class="buttons">
        <button id="put-back-lost" type="button" disabled={action.busy} onClick={() => action.run(putBack)}>
          {count('putBackLost', seen.length)}
        </button>
      </div>
      <details id="let-go">
        <summary>{t('letGo')}</summary>
        <p>{count('letGoMeans', seen.length)}</p>
        <div class="buttons">
          <button
            id="forget-lost"
            class="danger"
            type="button"
            disabled={action.busy}
            onClick={() => action.run(forget)}
          >
            {count('letGoConfirm', seen.length)}
          </button>
        </div>
      </details>
    </section>
  );
}

async function putBack(): Promise<void> {
  await askForFolder();
  unwrap(await ask('putBack'));
}

async function forget(): Promise<void> {
  unwrap(await ask('forgetLost'));
  await Promise.all([loadLost(), loadArchives()]);
}
