import { go } from '@/components/address';
import { appState } from '@/components/app-state';
import { archives, archivesFailure, loadArchives } from '@/components/archives/archive-data';
import { ArrivalNotice } from '@/components/archives/arrival-notice';
import { FailureNotice } from '@/components/failure-notice';
import { Heading } from '@/components/heading';
import { AddPasskey } from '@/components/keys/add-passkey';
import { SoftLine } from '@/components/soft-line';
import { t } from '@/utils/words';
import type { JSX } from 'preact';
import { ArrivedArchives } from './arrived-archives';

/** What was found in the vault, what has not come yet, and a passkey for this device. */
export function ArrivedStep({ onLeave }: { onLeave: () => void }): JSX.Element {
  const passkeyHere = appState.value?.passkeyHere ?? true;
  const leave = (): void => {
    go('archives');
    onLeave();
  };
  return (
    <div class="stack" id="arrived">
      <Heading text={t('arrivedHeading')} />
      <FailureNotice failure={archivesFailure.value}>
        <button type="button" onClick={() => void loadArchives()}>
          {t('tryAgain')}
        </button>
      </FailureNotice>
      {archives.value ? <ArrivedArchives archives={archives.value} /> : <SoftLine text={t('readingArchives')} />}
      <ArrivalNotice />
      {!passkeyHere && <AddPasskey />}
      <div class="buttons">
        <button id="to-archives" class={passkeyHere ? '' : 'plain-button'} type="button" onClick={leave}>
          {t(passkeyHere ? 'toArchives' : 'toArchivesWithout')}
        </button>
      </div>
    </div>
  );
}
