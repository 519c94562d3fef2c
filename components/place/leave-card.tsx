import { bytes } from '@/components/figures';
import { appState } from '@/components/app-state';
import { unwrap } from '@/utils/errors';
import { ask } from '@/utils/messages/client';
import { t } from '@/utils/words';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { ConfirmDialog } from '@/components/confirm-dialog';
import { withFolder } from './with-folder';

/** The way out of the folder, back into the browser. */
export function LeaveCard(): JSX.Element {
  const leaving = useSignal(false);
  return (
    <section class="card stack">
      <h2>{t('leaveHeading')}</h2>
      <p>{t('leaveMeans')}</p>
      <div class="buttons">
        <button id="leave-folder" class="plain-button" type="button" onClick={() => (leaving.value = true)}>
          {t('leaveFolder')}
        </button>
      </div>
      {leaving.value && (
        <ConfirmDialog
          id="leave-dialog"
          heading={t('leaveQuestion')}
          confirm={t('leaveConfirm')}
          work={async (signal) => void (await withFolder(async () => unwrap(await ask('startLeave')), signal))}
          onClose={() => (leaving.value = false)}
        >
          <p>{t('leaveRoom', bytes(appState.value?.storedBytes ?? 0))}</p>
          <p>{t('leaveCare')}</p>
        </ConfirmDialog>
      )}
    </section>
  );
}
