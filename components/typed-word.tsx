import { t } from '@/utils/words';
import type { Signal } from '@preact/signals';
import type { JSX } from 'preact';

interface Props {
  readonly id: string;
  readonly word: string;
  readonly typed: Signal<string>;
}

/** A field for the word that confirms what cannot be undone. */
export function TypedWord({ id, word, typed }: Props): JSX.Element {
  return (
    <p class="field">
      <label for={id}>{t('deleteType', word)}</label>
      <input
        id={id}
        type="text"
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        data-word={word}
        value={typed.value}
        onInput={(event) => (typed.value = event.currentTarget.value)}
      />
    </p>
  );
}

/** Whether what was typed is the word, whatever its case. */
export function isTyped(typed: Signal<string>, word: string): boolean {
  return typed.value.trim().toLowerCase() === word.toLowerCase();
}
