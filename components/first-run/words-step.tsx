import { Heading } from '@/components/heading';
import { useNewWords } from '@/components/words/new-words';
import { ShowWords } from '@/components/words/show-words';
import { t } from '@/utils/words';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { ProveWords } from './prove-words';

/** Shows new recovery words, then asks for them. */
export function WordsStep(): JSX.Element {
  const made = useNewWords();
  const written = useSignal(false);
  if (written.value) return <ProveWords onShowAgain={() => (written.value = false)} />;
  return (
    <>
      <Heading text={t('wordsHeading')} />
      <p>{t('wordsIntro')}</p>
      <ShowWords made={made} onWritten={() => (written.value = true)} />
    </>
  );
}
