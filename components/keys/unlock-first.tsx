import { Unlock } from '@/components/unlock/unlock';
import { t } from '@/utils/words';
import type { JSX } from 'preact';

/** Stands for the offer of a passkey while the vault is locked. */
export function UnlockFirst(): JSX.Element {
  return (
    <section id="add-passkey-card" class="card stack">
      <h2>{t('addPasskeyHeading')}</h2>
      <p>{t('addPasskeyUnlockFirst')}</p>
      <Unlock />
    </section>
  );
}
