import { type Word, count, t } from '@/utils/words';
import type { Signal } from '@preact/signals';
import type { JSX } from 'preact';
import { type Way, canOpen } from './ways';

type Shown = Exclude<Way, 'here'>;

const LABELS: Readonly<Record<Shown, Word>> = { beside: 'wayBeside', open: 'wayOpen', giveUp: 'wayGiveUp' };
const MEANS: Readonly<Record<Shown, Word>> = {
  beside: 'wayBesideMeans',
  open: 'wayOpenMeans',
  giveUp: 'wayGiveUpMeans',
};

interface Props {
  readonly ways: readonly Way[];
  readonly way: Signal<Way>;
  readonly archivesHere: number;
  readonly disabled: boolean;
}

/** What can be done with a folder that holds another vault. */
export function WayChoice({ ways, way, archivesHere, disabled }: Props): JSX.Element {
  return (
    <fieldset class="ways">
      <legend class="visually-hidden">{t('waysLabel')}</legend>
      {ways.map((one) => {
        if (one === 'here') return null;
        const closed = one === 'open' && !canOpen(archivesHere);
        return (
          <div key={one} class="choice">
            <input
              id={`way-${one}`}
              type="radio"
              name="way"
              aria-describedby={`way-${one}-means`}
              checked={way.value === one}
              disabled={disabled || closed}
              onChange={() => (way.value = one)}
            />
            <label for={`way-${one}`}>{t(LABELS[one])}</label>
            <p id={`way-${one}-means`} class="soft">
              {closed ? count('wayOpenClosed', archivesHere) : t(MEANS[one])}
            </p>
          </div>
        );
      })}
    </fieldset>
  );
}
