import { wordsToDigits } from '@/utils/recovery/digits';
import { PLACES } from '@/utils/recovery/list';
import type { JSX } from 'preact';

/** The words on paper, each with its digits; or lines to write them on. */
export function KitWords({ words }: { words: string | null }): JSX.Element {
  const list = words?.split(' ') ?? [];
  const digits = words === null ? [] : wordsToDigits(words);
  return (
    <ol class="kit-words" dir="ltr" translate={false}>
      {Array.from({ length: PLACES }, (_, index) => (
        <li key={index} class={words === null ? 'blank' : ''}>
          {words !== null && (
            <>
              <b>{list[index]}</b>
              <span>{digits[index]}</span>
            </>
          )}
        </li>
      ))}
    </ol>
  );
}
