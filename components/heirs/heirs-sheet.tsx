import { appState } from '@/components/app-state';
import { number } from '@/components/figures';
import { Name } from '@/components/name';
import { formatDay } from '@/utils/format';
import { shownName } from '@/utils/shown-name';
import { isolate, locale, t } from '@/utils/words';
import type { JSX } from 'preact';
import { ShareCode } from './share-code';
import { ShareText } from './share-text';
import type { NewSheets } from './new-sheets';

interface Props {
  readonly sheets: NewSheets;
  /** Which of them, from 0. */
  readonly at: number;
  readonly vaultId: string;
}

/** One heir's page: for somebody who has never seen Passkeep, and may be grieving. */
export function HeirsSheet({ sheets, at, vaultId }: Props): JSX.Element {
  const { set, shares, choice, madeAt } = sheets;
  const [place, all, needed] = [number(at + 1), number(shares.length), number(choice.threshold)];
  const name = choice.people[at] ?? '';
  return (
    <article class="paper-page heirs-sheet">
      <header>
        <h1>{t('heirsPaperHeading')}</h1>
        <p>
          <b>{t('heirsSheetOf', place, all)}</b>
          {name !== '' && t('heirsPaperFor', isolate(shownName(name)))}
        </p>
      </header>
      <p>
        {t('heirsPaperWhat')}{' '}
        {choice.threshold === shares.length ? t('heirsPaperAll', all) : t('heirsPaperAny', needed, all)}
      </p>
      <p class="write-here">{t('heirsPaperFrom')}</p>
      <div class="heirs-share">
        <div>
          <h2>{t('heirsPaperText')}</h2>
          <ShareText share={shares[at] ?? ''} />
        </div>
        <ShareCode share={shares[at] ?? ''} />
        <small>{t('heirsPaperTextCare')}</small>
      </div>
      <p>{t('heirsPaperFacts', set, formatDay(madeAt, 0, locale()), vaultId)}</p>
      <Others sheets={sheets} at={at} />
      <Where />
      <section>
        <h2>{t('heirsPaperDo')}</h2>
        <ol>
          <li>{t('heirsPaperMeet', needed)}</li>
          <li>{t('heirsPaperFind')}</li>
          <li>{t('heirsPaperWith', t('startExisting'), t('unlockOther'), t('unlockWithSheets'))}</li>
          <li>{t('heirsPaperWithout')}</li>
        </ol>
      </section>
      <section>
        <h2>{t('heirsPaperNever')}</h2>
        <ul>
          <li>{t('heirsPaperNoCopies', needed)}</li>
          <li>{t('heirsPaperNotTogether')}</li>
          <li>{t('heirsPaperNobodyAsks')}</li>
        </ul>
      </section>
    </article>
  );
}

/** Who has the other sheets. */
function Others({ sheets, at }: Omit<Props, 'vaultId'>): JSX.Element {
  const { people } = sheets.choice;
  return (
    <section>
      <h2>{t('heirsPaperOthers')}</h2>
      {/* All fit on the one page. */}
      <ol class={people.length > 8 ? 'heirs-others many' : 'heirs-others'}>
        {people.map((name, place) => (
          <li key={place} class={name === '' && place !== at ? 'write-here' : ''}>
            {t('heirsPaperSheet', number(place + 1))} {place === at ? t('heirsPaperThis') : <Name text={name} />}
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Where the archives are, as far as Passkeep knows; the rest is written by hand. */
function Where(): JSX.Element {
  const folder = appState.value?.folder?.name;
  return (
    <section>
      <h2>{t('heirsPaperWhere')}</h2>
      <p>{folder === undefined ? t('heirsPaperBrowser') : t('heirsPaperFolder', isolate(shownName(folder)))}</p>
      <p class="write-here">{t('heirsPaperPlace')}</p>
    </section>
  );
}
