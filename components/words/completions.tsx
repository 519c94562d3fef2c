import { t } from '@/utils/words';
import type { JSX } from 'preact';

interface Props {
  readonly words: readonly string[];
  /** Whether the Tab key takes the one word there is. */
  readonly onTab: boolean;
  onTake(word: string): void;
}

/** The words that the one which is being typed may become, as buttons. */
export function Completions({ words, onTab, onTake }: Props): JSX.Element | null {
  if (words.length === 0) return null;
  return (
    <fieldset class="word-choices" aria-label={t('wordsCompletions')} dir="ltr" translate={false}>
      {words.map((word) => (
        <button key={word} class="plain-button word-choice" type="button" onClick={() => onTake(word)}>
          {word}
        </button>
      ))}
      {onTab && <small>{t('wordsTab')}</small>}
    </fieldset>
  );
}
