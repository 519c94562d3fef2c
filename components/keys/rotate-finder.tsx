import { StepHeading } from '@/components/words/step-heading';
import { t } from '@/utils/words';
import type { JSX } from 'preact';
import { RotateButtons } from './rotate-buttons';

const FACTS = [
  ['rotateStillTerm', 'rotateStill'],
  ['rotateNotTerm', 'rotateNot'],
  ['rotateSeenTerm', 'rotateSeen'],
] as const;

/** The second step: what whoever finds the old key can still read, and what not. */
export function RotateFinder({ onNext, onCancel }: { onNext: () => void; onCancel: () => void }): JSX.Element {
  return (
    <>
      <StepHeading text={t('rotateFinderHeading')} />
      <dl class="consent">
        {FACTS.map(([term, fact]) => (
          <div key={term}>
            <dt>{t(term)}</dt>
            <dd>{t(fact)}</dd>
          </div>
        ))}
      </dl>
      <p class="soft">{t('rotateAccounts')}</p>
      <RotateButtons next={t('rotateNext')} onNext={onNext} onCancel={onCancel} />
    </>
  );
}
