import type { Failure } from '@/utils/errors';
import { t } from '@/utils/words';
import type { ComponentChildren, JSX } from 'preact';
import { failureFacts } from './failure-facts';
import { FAILURE_WORDS, isQuiet } from './failure-words';
import { LetInButton } from './let-in-button';
import { SoftLine } from './soft-line';

interface Props {
  readonly failure: Failure | null;
  /** What the user can do about it. */
  readonly children?: ComponentChildren;
}

/** A failure in three sentences; one soft line for what the user has ended. */
export function FailureNotice({ failure, children }: Props): JSX.Element | null {
  if (!failure) return null;
  const words = FAILURE_WORDS[failure.code];
  const facts = failureFacts(failure);
  const denied = failure.code === 'FOLDER_DENIED';
  if (isQuiet(failure.code)) return <SoftLine text={t(words.what)} />;
  const technical = failure.code === 'UNEXPECTED' ? failure.detail?.['message'] : undefined;
  return (
    <section class="card notice" role="alert" data-code={failure.code}>
      <h2 class="bad">{t(words.what, ...facts)}</h2>
      <p>{t(words.data, ...facts)}</p>
      <p>{t(words.next, ...facts)}</p>
      {technical !== undefined && (
        <details>
          <summary>{t('technicalDetail')}</summary>
          <p class="soft" dir="auto">
            {technical}
          </p>
        </details>
      )}
      {(denied || children !== undefined) && (
        <div class="buttons">
          {denied && <LetInButton />}
          {children}
        </div>
      )}
    </section>
  );
}
