import type { Chat, Message, Participant } from '@/utils/messengers/model';
import type { Client } from './clients';

/**
 * What is read of a conversation that is open in a web messenger, and how it is written: the captured view
 * (docs/captured-view.md). Shared by the page's script, the offscreen document and the format that reads it again.
 */

/** The version of the form that is written. */
export const CAPTURED_VIEW_VERSION = 1;

/** What the first line of its file says that it is; the variant of the export. */
export const CAPTURED_VIEW = 'captured-view';

/** The name of the file with the messages; media lie in `media/` beside it. */
export const CAPTURED_VIEW_FILE = 'messages.jsonl';

/**
 * Why a capture reaches back no further: the chat begins there; the day that was chosen; what was captured before; the user
 * stopped it; the page was closed or left.
 */
export const CAPTURE_ENDS = ['top', 'since', 'known', 'stopped', 'interrupted'] as const;

/** One of {@link CAPTURE_ENDS}. */
export type CaptureEnd = (typeof CAPTURE_ENDS)[number];

/**
 * What the view of a page does not tell, though the messages may have it: earlier texts of edited messages; who reacted;
 * media that the page had not loaded or does not let be read; seconds of times; who wrote, or when, at the chat's upper end.
 */
export const UNSEEN = ['edits', 'reactions', 'media', 'seconds', 'senders', 'times', 'replies'] as const;

/** One of {@link UNSEEN}. */
export type Unseen = (typeof UNSEEN)[number];

/** A message as the page's script reads it: the model's, without its place in the chat. */
export type CapturedMessage = Omit<Message, 'chat' | 'seq'>;

/** A message with the name by which it is known again in the next capture: the native id, or made of what it says. */
export interface KeyedMessage {
  readonly key: string;
  readonly message: CapturedMessage;
}

/** The first line of the file. */
export interface CapturedHeader {
  readonly type: typeof CAPTURED_VIEW;
  readonly version: typeof CAPTURED_VIEW_VERSION;
  readonly client: Client;
  readonly chat: Chat;
  /** ISO, UTC. */
  readonly capturedAt: string;
  /** How far back was asked for, ISO, UTC; null: everything. */
  readonly since: string | null;
  readonly ended: CaptureEnd;
  /** The key of the newest message of the capture that this one continues; null: it continues none. */
  readonly continues: string | null;
  /** It continues another, but did not reach it: what was written between the two may be missing. */
  readonly gap: boolean;
  readonly unseen: readonly Unseen[];
}

/** What a captured view lacks of the chat, as its header tells. */
export type Captured = Pick<CapturedHeader, 'ended' | 'gap' | 'unseen'>;

/** One line of the file. The header comes first, people before their messages, messages oldest first. */
export type CapturedLine =
  | CapturedHeader
  | { readonly type: 'participant'; readonly participant: Participant; readonly me?: true }
  | ({ readonly type: 'message' } & KeyedMessage);
