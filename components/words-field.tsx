import { t } from '@/utils/words';
import type { Signal } from '@preact/signals';
import type { JSX } from 'preact';

/** Where recovery words are typed or pasted; nothing remembers, corrects or completes them. */
export function WordsField({ id, value }: { id: string; value: Signal<string> }): JSX.Element {
  return (
    <p class="field">
      <label for={id}>{t('wordsLabel')}</label>
      <textarea
        id={id}
        class="words-field"
        dir="ltr"
        rows={3}
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        translate={false}
        value={value.value}
        onInput={(event) => (value.value = event.currentTarget.value)}
      />
    </p>
  );
}
