import { StepHeading } from '@/components/words/step-heading';
import type { KeyInfo } from '@/utils/vault/key-types';
import { t } from '@/utils/words';
import type { JSX } from 'preact';
import { RotateButtons } from './rotate-buttons';
import { RotateKeyNames } from './rotate-key-names';

interface Props {
  readonly keys: readonly KeyInfo[];
  onNext(): void;
  onCancel(): void;
}

/** The first step: what was lost is removed by its own card. */
export function RotateLost({ keys, onNext, onCancel }: Props): JSX.Element {
  return (
    <>
      <StepHeading text={t('rotateLostHeading')} />
      <p>{t('rotateLostMeans')}</p>
      <p>{t('rotateLostKeys')}</p>
      <RotateKeyNames keys={keys} />
      <RotateButtons next={t('rotateLostNext')} onNext={onNext} onCancel={onCancel} />
    </>
  );
}
