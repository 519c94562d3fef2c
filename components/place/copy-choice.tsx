import { bytes } from '@/components/figures';
import { appState } from '@/components/app-state';
import { t } from '@/utils/words';
import type { JSX } from 'preact';

interface Props {
  readonly id: string;
  readonly keepsCopy: boolean;
  readonly disabled: boolean;
  onChange(keepsCopy: boolean): void;
}

/** The choice whether this browser keeps a whole copy of what is in the folder. */
export function CopyChoice({ id, keepsCopy, disabled, onChange }: Props): JSX.Element {
  return (
    <div class="choice">
      <input
        id={id}
        type="checkbox"
        aria-describedby={`${id}-means`}
        checked={keepsCopy}
        disabled={disabled}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <label for={id}>{t('keepCopy')}</label>
      <p id={`${id}-means`} class="soft">
        {keepsCopy ? t('keepCopyMeans', bytes(appState.value?.storedBytes ?? 0)) : t('folderOnlyMeans')}
      </p>
    </div>
  );
}
