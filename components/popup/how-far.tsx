import { day } from '@/components/figures';
import { t } from '@/utils/words';
import type { Signal } from '@preact/signals';
import type { JSX } from 'preact';

/** How far back a chat is read: `all`, or since the start of a day (`2019-03-14`; '' while none is chosen). */
export interface Reach {
  readonly all: boolean;
  readonly day: string;
}

/** Milliseconds since 1970 of where a reach begins; null: everything; NaN: no day is chosen. */
export function sinceOf({ all, day: chosen }: Reach): number | null {
  // Without a zone it is the user's midnight.
  return all ? null : new Date(`${chosen}T00:00`).getTime();
}

/** Asks how far back; what is chosen can be read while it is folded. */
export function HowFar({ reach }: { reach: Signal<Reach> }): JSX.Element {
  const { all, day: chosen } = reach.value;
  const since = sinceOf(reach.value);
  return (
    <details id="how-far">
      <summary>{since === null || Number.isNaN(since) ? t('howFarEverything') : t('howFarSince', day(since))}</summary>
      <fieldset class="ways">
        <legend class="visually-hidden">{t('howFar')}</legend>
        <div class="choice">
          <input
            id="reach-all"
            type="radio"
            name="reach"
            checked={all}
            onClick={() => (reach.value = { ...reach.value, all: true })}
          />
          <label for="reach-all">{t('reachAll')}</label>
        </div>
        <div class="choice">
          <input
            id="reach-since"
            type="radio"
            name="reach"
            checked={!all}
            onClick={() => (reach.value = { ...reach.value, all: false })}
          />
          <div class="field inline">
            <label for="reach-since">{t('reachSince')}</label>
            <input
              id="reach-day"
              type="date"
              aria-label={t('reachDay')}
              max={today()}
              value={chosen}
              onInput={({ currentTarget }) => (reach.value = { all: false, day: currentTarget.value })}
            />
          </div>
        </div>
      </fieldset>
    </details>
  );
}

/** Today's date as a date field has it. */
function today(): string {
  const now = new Date();
  return `${now.getFullYear()}-${`${now.getMonth() + 1}`.padStart(2, '0')}-${`${now.getDate()}`.padStart(2, '0')}`;
}
