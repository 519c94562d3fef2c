import { appState } from '@/components/app-state';
import { HeirsCard } from '@/components/heirs/heirs-card';
import type { KeyInfo, KeyKind, KeyList } from '@/utils/vault/key-types';
import { t } from '@/utils/words';
import type { JSX } from 'preact';
import { AddPasskeyForm } from './add-passkey-form';
import { KeyCard } from './key-card';
import { PasswordCard } from './password-card';
import { ReplaceWords } from './replace-words';

/** The keys, one card each, by their kinds; below each kind what adds or replaces one. */
export function KeyGroups({ list: { keys, vaultId } }: { list: KeyList }): JSX.Element {
  const ofKind = (kind: KeyKind): KeyInfo[] => keys.filter((key) => key.kind === kind);
  const [password = null] = ofKind('password');
  const [heirs = null] = ofKind('heirs');
  return (
    <>
      <section class="stack key-group">
        <h2>{t('keysPasskeys')}</h2>
        <Cards keys={ofKind('passkey')} />
        <details class="card" id="add-passkey-card" open={appState.value?.passkeyHere === false}>
          <summary>{t('keysAddPasskey')}</summary>
          <AddPasskeyForm />
        </details>
      </section>
      <section class="stack key-group">
        <h2>{t('keysOther')}</h2>
        <Cards keys={ofKind('words')} />
        <ReplaceWords />
        <Cards keys={ofKind('password')} />
        <PasswordCard current={password} />
        <Cards keys={ofKind('heirs')} />
        <HeirsCard current={heirs} vaultId={vaultId} />
      </section>
    </>
  );
}

function Cards({ keys }: { keys: readonly KeyInfo[] }): JSX.Element | null {
  if (keys.length === 0) return null;
  return (
    <ul class="stack">
      {keys.map((info) => (
        <KeyCard key={info.id} info={info} />
      ))}
    </ul>
  );
}
