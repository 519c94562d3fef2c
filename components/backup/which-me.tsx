import { shownName } from '@/utils/shown-name';
import { t } from '@/utils/words';
import type { JSX } from 'preact';
import type { MeQuestion } from './questions';

/** Asks who of the people made the export, the likeliest chosen. */
export function WhichMe({ question, onAnswer }: { question: MeQuestion; onAnswer(me: string): void }): JSX.Element {
  return (
    <p class="field inline">
      <label for="ask-me">{t('askMe')}</label>
      <select
        id="ask-me"
        value={question.me ?? ''}
        onChange={({ currentTarget: { value } }) => {
          if (value !== '') onAnswer(value);
        }}
      >
        {question.me === null && <option value="">{t('askMeOpen')}</option>}
        {question.people.map(({ id, name }) => (
          <option key={id} value={id} dir="auto">
            {shownName(name === '' ? id : name)}
          </option>
        ))}
      </select>
    </p>
  );
}
