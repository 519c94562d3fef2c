import { useAction } from '@/components/action';
import { appState } from '@/components/app-state';
import { Facts } from '@/components/facts';
import { FailureNotice } from '@/components/failure-notice';
import { bytes } from '@/components/figures';
import { nameJob } from '@/components/jobs/names';
import { Problems } from '@/components/problems';
import { whileOpen } from '@/components/unlock/ceremony';
import { unwrap } from '@/utils/errors';
import { ask } from '@/utils/messages/client';
import { count, t } from '@/utils/words';
import type { JSX } from 'preact';
import { clearDraft, draft, nameDraft, startAnew } from './draft';
import { Inside } from './inside';

/** What has been collected, its name, and the button that starts the backup. */
export function DraftCard(): JSX.Element {
  const action = useAction();
  const { title, files, collecting, problems, problemCount } = draft.value;
  const begin = (event: SubmitEvent): void => {
    event.preventDefault();
    action.run(startBackup);
  };
  return (
    <form id="draft" class="card stack" onSubmit={begin} aria-busy={collecting}>
      <div>
        <h2>
          <output>{t(collecting ? 'collecting' : 'collected')}</output>
        </h2>
        <Facts items={[count('files', files), bytes(draft.value.bytes)]} />
      </div>
      <Problems summary={count('notReadable', problemCount)} problems={problems} total={problemCount} ofDraft />
      <p class="field">
        <label for="backup-title">{t('backupTitle')}</label>
        <input
          id="backup-title"
          type="text"
          dir="auto"
          autocomplete="off"
          maxLength={200}
          value={title}
          onInput={(event) => nameDraft(event.currentTarget.value)}
        />
      </p>
      <FailureNotice failure={action.failure} />
      <div class="buttons">
        <button id="start-backup" type="submit" disabled={action.busy || collecting || files === 0}>
          {t('startBackup')}
        </button>
        <button id="clear-draft" class="quiet" type="button" disabled={action.busy} onClick={clearDraft}>
          {t(collecting ? 'cancel' : 'clearDraft')}
        </button>
        {appState.value?.vault === 'locked' && <span class="soft">{t('passkeyAskedFirst')}</span>}
      </div>
      {/* Below the buttons: it comes while somebody reaches for them, and must not move them. */}
      <Inside />
    </form>
  );
}

async function startBackup(signal: AbortSignal): Promise<void> {
  const { id, title } = draft.value;
  const name = title.trim() || t('untitled');
  const job = await whileOpen(async () => unwrap(await ask('startBackup', { draft: id, title: name })), signal);
  nameJob(job, name);
  startAnew();
}
