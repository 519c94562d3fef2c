import { appState } from '@/components/app-state';
import { useAction } from '@/components/action';
import { FailureNotice } from '@/components/failure-notice';
import { bytes, day } from '@/components/figures';
import { isUnderWay } from '@/components/jobs/under-way';
import { unwrap } from '@/utils/errors';
import { ask } from '@/utils/messages/client';
import type { KeyInfo, KeyList } from '@/utils/vault/key-types';
import { count, t } from '@/utils/words';
import type { JSX } from 'preact';
import { RotateKeyNames } from './rotate-key-names';

/** What the last change of the vault's key came to, as long as something is left to do; nothing where there was none. */
export function RotateOutcome({ list }: { list: KeyList }): JSX.Element | null {
  const { keys, rotatedAt, oldArchives } = list;
  if (rotatedAt === null) return null;
  const reading = keys.filter(({ isOutdated }) => isOutdated);
  // Sheets are for reading from then on: see utils/vault/session.ts.
  const saving = keys.filter(({ isOutdated, kind }) => !isOutdated && kind !== 'heirs');
  return (
    <div id="rotate-outcome" class="stack">
      <p>{t('rotateWhen', day(rotatedAt))}</p>
      {reading.length > 0 && (
        <>
          <KeyNames id="rotate-opens" heading={t('rotateOpens')} keys={saving} />
          <KeyNames id="rotate-reads" heading={t('rotateReads')} keys={reading} />
        </>
      )}
      {keys.some(({ kind }) => kind === 'heirs') && <p>{t('rotateSheets')}</p>}
      {oldArchives > 0 && <OldArchives list={list} />}
    </div>
  );
}

function KeyNames({ id, heading, keys }: { id: string; heading: string; keys: readonly KeyInfo[] }): JSX.Element {
  return (
    <div id={id}>
      <p>{heading}</p>
      <RotateKeyNames keys={keys} />
    </div>
  );
}

/** Offers to encrypt anew what the old key can still open. */
function OldArchives({ list: { oldArchives, oldBytes } }: { list: KeyList }): JSX.Element {
  const action = useAction();
  const underWay = isUnderWay('reencrypt');
  const start = (): void => action.run(async () => void unwrap(await ask('startReencrypt')));
  return (
    <div id="old-archives" class="stack">
      <p>{count('rotateOld', oldArchives, bytes(oldBytes))}</p>
      <p class="soft">{t('reencryptMeans')}</p>
      <p class="soft">{t('reencryptCopies')}</p>
      {appState.value?.folder && <p class="soft">{t('reencryptFolder')}</p>}
      <FailureNotice failure={action.failure} />
      <div class="buttons">
        <button id="reencrypt" class="plain-button" type="button" disabled={action.busy || underWay} onClick={start}>
          {t('reencryptStart')}
        </button>
        {underWay && <span class="soft">{t('underWay')}</span>}
      </div>
    </div>
  );
}
