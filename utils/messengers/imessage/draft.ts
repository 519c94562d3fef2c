import type { ChatEvents, FoundMessage } from '../chat-events';
import { gatherReactions } from '../gather-reactions';
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

/** `Loved by Ann`, `☕️ by Ann`, `Sticker from Ann: attachments/1/2.heic`; null for what is none. */
export function readTapback(
  line: string,
): { readonly emoji: string; readonly by: string; readonly path?: string } | null {
  const sticker = /^(?:[A-Z]\w* )?Sticker from (.{1,200}?)(?:: (.{1,1024})| not found!)$/.exec(line);
  if (sticker) return { emoji: 'Sticker', by: sticker[1] ?? '', ...(sticker[2] !== undefined && { path: sticker[2] }) };
  const at = line.indexOf(' by ');
  if (at < 1 || at > 64) return null;
  return { emoji: line.slice(0, at), by: line.slice(at + 4) };
}

/** The finished message. @param replyTo what it answers, as far as known */
export function messageOf(draft: Draft, replyTo: Reply | undefined): FoundMessage {
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
