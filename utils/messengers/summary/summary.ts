import type { Captured } from '@/utils/page/captured';
import type { ChatKind, Messenger, Unparsed } from '../model';
import { clockOf } from '../time/iso';

/** What is known of one chat without its messages. */
export interface ChatSummary {
  readonly id: string;
  readonly title: string;
  readonly kind: ChatKind;
  /** Of all kinds; and of these the messenger's own. */
  readonly messages: number;
  readonly system: number;
  /** People who wrote or are listed as members. */
  readonly participants: number;
  readonly attachments: number;
  readonly attachmentsMissing: number;
  /** The earliest and the latest time; ISO 8601, without a zone where that is not known. null where no message has one. */
  readonly first: string | null;
  readonly last: string | null;
  /** How many messages have the time `last`: what comes later is counted from there. */
  readonly atLast: number;
  /** Days before months in its dates; only where the file alone does not decide, or by what was answered. */
  readonly dayFirst?: { readonly value: boolean; readonly by: 'file' | 'answer' | 'guess' };
  /** Who made the export, as far as known: a participant's id. */
  readonly me?: { readonly id: string; readonly by: 'file' | 'answer' | 'guess' };
  /** Who can be the one, where that has to be asked, a guess first: at most {@link MOST_NAMED}. */
  readonly people?: readonly { readonly id: string; readonly name: string }[];
  /** What an earlier archive of the same chat has not got. */
  readonly added?: { readonly messages: number; readonly attachments: number };
}

/** What is known of one export without its messages: what users see before a backup, and what its snapshot keeps. */
export interface ExportSummary {
  /** As {@link FoundExport.path}. */
  readonly path: string;
  readonly messenger: Messenger;
  readonly variant: string;
  readonly chats: readonly ChatSummary[];
  /** People in all chats together, each once. */
  readonly people: number;
  /** Pieces that were not understood, and the first of them (at most {@link MOST_NAMED}). */
  readonly unparsed: number;
  readonly unparsedFirst: readonly Unparsed[];
  /** Of a captured view: what it lacks. */
  readonly captured?: Captured;
}

/** An {@link ExportSummary} in a few numbers, whatever the number of its chats: what a list of archives shows. */
export interface ExportTotals {
  readonly messenger: Messenger;
  readonly variant: string;
  /** The title of its one chat; '' where it has several, or none. */
  readonly title: string;
  readonly chats: number;
  readonly messages: number;
  readonly people: number;
  readonly attachments: number;
  readonly attachmentsMissing: number;
  readonly first: string | null;
  readonly last: string | null;
  readonly unparsed: number;
  /** Of the chats of which there is an earlier archive; absent where there is none of any. Chats without one count whole. */
  readonly added?: { readonly messages: number; readonly attachments: number };
  /** As {@link ExportSummary.captured}. */
  readonly captured?: Captured;
}

/** The numbers of a summary. */
export function totalsOf({ messenger, variant, chats, people, unparsed, captured }: ExportSummary): ExportTotals {
  const sum = (of: (chat: ChatSummary) => number): number => chats.reduce((total, chat) => total + of(chat), 0);
  const times = chats.flatMap(({ first, last }) => (first && last ? [first, last] : [])).toSorted(byClock);
  const known = chats.some(({ added }) => added);
  return {
    messenger,
    variant,
    title: chats.length === 1 ? (chats[0]?.title ?? '') : '',
    chats: chats.length,
    messages: sum((chat) => chat.messages),
    people,
    attachments: sum((chat) => chat.attachments),
    attachmentsMissing: sum((chat) => chat.attachmentsMissing),
    first: times[0] ?? null,
    last: times.at(-1) ?? null,
    unparsed,
    ...(known && {
      added: {
        messages: sum((chat) => chat.added?.messages ?? chat.messages),
        attachments: sum((chat) => chat.added?.attachments ?? chat.attachments),
      },
    }),
    ...(captured && { captured }),
  };
}

function byClock(a: string, b: string): number {
  return clockOf(a) - clockOf(b);
}

/** People of a chat and unparsed pieces that are named one by one; more are only counted. */
export const MOST_NAMED = 100;
/** People that are named in all chats of an export together. */
export const MOST_NAMED_IN_ALL = 20_000;
/** Longest title of a chat and longest name of a person in a summary. UTF-16 units. */
const LONGEST_NAME = 500;

/** A title or a name as a summary has it: an export may hold one of any length. */
export function shortened(name: string): string {
  return name.slice(0, LONGEST_NAME).toWellFormed();
}

/** What an earlier archive has of a chat: its {@link ChatSummary.last} and {@link ChatSummary.atLast}, and the answers given. */
export interface ChatMark {
  readonly last: string | null;
  readonly atLast: number;
  readonly dayFirst?: boolean;
  readonly me?: string;
}

/** By {@link markKey}. */
export type ChatMarks = ReadonlyMap<string, ChatMark>;

/** What says that a chat in one export is the same as one in another. */
export function markKey(messenger: Messenger, chat: string): string {
  return `${messenger}:${chat}`;
}

/** The messenger and the chat of a {@link markKey}. */
export function splitMarkKey(key: string): [messenger: string, chat: string] {
  const at = key.indexOf(':');
  return [key.slice(0, at), key.slice(at + 1)];
}
