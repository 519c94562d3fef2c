import { appState } from '@/components/app-state';
import { HeirsCard } from '@/components/heirs/heirs-card';
import type { KeyInfo, KeyKind, KeyList } from '@/utils/vault/key-types';
import { t } from '@/utils/words';
import type { ComponentChildren, JSX } from 'preact';
import { AddPasskeyForm } from './add-passkey-form';
import { KeyCard } from './key-card';
import { KIND_HEADINGS } from './key-words';
import { PasswordCard } from './password-card';
import { ReplaceWords } from './replace-words';

/** The keys, one card each, by their kinds; below each kind what adds or replaces one. */
export function KeyGroups({ list }: { list: KeyList }): JSX.Element {
  return (
    <>
      {KIND_HEADINGS.map(([kind, heading]) => {
        const keys = list.keys.filter((key) => key.kind === kind);
        return (
          <section key={kind} class="stack key-group" data-kind={kind}>
            <h2>{t(heading)}</h2>
            {keys.length > 0 && (
              <ul class="stack">
                {keys.map((info) => (
                  <KeyCard key={info.id} info={info} />
                ))}
              </ul>
            )}
            {change(kind, keys[0] ?? null, list)}
          </section>
        );
      })}
    </>
  );
}

function change(kind: KeyKind, current: KeyInfo | null, { vaultId }: KeyList): ComponentChildren {
  if (kind === 'words') return <ReplaceWords />;
  if (kind === 'password') return <PasswordCard current={current} />;
  if (kind === 'heirs') return <HeirsCard current={current} vaultId={vaultId} />;
  return (
    <details class="card" id="add-passkey-card" open={appState.value?.passkeyHere === false}>
      <summary>{t('keysAddPasskey')}</summary>
      <AddPasskeyForm />
    </details>
  );
}
