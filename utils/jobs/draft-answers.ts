import {
  type ChatMark,
  type ChatMarks,
  type ChatSummary,
  type ExportSummary,
  markKey,
} from '@/utils/messengers/summary/summary';
import type { DraftAnswers } from '@/utils/messages/inspection';

/** What earlier archives have of chats, with what the user has answered now in the place of what was answered then. */
export function withAnswers(marks: ChatMarks, answers: DraftAnswers): ChatMarks {
  const all = new Map(marks);
  for (const [key, { dayFirst, me }] of Object.entries(answers))
    all.set(key, {
      ...(all.get(key) ?? { last: null, atLast: 0 }),
      ...(dayFirst !== undefined && { dayFirst }),
      ...(me !== undefined && { me }),
    });
  return all;
}

/** Marks without who the user is: that is nothing for whoever reads the export ({@link answered}). */
export function withoutMe(marks: ChatMarks): ChatMarks {
  return new Map([...marks].map(([key, { me: _, ...mark }]) => [key, mark]));
}

/** The marks of the chats in exports. */
export function marksOf(exports: readonly ExportSummary[], marks: ChatMarks): ChatMarks {
  const keys = chatsOf(exports).map(({ key }) => key);
  return new Map(
    keys.flatMap((key) => {
      const mark = marks.get(key);
      return mark ? [[key, mark] as const] : [];
    }),
  );
}

/** Whether exports that were read with some marks would be read the same with others. */
export function readAlike(exports: readonly ExportSummary[], before: ChatMarks, now: ChatMarks): boolean {
  return chatsOf(exports).every(({ key, chat }) => isAlike(chat, before.get(key), now.get(key)));
}

function isAlike({ dayFirst }: ChatSummary, before?: ChatMark, now?: ChatMark): boolean {
  if ((before?.last ?? null) !== (now?.last ?? null) || (before?.atLast ?? 0) !== (now?.atLast ?? 0)) return false;
  if (before?.dayFirst === now?.dayFirst || !dayFirst || dayFirst.by === 'file') return true;
  return dayFirst.value === now?.dayFirst;
}

/** What was read, with what the user has answered: who they are, and that a guess of dates was right. */
export function answered(exports: readonly ExportSummary[], marks: ChatMarks): ExportSummary[] {
  return exports.map((one) => ({
    ...one,
    chats: one.chats.map((chat) => answeredChat(chat, marks.get(markKey(one.messenger, chat.id)))),
  }));
}

function answeredChat(chat: ChatSummary, mark: ChatMark | undefined): ChatSummary {
  const { me, dayFirst, people = [], participants } = chat;
  // Not everybody in a large group is named.
  const isThere = people.some(({ id }) => id === mark?.me) || participants > people.length;
  return {
    ...chat,
    ...(mark?.me !== undefined && me?.by !== 'file' && isThere && { me: { id: mark.me, by: 'answer' } }),
    ...(dayFirst?.by === 'guess' && dayFirst.value === mark?.dayFirst && { dayFirst: { ...dayFirst, by: 'answer' } }),
  };
}

function chatsOf(exports: readonly ExportSummary[]): { readonly key: string; readonly chat: ChatSummary }[] {
  return exports.flatMap(({ messenger, chats }) => chats.map((chat) => ({ key: markKey(messenger, chat.id), chat })));
}
