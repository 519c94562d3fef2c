import { CHAT_KINDS, MESSENGERS, type Unparsed, UNPARSED_REASONS } from '@/utils/messengers/model';
import type { ChatSummary, ExportSummary, ExportTotals } from '@/utils/messengers/summary/summary';
import { parseIso } from '@/utils/messengers/time/iso';
import { CAPTURE_ENDS, type Captured, UNSEEN } from '@/utils/page/captured';
import { isCount } from './file-list';

/** A value of unknown content, every member of which is looked at before it is believed. */
type Unsure<T> = { readonly [K in keyof T]?: unknown };

/** The totals in a snapshot, without those of messengers that are not known here; null when they are not sound. */
export function soundTotals(value: unknown): readonly ExportTotals[] | null {
  return sound(value, isTotals)?.map(withKnownCaptured) ?? null;
}

/** The same of the full summaries. Kinds and reasons that are not known here become `unknown`. */
export function soundSummaries(value: unknown): ExportSummary[] | null {
  return sound(value, isSummary)?.map(withKnownWords) ?? null;
}

function sound<T extends { readonly messenger: unknown }>(value: unknown, check: (one: Unsure<T>) => boolean) {
  if (!areAll(value, check)) return null;
  return (value as T[]).filter(({ messenger }) => (MESSENGERS as readonly unknown[]).includes(messenger));
}

function isTotals(one: Unsure<ExportTotals>): boolean {
  const { messenger, variant, title, first, last, added, captured } = one;
  const counts = [one.chats, one.messages, one.people, one.attachments, one.attachmentsMissing, one.unparsed];
  const isSound = [messenger, variant, title].every(isText) && counts.every(isCount) && areTimes(first, last);
  return isSound && isAdded(added) && isCaptured(captured);
}

function isSummary(one: Unsure<ExportSummary>): boolean {
  const { path, messenger, variant, chats, people, unparsed, unparsedFirst } = one;
  const words = [path, messenger, variant].every(isText) && isCaptured(one.captured);
  return words && [people, unparsed].every(isCount) && areAll(chats, isChat) && areAll(unparsedFirst, isUnparsed);
}

function isChat(chat: Unsure<ChatSummary>): boolean {
  const { id, title, kind, messages, system, participants, attachments, attachmentsMissing, atLast } = chat;
  const { first, last, dayFirst, me, people, added } = chat;
  return (
    [id, title, kind].every(isText) &&
    [messages, system, participants, attachments, attachmentsMissing, atLast].every(isCount) &&
    areTimes(first, last) &&
    isMaybe<NonNullable<ChatSummary['dayFirst']>>(
      dayFirst,
      ({ value, by }) => typeof value === 'boolean' && isText(by),
    ) &&
    isMaybe<NonNullable<ChatSummary['me']>>(me, ({ id: person, by }) => isText(person) && isText(by)) &&
    (people === undefined || areAll(people, isPerson)) &&
    isAdded(added)
  );
}

function isPerson({ id, name }: Unsure<{ id: string; name: string }>): boolean {
  return isText(id) && isText(name);
}

function isUnparsed({ file, line, reason, excerpt }: Unsure<Unparsed>): boolean {
  return [file, reason, excerpt].every(isText) && (line === null || isCount(line));
}

function isAdded(value: unknown): boolean {
  return isMaybe<NonNullable<ExportTotals['added']>>(value, (added) =>
    [added.messages, added.attachments].every(isCount),
  );
}

function isCaptured(value: unknown): boolean {
  return isMaybe<Captured>(
    value,
    ({ ended, gap, unseen }) =>
      isText(ended) && typeof gap === 'boolean' && Array.isArray(unseen) && unseen.every(isText),
  );
}

function areTimes(...values: unknown[]): boolean {
  return values.every((value) => value === null || (typeof value === 'string' && parseIso(value) !== null));
}

function isMaybe<T>(value: unknown, check: (value: Unsure<T>) => boolean): boolean {
  return value === undefined || isObject(value, check);
}

function isObject<T>(value: unknown, check: (value: Unsure<T>) => boolean): boolean {
  return typeof value === 'object' && value !== null && check(value as Unsure<T>);
}

function areAll<T>(values: unknown, check: (value: Unsure<T>) => boolean): boolean {
  return Array.isArray(values) && values.every((value) => isObject(value, check));
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

function withKnownWords(summary: ExportSummary): ExportSummary {
  return {
    ...withKnownCaptured(summary),
    chats: summary.chats.map((chat) => (CHAT_KINDS.includes(chat.kind) ? chat : { ...chat, kind: 'unknown' })),
    unparsedFirst: summary.unparsedFirst.map((one) =>
      UNPARSED_REASONS.includes(one.reason) ? one : { ...one, reason: 'unknown' },
    ),
  };
}

/** What a captured view lacks, in words that are known; without any of it where how it ended has another one. */
function withKnownCaptured<T extends { readonly captured?: Captured }>(one: T): T {
  const { captured, ...rest } = one;
  if (!captured) return one;
  if (!CAPTURE_ENDS.includes(captured.ended)) return rest as T;
  return { ...one, captured: { ...captured, unseen: captured.unseen.filter((word) => UNSEEN.includes(word)) } };
}
