import { nearestWords } from '@/utils/recovery/nearest';
import type { Part } from '@/utils/recovery/reading';
import { type TypingCheck, shiftedFrom } from '@/utils/recovery/typing';
import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import { wrongSaid, wrongsSaid } from './typing-said';

/** More at once would only dishearten. */
const MOST = 3;

interface Props {
  readonly check: TypingCheck;
  onCorrect(part: Part, word: string): void;
}

/** The words that are misspelt, each with those that may be meant, as buttons; or the groups with a wrong digit. */
export function WrongParts({ check, onCorrect }: Props): JSX.Element | null {
  if (check.wrong.length === 0) return null;
  if (shiftedFrom(check) !== null) return <p class="wrong-parts wrong-part">{wrongsSaid(check)}</p>;
  return (
    <ul class="wrong-parts">
      {check.wrong.slice(0, MOST).map((part) => (
        <WrongPart key={`${part.place} ${part.text}`} check={check} part={part} onCorrect={onCorrect} />
      ))}
    </ul>
  );
}

function WrongPart({ check, part, onCorrect }: Props & { readonly part: Part }): JSX.Element {
  const id = useId();
  const nearest = check.form === 'words' ? nearestWords(part.text) : [];
  return (
    <li>
      <span id={id} class="wrong-part">
        {wrongSaid(check, part, nearest)}
      </span>
      {nearest.length > 0 && (
        <fieldset class="word-choices" aria-labelledby={id} dir="ltr" translate={false}>
          {nearest.map((word) => (
            <button key={word} class="plain-button word-choice" type="button" onClick={() => onCorrect(part, word)}>
              {word}
            </button>
          ))}
        </fieldset>
      )}
    </li>
  );
}
