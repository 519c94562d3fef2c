import type { DraftAnswers } from '@/utils/messages/inspection';
import { type ChatSummary, type ExportSummary, markKey } from '@/utils/messengers/summary/summary';
import { type DateExample, exampleOf } from './date-example';

/** Whether days come before months in the dates of chats that one answer is for. */
export interface DayQuestion {
  /** By `markKey`. */
  readonly chats: readonly string[];
  readonly dayFirst: boolean;
  /** A date of theirs that can be read in two ways; null where none is known. */
  readonly example: DateExample | null;
}

/** Which of the people is who made the export. */
export interface MeQuestion {
  /** By `markKey`. */
  readonly chats: readonly string[];
  readonly people: readonly { readonly id: string; readonly name: string }[];
  /** Id; null where there is not even a guess. */
  readonly me: string | null;
}

interface Asked {
  readonly key: string;
  readonly chat: ChatSummary;
}

/** What the files leave open about dates; null for nothing. One answer is for all chats of a messenger with the same guess. */
export function dayQuestion(exports: readonly ExportSummary[], answers: DraftAnswers): DayQuestion | null {
  const open = firstMessengers(
    exports,
    ({ key, chat }) => chat.dayFirst?.by === 'guess' || answers[key]?.dayFirst !== undefined,
  );
  const answered = open.filter(({ key }) => answers[key]?.dayFirst !== undefined);
  const [first] = answered.length > 0 ? answered : open;
  if (!first?.chat.dayFirst) return null;
  const dayFirst = answers[first.key]?.dayFirst ?? first.chat.dayFirst.value;
  const same = answered.length > 0 ? answered : open.filter(({ chat }) => chat.dayFirst?.value === dayFirst);
  return { chats: keysOf(same), dayFirst, example: exampleOf(first.chat) };
}

/**
 * Whom the files leave open; null for nobody, and where no single answer can be for all chats of the messenger. Asked with
 * the first backup of a chat alone: who has passed it by then is not asked again.
 */
export function meQuestion(exports: readonly ExportSummary[], answers: DraftAnswers): MeQuestion | null {
  const open = firstMessengers(
    exports,
    ({ key, chat }) =>
      (chat.people?.length ?? 0) >= 2 &&
      (answers[key]?.me !== undefined || (!chat.added && (chat.me === undefined || chat.me.by === 'guess'))),
  );
  const [first] = open;
  if (!first) return null;
  const inAll = open.map(({ chat }) => new Set(chat.people?.map(({ id }) => id)));
  const people = first.chat.people?.filter(({ id }) => inAll.every((ids) => ids.has(id))) ?? [];
  if (people.length === 0) return null;
  const me = answers[first.key]?.me ?? open.find(({ chat }) => chat.me)?.chat.me?.id ?? null;
  return { chats: keysOf(open), people, me: people.some(({ id }) => id === me) ? me : null };
}

/** `answers` with one more, for all of `chats`. */
export function withAnswer(
  answers: DraftAnswers,
  chats: readonly string[],
  answer: DraftAnswers[string],
): DraftAnswers {
  return { ...answers, ...Object.fromEntries(chats.map((key) => [key, { ...answers[key], ...answer }])) };
}

/** The chats that `isOpen` is true of, of the first messenger that has one. */
function firstMessengers(exports: readonly ExportSummary[], isOpen: (asked: Asked) => boolean): Asked[] {
  const open = exports.flatMap(({ messenger, chats }) =>
    chats.map((chat) => ({ messenger, chat, key: markKey(messenger, chat.id) })).filter(isOpen),
  );
  return open.filter(({ messenger }) => messenger === open[0]?.messenger);
}

function keysOf(asked: readonly Asked[]): string[] {
  return asked.map(({ key }) => key);
}
