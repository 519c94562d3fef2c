import { t } from '@/utils/words';
import type { JSX } from 'preact';
import { DayFirst } from './day-first';
import { draft } from './draft';
import { answers, look } from './inspection';
import { dayQuestion, meQuestion, withAnswer } from './questions';
import { WhichMe } from './which-me';

/** What the files leave open, at most two questions; each can be skipped. */
export function DraftQuestions(): JSX.Element | null {
  const exports = look.value.found?.exports ?? [];
  const day = dayQuestion(exports, answers.value);
  const me = meQuestion(exports, answers.value);
  if (!day && !me) return null;
  return (
    <div id="questions" class="questions">
      <p class="soft">{t('askIntro')}</p>
      {day && (
        <DayFirst
          key={`${draft.value.id} ${day.chats[0]}`}
          question={day}
          onAnswer={(dayFirst) => (answers.value = withAnswer(answers.peek(), day.chats, { dayFirst }))}
        />
      )}
      {me && (
        <WhichMe question={me} onAnswer={(id) => (answers.value = withAnswer(answers.peek(), me.chats, { me: id }))} />
      )}
    </div>
  );
}
