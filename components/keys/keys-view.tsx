import { appState } from '@/components/app-state';
import { moment } from '@/components/figures';
import { Heading } from '@/components/heading';
import { t } from '@/utils/words';
import type { JSX } from 'preact';
import { AddPasskey } from './add-passkey';
import { LockAfter } from './lock-after';
import { UnlockFirst } from './unlock-first';

/** What opens the vault, and when it locks by itself. */
export function KeysView(): JSX.Element {
  const { protectedSince: since = null, passkeyHere = true, vault } = appState.value ?? {};
  return (
    <>
      <Heading text={t('viewKeys')} />
      <p>{t('keysIntro')}</p>
      {since !== null && (
        <p class="state">
          <span class="dot" />
          {t('protectedSince', moment(since))}
        </p>
      )}
      <ul class="tiles">
        <li class="card">
          <h2>{t('keyPasskey')}</h2>
          <p class="soft">{t('keyPasskeyMeans')}</p>
        </li>
        <li class="card">
          <h2>{t('keyWords')}</h2>
          <p class="soft">{t('keyWordsMeans')}</p>
        </li>
      </ul>
      {!passkeyHere && (vault === 'unlocked' ? <AddPasskey /> : <UnlockFirst />)}
      <LockAfter />
    </>
  );
}
