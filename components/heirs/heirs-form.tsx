import { useAction } from '@/components/action';
import { appState } from '@/components/app-state';
import { number } from '@/components/figures';
import { KeyFailure } from '@/components/keys/key-failure';
import { SoftLine } from '@/components/soft-line';
import { unwrap } from '@/utils/errors';
import { FIRST_CHOICE, canGrow, canShrink, withName, withPerson, withoutPerson } from '@/utils/heirs/choice';
import { ask } from '@/utils/messages/client';
import { t } from '@/utils/words';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { choiceWords } from './choice-words';
import type { NewSheets } from './new-sheets';

/** Longest name of a person, in UTF-16 units: it has to fit on the sheets of all others. */
const MAX_NAME = 40;

interface Props {
  /** Whether there are sheets that the new ones take the place of. */
  readonly replaces: boolean;
  onMade(sheets: NewSheets): void;
  onCancel(): void;
}

/** Asks who gets a sheet and how many of them are needed, and makes the sheets. */
export function HeirsForm({ replaces, onMade, onCancel }: Props): JSX.Element {
  const choice = useSignal(FIRST_CHOICE);
  const action = useAction();
  const names = useRef<HTMLFieldSetElement>(null);
  const { people, threshold } = choice.value;
  // The field of the person that was added; at first the first one.
  const focusOn = (place: number): void => names.current?.querySelectorAll('input')[place]?.focus();
  useEffect(() => focusOn(0), []);
  const make = (): void =>
    action.run(async () => {
      const made = unwrap(await ask('makeHeirs', { people: people.map((name) => name.trim()), threshold }));
      onMade({ ...made, choice: choice.value, madeAt: Date.now() });
    });
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        make();
      }}
    >
      {replaces && <p class="card warn">{t('heirsReplaceMeans')}</p>}
      <fieldset ref={names} class="ways heirs-people" aria-describedby="heirs-who">
        <legend>{t('heirsWho')}</legend>
        <p id="heirs-who" class="soft">
          {t('heirsWhoHint')}
        </p>
        {people.map((name, at) => (
          <p key={at} class="heir">
            <input
              type="text"
              dir="auto"
              autocomplete="off"
              maxLength={MAX_NAME}
              aria-label={t('heirsPerson', number(at + 1))}
              placeholder={t('heirsPerson', number(at + 1))}
              value={name}
              onInput={(event) => (choice.value = withName(choice.value, at, event.currentTarget.value))}
            />
            {canShrink(choice.value) && (
              <button
                class="quiet"
                type="button"
                onClick={() => {
                  choice.value = withoutPerson(choice.value, at);
                  focusOn(Math.max(0, at - 1));
                }}
              >
                {t('heirsRemove')}
                <span class="visually-hidden"> {t('heirsPerson', number(at + 1))}</span>
              </button>
            )}
          </p>
        ))}
        {canGrow(choice.value) && (
          <p>
            <button
              id="add-heir"
              class="quiet"
              type="button"
              onClick={() => {
                choice.value = withPerson(choice.value);
                setTimeout(() => focusOn(people.length));
              }}
            >
              {t('heirsAdd')}
            </button>
          </p>
        )}
      </fieldset>
      <p class="field inline">
        <label for="heirs-needed">{t('heirsNeeded')}</label>
        <select
          id="heirs-needed"
          value={threshold}
          onChange={(event) => (choice.value = { people, threshold: Number(event.currentTarget.value) })}
        >
          {people.slice(1).map((_, at) => (
            <option key={at} value={at + 2}>
              {number(at + 2)}
            </option>
          ))}
        </select>
      </p>
      <output id="heirs-choice">{choiceWords(choice.value)}</output>
      {!appState.value?.folder && <p class="soft">{t('heirsNoFolder')}</p>}
      <KeyFailure failure={action.failure} onProved={make} />
      <div class="buttons">
        <button id="make-sheets" type="submit" disabled={action.busy}>
          {t('heirsMakeSheets')}
        </button>
        <button class="quiet" type="button" disabled={action.busy} onClick={onCancel}>
          {t('cancel')}
        </button>
        {action.busy && <SoftLine text={t('heirsMaking')} />}
      </div>
    </form>
  );
}
