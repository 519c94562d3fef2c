import type { ExportSummary, ExportTotals } from '@/utils/messengers/summary/summary';
import { t } from '@/utils/words';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import { AddedLine } from './added-line';
import { CapturedNote } from './captured-note';
import { ChatList } from './chat-list';
import { type Since, exportFacts } from './export-words';
import { UnparsedList } from './unparsed-list';
import { unparsedWords } from './unparsed-words';

interface Props {
  readonly summary: ExportSummary;
  readonly totals: ExportTotals;
  readonly since: Since | null;
}

/** One export in one line; its chats where it has several, and what was not understood, both to be opened. */
export function ExportItem({ summary, totals, since }: Props): JSX.Element {
  const shown = useSignal(false);
  const pieces = useId();
  return (
    <li class="export" data-messenger={summary.messenger}>
      <ul class="facts">
        {exportFacts(totals).flatMap((fact, at) => (fact ? [<Fact key={at} text={fact} />] : []))}
        {summary.unparsed > 0 && (
          <li>
            {unparsedWords(summary)}{' '}
            <button
              class="in-line"
              type="button"
              aria-expanded={shown.value}
              aria-controls={pieces}
              onClick={() => (shown.value = !shown.value)}
            >
              {t(shown.value ? 'unknownHide' : 'unknownShow')}
            </button>
          </li>
        )}
      </ul>
      {since && totals.added && <AddedLine added={totals.added} since={since} />}
      {totals.captured && <CapturedNote captured={totals.captured} />}
      <div id={pieces}>{shown.value && <UnparsedList {...summary} />}</div>
      {totals.chats > 1 && <ChatList chats={summary.chats} since={since} />}
    </li>
  );
}

function Fact({ text }: { text: string }): JSX.Element {
  return (
    <li>
      <bdi>{text}</bdi>
    </li>
  );
}
