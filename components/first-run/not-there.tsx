import { isolate, t } from '@/utils/words';
import type { JSX } from 'preact';
import { shownName } from '@/utils/shown-name';
import type { FolderLook } from '@/utils/sync/look';

interface Props {
  readonly look: FolderLook;
  readonly busy: boolean;
  onLookAgain(): void;
  onPick(): void;
}

/** A picked folder that has no archives in it, or no key to them: both may still be on their way. */
export function NotThere({ look, busy, onLookAgain, onPick }: Props): JSX.Element {
  const { name, holds } = look;
  // With no vault in this browser, any that has a key would do: this one's files of keys have not come.
  const keyless = holds === 'other' || holds === 'same';
  return (
    <section id="not-there" class="card warn stack" data-holds={holds}>
      <h2>
        <output>{t(keyless ? 'foundKeylessHeading' : 'foundNothingHeading', isolate(shownName(name)))}</output>
      </h2>
      <p>{t(keyless ? 'foundKeylessMeans' : 'foundNothingMeans')}</p>
      <div class="buttons">
        <button id="look-again" type="button" disabled={busy} onClick={onLookAgain}>
          {t('lookAgain')}
        </button>
        <button id="pick-vault" class="plain-button" type="button" disabled={busy} onClick={onPick}>
          {t('pickOtherFolder')}
        </button>
      </div>
    </section>
  );
}
