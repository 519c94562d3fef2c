import { appState } from '@/components/app-state';
import { formatDay } from '@/utils/format';
import { shownName } from '@/utils/shown-name';
import { isolate, locale, t } from '@/utils/words';
import type { JSX } from 'preact';
import type { Kit } from './kit';
import { KitWords } from './kit-words';

/** The recovery sheet: for whoever finds it in a drawer in ten years. */
export function KitSheet({ kit: { words, vaultId, printedAt } }: { kit: Kit }): JSX.Element {
  const day = formatDay(printedAt, 0, locale());
  const folder = appState.value?.folder?.name;
  return (
    <article class="paper-page kit">
      <h1>{t('kitHeading')}</h1>
      <p>{t('kitWhat')}</p>
      <p class="write-here">{t('kitOwner')}</p>
      <section>
        <h2>{t('kitWords')}</h2>
        <p>{t(words === null ? 'kitWordsBlank' : 'kitWordsCare')}</p>
        <KitWords words={words} />
        <p>{vaultId === null ? t('kitPrinted', day) : t('kitFacts', vaultId, day)}</p>
      </section>
      <section>
        <h2>{t('kitWhere')}</h2>
        <p>{folder === undefined ? t('kitBrowser', t('downloadAll')) : t('kitFolder', isolate(shownName(folder)))}</p>
        <p class="write-here">{t('kitPlace')}</p>
      </section>
      <section>
        <h2>{t('kitWith')}</h2>
        <ol>
          <li>{t('kitInstall')}</li>
          <li>{t('kitOpen', t('startExisting'))}</li>
          <li>{t('kitUnlock', t('unlockOther'))}</li>
        </ol>
      </section>
      <section>
        <h2>{t('kitWithout')}</h2>
        <p>{t('kitReadme')}</p>
      </section>
      <section>
        <h2>{t('kitCare')}</h2>
        <ul>
          <li>{t('kitKeep')}</li>
          <li>{t('kitNoPhoto')}</li>
          <li>{t('kitLost', t('viewKeys'), t('wordsReplace'))}</li>
        </ul>
      </section>
    </article>
  );
}
