import { t } from '@/utils/words';
import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { ORDERS } from './date-example';
import type { DayQuestion } from './questions';

/** Asks which day a date of the export is, the likelier one chosen. */
export function DayFirst({
  question,
  onAnswer,
}: {
  question: DayQuestion;
  onAnswer(dayFirst: boolean): void;
}): JSX.Element {
  // Read the other way, another date may be the first: the question stays the one that was asked.
  const { current: example } = useRef(question.example);
  const choices = [
    { dayFirst: true, text: example?.dayFirst ?? t('askOrderDay', ORDERS.dayFirst) },
    { dayFirst: false, text: example?.monthFirst ?? t('askOrderMonth', ORDERS.monthFirst) },
  ];
  return (
    <fieldset id="ask-day" class="ways">
      <legend>{example ? t('askDay', example.written) : t('askOrder')}</legend>
      {choices.map(({ dayFirst, text }) => (
        <div key={text} class="choice">
          <input
            id={dayFirst ? 'day-first' : 'month-first'}
            type="radio"
            name="day-first"
            checked={question.dayFirst === dayFirst}
            // The choice that was only a guess is an answer when it is clicked.
            onClick={() => onAnswer(dayFirst)}
          />
          <label for={dayFirst ? 'day-first' : 'month-first'}>{text}</label>
        </div>
      ))}
    </fieldset>
  );
}
