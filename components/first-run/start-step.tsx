import { Heading } from '@/components/heading';
import { t } from '@/utils/words';
import type { JSX } from 'preact';
import { way } from './way';

/** Asks whether there are archives already: who has some must not make a second vault by mistake. */
export function StartStep(): JSX.Element {
  return (
    <>
      <Heading text={t('startHeading')} />
      <div class="tiles">
        <section class="card stack fork">
          <h2>{t('startNewHeading')}</h2>
          <p>{t('startNewMeans')}</p>
          <div class="buttons">
            <button id="start-new" type="button" onClick={() => (way.value = 'new')}>
              {t('startNew')}
            </button>
          </div>
        </section>
        <section class="card stack fork">
          <h2>{t('startExistingHeading')}</h2>
          <p>{t('startExistingMeans')}</p>
          <div class="buttons">
            <button id="start-existing" class="plain-button" type="button" onClick={() => (way.value = 'existing')}>
              {t('startExisting')}
            </button>
          </div>
        </section>
      </div>
    </>
  );
}
