import { t } from '@/utils/words';
import type { JSX } from 'preact';
import { AddPasskeyForm } from './add-passkey-form';

/** Offers a passkey of this device's own, where the open vault has been opened without one. */
export function AddPasskey(): JSX.Element {
  return (
    <section id="add-passkey-card" class="card stack">
      <h2>{t('addPasskeyHeading')}</h2>
      <p>{t('addPasskeyMeans')}</p>
      <AddPasskeyForm />
    </section>
  );
}
