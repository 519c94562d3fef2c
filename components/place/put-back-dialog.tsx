import { whileOpen } from '@/components/unlock/ceremony';
import { unwrap } from '@/utils/errors';
import { ask } from '@/utils/messages/client';
import type { FolderState } from '@/utils/messages/state';
import { t } from '@/utils/words';
import type { JSX } from 'preact';
import { ConfirmDialog } from '@/components/confirm-dialog';
import { folderName } from './folder-name';

/** Writes into an emptied folder what this browser still has, after saying what that is. */
export function PutBackDialog({ folder, onClose }: { folder: FolderState; onClose: () => void }): JSX.Element {
  return (
    <ConfirmDialog
      id="put-back-dialog"
      heading={t('putBackHeading', folderName(folder.name))}
      confirm={t('putBackConfirm')}
      work={async (signal) => void (await whileOpen(async () => unwrap(await ask('putBack')), signal))}
      onClose={onClose}
    >
      <p>{t(folder.keepsCopy ? 'putBackAll' : 'putBackSome')}</p>
      <p>{t('putBackLater')}</p>
    </ConfirmDialog>
  );
}
