import { number } from '@/components/figures';
import type { ChatSummary, ExportTotals } from '@/utils/messengers/summary/summary';
import { shownName } from '@/utils/shown-name';
import { CAPTURED_VIEW } from '@/utils/page/captured';
import { listFormat } from '@/utils/intl';
import { type Word, count, locale, t } from '@/utils/words';
import { messengerName } from './messenger-name';
import { period } from './period';

/** What the new messages are counted from: the newest archive of a chat, or the one before the archive that is shown. */
export type Since = 'last' | 'before';

type Numbers = Pick<ExportTotals, 'messages' | 'people' | 'first' | 'last' | 'attachments' | 'attachmentsMissing'>;

/**
 * An export in a few short facts: its messenger, its one chat or how many, and its numbers.
 * @param known a title that stands beside it already
 */
export function exportFacts(totals: ExportTotals, known = ''): (string | null)[] {
  const { messenger, title, chats } = totals;
  const kind = [messengerName(messenger), ...capturedFacts(totals)];
  if (chats === 0) return [...kind, t('exportNoChats')];
  const name = title === known ? null : shownName(title);
  return [...kind, chats > 1 ? count('exportChats', chats) : name, ...numbers(totals)];
}

/** That it was read in a page, which shows less than an export has. */
function capturedFacts({ variant, captured }: ExportTotals): string[] {
  if (variant !== CAPTURED_VIEW) return [];
  return [t('exportCaptured'), ...(captured?.gap ? [t('exportCapturedGap')] : [])];
}

/** A chat's numbers in a few short facts. */
export function chatFacts(chat: ChatSummary): (string | null)[] {
  return numbers({ ...chat, people: chat.participants });
}

function numbers({ messages, people, first, last, attachments, attachmentsMissing }: Numbers): (string | null)[] {
  return [
    count('exportMessages', messages),
    people > 0 ? count('exportPeople', people) : null,
    period(first, last),
    attachments > 0 ? attachmentWords(attachments, attachmentsMissing) : null,
  ];
}

function attachmentWords(attachments: number, missing: number): string {
  return missing > 0
    ? count('exportAttachmentsMissing', attachments, number(missing))
    : count('exportAttachments', attachments);
}

const ADDED: Readonly<Record<Since, Word>> = { last: 'exportAddedLast', before: 'exportAddedBefore' };
const NOTHING: Readonly<Record<Since, Word>> = { last: 'exportNothingLast', before: 'exportNothingBefore' };

/** What an earlier archive has not got. */
export type Added = NonNullable<ExportTotals['added']>;

/** Whether there is anything. */
export function hasNew({ messages, attachments }: Added): boolean {
  return messages + attachments > 0;
}

/** {@link Added} in words: `+214 messages, 9 attachments since the last backup`. */
export function addedWords(added: Added, since: Since): string {
  if (!hasNew(added)) return t(NOTHING[since]);
  const { messages, attachments } = added;
  const parts = [
    ...(messages > 0 ? [count('exportMessages', messages)] : []),
    ...(attachments > 0 ? [count('exportAttachments', attachments)] : []),
  ];
  return t(ADDED[since], listFormat(locale(), { type: 'unit', style: 'short' }).format(parts));
}
