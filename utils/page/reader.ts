import type { Attachment, Chat, Message, Moment, Participant } from '@/utils/messengers/model';
import type { Unseen } from './captured';
import type { Client } from './clients';

/** A page that is looked at. Readers know the DOM of their client, and nothing of scrolling, sending or storing. */
export interface Page {
  readonly document: Document;
  readonly url: URL;
  /** Milliseconds since 1970; what "Yesterday" is counted from. */
  readonly now: number;
}

/**
 * One client's rules: where in its page the open conversation is, and what its rows say. They hold until the client's
 * makers change the page, which they do; then a reader says so (`page-error.ts`) instead of reading nonsense.
 */
export interface PageReader {
  readonly client: Client;
  /** Whether the page is this client's: by its address, or by its structure where anybody can host the client. */
  isHere(page: Page): boolean;
  /** The client has an export of its own, which is better than what can be read. */
  readonly exports: boolean;
  /** The conversation that is open. @throws PageError `none` open, or `changed` and which check says so. */
  open(page: Page): OpenChat;
}

/** The conversation that is open in a page. */
export interface OpenChat {
  readonly chat: Chat;
  /** Who is signed in, where the page tells. */
  readonly me: Participant | null;
  /** What scrolls. Asked for anew before each step: clients replace it. null: it has gone, and the chat with it. */
  scroller(): Element | null;
  /** What is in the page now, oldest first. A row that is a message, but not understood, is `unread`. */
  rows(): readonly Row[];
  /** Whether the page shows that nothing older comes. Where no page does, false: no progress is the end then. */
  isAtTop(): boolean;
  /** Whether the page is loading older messages. */
  isLoading(): boolean;
  /** Presses what the page wants pressed to load older messages; false: nothing is to be pressed. */
  pressOlder(): boolean;
  /** Presses what brings the newest messages; false: nothing is to be pressed, scrolling down does it. */
  pressNewest(): boolean;
  /** What this view never shows. */
  readonly unseen: readonly Unseen[];
}

/** A day of the calendar. */
export interface Day {
  readonly year: number;
  /** From 1. */
  readonly month: number;
  readonly day: number;
}

/** A time of day, as the page's clock shows it. */
export interface Clock {
  readonly hour: number;
  readonly minute: number;
  readonly second: number | null;
}

/**
 * When a row says that it was written: the moment; only the hour, on the day of the divider above; `same` as the message
 * above (which clients that join messages show once); null: it tells none, though it should not be so.
 */
export type RowTime = Moment | { readonly clock: Clock } | 'same' | null;

/** A file of a row that the page shows. */
export interface RowMedia {
  readonly kind: Attachment['kind'];
  /** As the page names it; '' where it does not. */
  readonly name: string;
  /** Where the page has it from: blob:, data: or https:; null: it has not loaded it. */
  readonly source: string | null;
  readonly size?: number;
  readonly type?: string;
}

/** One row of a conversation. */
export type Row =
  | { readonly kind: 'day'; readonly day: Day }
  | {
      readonly kind: 'message';
      /** The native id. null: there is none; then one is made of what the row says. */
      readonly id: string | null;
      /** `same`: whoever wrote the message above. null: the messenger itself. */
      readonly sender: Participant | 'same' | null;
      readonly time: RowTime;
      readonly message: Pick<Message, 'kind' | 'text'> &
        Partial<Pick<Message, 'nativeKind' | 'entities' | 'replyTo' | 'reactions' | 'edited' | 'forwarded'>>;
      readonly media: readonly RowMedia[];
    }
  /** `check` names what could not be found in it. */
  | { readonly kind: 'unread'; readonly id: string | null; readonly check: string };
