import type { ChatEvents, FoundMessage } from '../reading/chat-events';
import { gatherReactions } from '../reading/gather-reactions';
import type { Attachment, Moment, Reply } from '../model';

/** A message as it is put together from lines or tags. */
export interface Draft {
  /** Messages' own GUID, which pages have and texts have not. */
  id: string | null;
  time: Moment | null;
  sender: string;
  /** Texts and subject, a part each. */
  readonly parts: string[];
  readonly attachments: Attachment[];
  readonly reactions: { readonly emoji: string; readonly by: string }[];
  /** Texts of an edited message, oldest first. */
  readonly versions: string[];
  isUnsent: boolean;
  /** It answers an earlier message, under which it stands too. */
  isReply: boolean;
  /** The exporter's word for what is no text. */
  native: 'SharePlay' | 'location' | 'app' | null;
}

export function newDraft(time: Moment | null = null, sender = ''): Draft {
  return {
    id: null,
    time,
    sender,
    parts: [],
    attachments: [],
    reactions: [],
    versions: [],
    isUnsent: false,
    isReply: false,
    native: null,
  };
}

/** What the exporter calls its user. */
export const ME = 'Me';

/** A tapback, which may be a sticker. */
interface Tapback {
  readonly emoji: string;
  readonly by: string;
  readonly path?: string;
}

/** A longer line is none of the exporter's. UTF-16 units. */
const LONGEST = 2048;

/**
 * `Sticker from Ann: attachments/1/2.heic`, `Outline Sticker from Ann: … (App: Bears)`, `Sticker from Ann not found!`; null for
 * what is none.
 */
export function readSticker(line: string): Tapback | null {
  const start = line.length > LONGEST ? undefined : /^(?:[A-Z]\w{0,40} )?Sticker from /.exec(line)?.[0];
  if (start === undefined) return null;
  const rest = line.slice(start.length);
  const at = rest.indexOf(': ');
  if (at < 0) return rest.endsWith(' not found!') ? { emoji: 'Sticker', by: rest.slice(0, -11) } : null;
  const notes = [' (App: ', ' (Genmoji prompt: '].map((note) => rest.lastIndexOf(note)).filter((note) => note > at);
  return { emoji: 'Sticker', by: rest.slice(0, at), path: rest.slice(at + 2, Math.min(...notes, rest.length)) };
}

/** `Loved by Ann`, `☕️ by Ann`, or a sticker; null for what is none. */
export function readTapback(line: string): Tapback | null {
  const sticker = readSticker(line);
  const at = line.slice(0, 70).indexOf(' by ');
  return sticker ?? (at < 1 ? null : { emoji: line.slice(0, at), by: line.slice(at + 4) });
}

/** The finished message. @param replyTo what it answers, as far as known */
function messageOf(draft: Draft, replyTo: Reply | undefined): FoundMessage {
  const { id, time, sender, parts, attachments, versions, isUnsent, native } = draft;
  const text = [...parts, ...versions.slice(-1)].join('\n');
  const reactions = gatherReactions(draft.reactions);
  return {
    id,
    time,
    sender: sender || null,
    kind: kindOf(draft, text),
    text,
    ...(native !== null && { nativeKind: native }),
    ...(isUnsent && { nativeKind: 'unsent' }),
    ...(attachments.length > 0 && { attachments }),
    ...(reactions.length > 0 && { reactions }),
    ...(versions.length > 0 && {
      edited: { at: null, ...(versions.length > 1 && { earlier: versions.slice(0, -1) }) },
    }),
    ...(replyTo && { replyTo }),
  };
}

function kindOf({ attachments, isUnsent, native }: Draft, text: string): FoundMessage['kind'] {
  if (attachments.length > 0) return attachments.every(({ kind }) => kind === 'sticker') ? 'sticker' : 'media';
  if (text === '' && isUnsent) return 'deleted';
  if (native === 'location') return 'location';
  return native === 'SharePlay' ? 'other' : 'text';
}

/**
 * An announcement: what the messenger wrote, or that somebody took a message back.
 * @param text without its time: `You named the conversation Trip`, `Ann unsent a message!`
 */
export function announcementOf(time: Moment | null, text: string): FoundMessage {
  const by = /^(.{1,200}) unsent a message[.!]$/.exec(text)?.[1];
  if (by === undefined) return { id: null, time, sender: null, kind: 'system', text };
  return { id: null, time, sender: by === 'You' ? ME : by, kind: 'deleted', text: '', nativeKind: 'unsent' };
}

/** Hands a message on, with who wrote it. @param isMe the export says that its user did */
export function say(events: ChatEvents, draft: Draft, replyTo: Reply | undefined, isMe: boolean): void {
  if (isMe && draft.sender !== '') events.person({ id: draft.sender, name: draft.sender }, 'sure');
  events.message(messageOf(draft, replyTo));
}
