import { moment } from '@/components/figures';
import type { FolderState } from '@/utils/messages/state';
import { t } from '@/utils/words';
import type { JSX } from 'preact';
import type { FolderTrouble } from './folder-trouble';
import { pendingWords } from './pending-words';

interface Props {
  readonly folder: FolderState;
  readonly trouble: FolderTrouble | null;
}

/** Whether everything is in the folder, as far as Passkeep has seen. */
export function Standing({ folder, trouble }: Props): JSX.Element {
  const pending = pendingWords(folder);
  const seen = pending === null && (trouble === null || trouble.kind === 'ask');
  const whole = seen && trouble === null;
  return (
    <div id="folder-standing" data-whole={whole}>
      <p class="state">
        <span class={whole ? 'dot' : seen ? 'dot off' : 'dot warn'} />
        {/* What is pending is told above with what to do about it, or here while it is being done. */}
        {seen ? t(whole ? 'allInFolder' : 'wasAllInFolder') : (!trouble && pending) || t('notAllInFolder')}
      </p>
      {folder.syncedAt !== null && <p class="soft">{t(seen ? 'comparedAt' : 'wasAllAt', moment(folder.syncedAt))}</p>}
    </div>
  );
}
