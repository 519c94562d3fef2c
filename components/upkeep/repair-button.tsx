import { ConfirmDialog } from '@/components/confirm-dialog';
import { withFolder } from '@/components/place/with-folder';
import { unwrap } from '@/utils/errors';
import { ask } from '@/utils/messages/client';
import { t } from '@/utils/words';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';

/** Starts the repair, after saying what it does and that it deletes nothing. */
export function RepairButton(): JSX.Element {
  const asking = useSignal(false);
  return (
    <>
      <button id="repair" type="button" onClick={() => (asking.value = true)}>
        {t('repairStart')}
      </button>
      {asking.value && (
        <ConfirmDialog
          id="repair-dialog"
          heading={t('repairQuestion')}
          confirm={t('repairConfirm')}
          work={async (signal) => void (await withFolder(async () => unwrap(await ask('startRepair')), signal))}
          onClose={() => (asking.value = false)}
        >
          <p>{t('repairDoes')}</p>
          <p>{t('repairKeeps')}</p>
          <p>{t('repairCannot')}</p>
        </ConfirmDialog>
      )}
    </>
  );
}
