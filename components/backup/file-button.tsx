import { addToDraft } from './draft';
import { pickedFiles } from '@/utils/capture/picked';
import type { JSX } from 'preact';

/** A button that opens the browser's picker for files, or for a folder. */
export function FileButton({ id, text, folder }: { id: string; text: string; folder: boolean }): JSX.Element {
  const take = (input: HTMLInputElement): void => {
    const files = [...(input.files ?? [])];
    // The same choice a second time is a change again.
    input.value = '';
    if (files.length > 0) addToDraft((intake) => pickedFiles(files, intake));
  };
  return (
    <label class="button plain-button">
      <input
        id={id}
        class="visually-hidden"
        type="file"
        autocomplete="off"
        multiple
        {...(folder && { webkitdirectory: true })}
        onChange={(event) => take(event.currentTarget)}
      />
      {text}
    </label>
  );
}
