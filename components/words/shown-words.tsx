import { wordsToDigits } from '@/utils/recovery/digits';
import { t } from '@/utils/words';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';

/** New recovery words in their order, or their digits: as the user likes. */
export function ShownWords({ words }: { words: string | null }): JSX.Element {
  const asDigits = useSignal(false);
  return (
    <>
      {asDigits.value && words !== null ? (
        <ol id="digits" class="words digits" dir="ltr" translate={false}>
          {wordsToDigits(words).map((group, index) => (
            <li key={index}>
              <span>{group}</span>
            </li>
          ))}
        </ol>
      ) : (
        <ol id="words" class="words" dir="ltr" translate={false}>
          {words?.split(' ').map((word, index) => (
            <li key={index}>
              <span>{word}</span>
            </li>
          ))}
        </ol>
      )}
      {asDigits.value && <p class="soft">{t('wordsDigitsMean')}</p>}
      {words !== null && (
        <button
          id="switch-form"
          class="quiet switch-form"
          type="button"
          onClick={() => (asDigits.value = !asDigits.value)}
        >
          {asDigits.value ? t('wordsAsWords') : t('wordsAsDigits')}
        </button>
      )}
    </>
  );
}
