import { bytes, day, number } from '@/components/figures';
import { t } from '@/utils/words';
import type { Signal } from '@preact/signals';
import type { JSX } from 'preact';
import type { CheckChoice } from './check-choices';

interface Props {
  readonly choices: readonly CheckChoice[];
  readonly chosen: CheckChoice['kind'];
  readonly wanted: Signal<CheckChoice['kind'] | null>;
  readonly disabled: boolean;
  /** Since when everything has been read, milliseconds since 1970; 0 where it has not. */
  readonly wholeSince: number;
}

/** How much a check reads. */
export function ExtentChoice({ choices, chosen, wanted, disabled, wholeSince }: Props): JSX.Element {
  return (
    <fieldset class="ways">
      <legend class="visually-hidden">{t('extentLabel')}</legend>
      {choices.map((choice) => {
        const { kind } = choice;
        return (
          <div key={kind} class="choice">
            <input
              id={`check-${kind}`}
              type="radio"
              name="extent"
              aria-describedby={`check-${kind}-means`}
              checked={kind === chosen}
              disabled={disabled}
              onChange={() => (wanted.value = kind)}
            />
            <label for={`check-${kind}`}>{labelOf(choice)}</label>
            <p id={`check-${kind}-means`} class="soft">
              {meaningOf(choice)}
            </p>
          </div>
        );
      })}
      {wholeSince > 0 && <p class="soft">{t('wholeReadSince', day(wholeSince))}</p>}
    </fieldset>
  );
}

function labelOf({ kind, extent }: CheckChoice): string {
  if (extent.kind === 'part') return t('extentPart', number(extent.part), number(extent.of));
  return t(kind === 'quick' ? 'extentQuick' : 'extentAll');
}

function meaningOf({ kind, bytes: size }: CheckChoice): string {
  if (kind === 'part') return t('extentPartMeans', bytes(size));
  return t(kind === 'quick' ? 'extentQuickMeans' : 'extentAllMeans', bytes(size));
}
