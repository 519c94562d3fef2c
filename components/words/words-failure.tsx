import type { Failure } from '@/utils/errors';
import { checkTyping } from '@/utils/recovery/typing';
import { t } from '@/utils/words';
import type { Signal } from '@preact/signals';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { typingSaid, wrongsSaid } from './typing-said';

interface Props {
  readonly failure: Failure | null;
  readonly typed: Signal<string>;
  /** What is shown of any other failure. */
  readonly otherwise: JSX.Element;
}

/** Why words were not taken: what is wrong with these ones where they are no recovery words, as the field says it. */
export function WordsFailure({ failure, typed, otherwise }: Props): JSX.Element {
  return failure?.code === 'WORDS_INVALID' ? <NotWords typed={typed} /> : otherwise;
}

function NotWords({ typed }: Pick<Props, 'typed'>): JSX.Element {
  // As they were when they were tried: what is corrected since, the field tells.
  const [why] = useState(() => {
    const check = checkTyping(typed.peek(), null);
    return wrongsSaid(check)[0] ?? typingSaid(check);
  });
  return (
    <section class="card notice" role="alert" data-code="WORDS_INVALID">
      <h2 class="bad">{t('wordsInvalidWhat')}</h2>
      <p>{why}</p>
      <p>{t('nothingChanged')}</p>
      <p>{t('wordsInvalidNext')}</p>
    </section>
  );
}
