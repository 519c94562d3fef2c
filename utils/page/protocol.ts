import type { Failure } from '@/utils/errors';
import type { Chat, Participant } from '@/utils/messengers/model';
import type { CaptureEnd, KeyedMessage, Unseen } from './captured';
import type { Client } from './clients';

/**
 * What passes between a page's script and the offscreen document, on a port of this name. The script runs in a page that
 * somebody else wrote: what comes from it is checked as hostile input.
 */
export const CAPTURE_PORT = 'capture';

/** What the user asked for. `export`: the next file that the page lets them download. `chat`: what is shown in it. */
export type CapturePlan =
  | { readonly kind: 'export' }
  | {
      readonly kind: 'chat';
      /** No further back than this, milliseconds since 1970; null: everything. */
      readonly since: number | null;
    };

/** To the page's script. */
export type ToPage =
  /** The answer to `chat`: begin. `known`: keys of the newest messages of the capture before, the newest last. */
  | { readonly type: 'begin'; readonly since: number | null; readonly known: readonly string[] }
  /** A batch has been taken; the script sends the next one only after that. */
  | { readonly type: 'taken' }
  /** Come to an end, and send what there is. */
  | { readonly type: 'stop' }
  /** All of it is saved, as so many messages or files; the overlay says so, and the script leaves. */
  | { readonly type: 'saved'; readonly count: number }
  /** It is not saved; the overlay says so, and the script leaves. `null`: the user gave it up. */
  | { readonly type: 'failed'; readonly failure: Failure | null };

/** From the page's script. */
export type FromPage =
  /** The first of a `chat` capture. */
  | { readonly type: 'chat'; readonly client: Client; readonly chat: Chat; readonly me: Participant | null }
  /** The first of an `export` capture: it listens now. */
  | { readonly type: 'listening' }
  /** Messages, oldest first, each batch older than the one before; at most {@link MOST_IN_BATCH}. */
  | { readonly type: 'messages'; readonly people: readonly Participant[]; readonly messages: readonly KeyedMessage[] }
  /** A file, by the path that the messages have for it, `media/…`; before or after them. */
  | { readonly type: 'media'; readonly path: string; readonly blob: Blob }
  /** Files that the page let the user download, one after the other. */
  | { readonly type: 'export'; readonly name: string; readonly blob: Blob }
  | {
      readonly type: 'end';
      readonly ended: Exclude<CaptureEnd, 'interrupted'>;
      /** Whether one of the keys in `known` was met. */
      readonly metKnown: boolean;
      readonly unseen: readonly Unseen[];
    }
  | { readonly type: 'failed'; readonly failure: Failure };

/** Messages in one batch. */
export const MOST_IN_BATCH = 500;

/** Keys of the capture before that a page's script gets. */
export const MOST_KNOWN = 200;
