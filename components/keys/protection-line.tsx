import { appState } from '@/components/app-state';
import { day } from '@/components/figures';
import type { KeyList } from '@/utils/vault/key-types';
import { type Word, count, t } from '@/utils/words';
import type { JSX } from 'preact';
import { protectionOf } from './protection';

const LACKING: Readonly<Record<'words' | 'passkey' | 'trial', Word>> = {
  words: 'keysLackWords',
  passkey: 'keysLackPasskey',
  trial: 'keysLackTrial',
};

/** The state of all keys, in one line. */
export function ProtectionLine({ list }: { list: KeyList }): JSX.Element {
  const protection = protectionOf(list);
  const since = appState.value?.protectedSince ?? null;
  if (protection.kind === 'lacks')
    return (
      <div class="card warn notice" id="keys-state" data-protected="false">
        <p class="state">
          <span class="dot warn" />
          {t('keysNotProtected')}
        </p>
        <p>{t(LACKING[protection.what])}</p>
      </div>
    );
  return (
    <p class="state" id="keys-state" data-protected="true">
      <span class="dot" />
      {count('keysProtectedBy', protection.keys)}
      {since !== null && <small>{t('keysSince', day(since))}</small>}
    </p>
  );
}
