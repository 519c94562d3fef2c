import { Heading } from '@/components/heading';
import { ProveForm } from '@/components/words/prove-form';
import { t } from '@/utils/words';
import type { JSX } from 'preact';

/** Takes the recovery words back. */
export function ProveWords({ onShowAgain }: { onShowAgain: () => void }): JSX.Element {
  return (
    <ProveForm onShowAgain={onShowAgain}>
      <Heading text={t('proveHeading')} />
    </ProveForm>
  );
}
