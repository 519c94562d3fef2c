import { t } from '@/utils/words';
import type { JSX } from 'preact';

/** A button that opens the browser's picker for a zip of a vault. */
export function ZipButton({ disabled, onPick }: { disabled: boolean; onPick: (file: File) => void }): JSX.Element {
  const take = (input: HTMLInputElement): void => {
    const file = input.files?.[0];
    // The same choice a second time is a change again.
    input.value = '';
    if (file) onPick(file);
  };
  return (
    <label class="button plain-button">
      <input
        id="pick-zip"
        class="visually-hidden"
        type="file"
        accept=".zip,application/zip"
        autocomplete="off"
        disabled={disabled}
        onChange={(event) => take(event.currentTarget)}
      />
      {t('pickZip')}
    </label>
  );
}
