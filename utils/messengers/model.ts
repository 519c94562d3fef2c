/**
 * What every messenger's export is read into: chats, the people in them, their messages with attachments, and what was
 * not understood. A reader, a search or a merge needs nothing else; the archive still holds the original bytes.
 */

/** The messengers whose exports are understood. */
export const MESSENGERS = [
  'whatsapp',
  'telegram',
  'messenger',
  'instagram',
  'discord',
  'slack',
  'element',
  'signal',
  'google-chat',
  'rocketchat',
  'skype',
  'line',
  'kakaotalk',
  'imessage',
  'xmpp',
] as const;

/** One of {@link MESSENGERS}. */
export type Messenger = (typeof MESSENGERS)[number];

/** `self`: notes to oneself. `unknown`: the export does not say whether it is a chat of two or of more. */
export const CHAT_KINDS = ['direct', 'group', 'channel', 'bot', 'self', 'unknown'] as const;

/** One of {@link CHAT_KINDS}. */
export type ChatKind = (typeof CHAT_KINDS)[number];

/** One conversation. */
export interface Chat {
  /**
   * The messenger's own id where the export has one; otherwise made of what names the chat (its title), so that the same
   * chat has the same id in the next export. Unique in the export.
   */
  readonly id: string;
  /** As the messenger shows it; '' where the export does not tell. */
  readonly title: string;
  readonly kind: ChatKind;
  /** What could not be decided by the file alone: whether dates such as 3/5/2019 have the day first, and how that is known. */
  readonly dayFirst?: { readonly value: boolean; readonly by: 'file' | 'answer' | 'guess' };
}

/** A person (or bot) in a chat: one who wrote, or whom the export lists as a member. */
export interface Participant {
  /** The messenger's own id where the export has one; otherwise the name as written. Unique in the chat. */
  readonly id: string;
  /** '' where the export does not tell. */
  readonly name: string;
}

/** When something happened, with what is known of the clock. */
export interface Moment {
  /**
   * Milliseconds since 1970: of the moment itself where `zone` is known; otherwise of what the clock showed, read as if it
   * were UTC.
   */
  readonly ms: number;
  /** Minutes east of UTC, 0 for UTC; null where the export does not say: the clock of whoever exported. */
  readonly zone: number | null;
  readonly precision: (typeof PRECISIONS)[number];
}

/** How exactly a {@link Moment} is known. */
export const PRECISIONS = ['minute', 'second', 'millisecond'] as const;

/**
 * `system` is whatever the messenger itself wrote: joined, renamed, encrypted. `media`: attachments, with or without a text.
 * `deleted`: taken back by its sender. `other`: of a kind that Passkeep has no name for; `nativeKind` has the messenger's.
 */
export const MESSAGE_KINDS = [
  'text',
  'media',
  'sticker',
  'location',
  'contact',
  'poll',
  'call',
  'deleted',
  'system',
  'other',
] as const;

/** One of {@link MESSAGE_KINDS}. */
export type MessageKind = (typeof MESSAGE_KINDS)[number];

/** One message. */
export interface Message {
  /** {@link Chat.id}. */
  readonly chat: string;
  /** The messenger's own id, unique in the chat; null where the export has none ({@link messageKey} makes one then). */
  readonly id: string | null;
  /** Place in the export, from 0, counted over the whole chat: the order of the file, which need not be that of time. */
  readonly seq: number;
  /** null where the export gives none (deleted, unsupported) or one that cannot be read. */
  readonly time: Moment | null;
  /** {@link Participant.id}; null for the messenger itself and for deleted accounts. */
  readonly sender: string | null;
  readonly kind: MessageKind;
  /** The messenger's own word for the kind, where it says more than `kind`. */
  readonly nativeKind?: string;
  /** Plain text as the sender wrote it, without what the messenger added; '' for none. */
  readonly text: string;
  /** Parts of `text` with a meaning, in their order. */
  readonly entities?: readonly Entity[];
  readonly attachments?: readonly Attachment[];
  readonly replyTo?: Reply;
  readonly reactions?: readonly Reaction[];
  /** Present when the sender changed it later; `at` and earlier texts where the export has them, oldest first. */
  readonly edited?: { readonly at: Moment | null; readonly earlier?: readonly string[] };
  readonly forwarded?: { readonly from: string | null; readonly at?: Moment };
}

/** What a part of a text can be. */
export const ENTITY_KINDS = [
  'bold',
  'italic',
  'underline',
  'strike',
  'spoiler',
  'code',
  'pre',
  'quote',
  'link',
  'mention',
  'hashtag',
  'emoji',
  'other',
] as const;

/** A part of a text: UTF-16 units from `start` on. `value`: where a link leads, whom a mention means, the language of code. */
export interface Entity {
  readonly kind: (typeof ENTITY_KINDS)[number];
  readonly start: number;
  readonly length: number;
  readonly value?: string;
}

/** What a message answers: a native id in the same chat where there is one, or what the export quotes of it. */
export interface Reply {
  readonly id?: string;
  readonly sender?: string;
  readonly text?: string;
}

/** A reaction, and by whom as far as the export tells. */
export interface Reaction {
  /** The emoji itself, or the messenger's name for it. */
  readonly emoji: string;
  readonly count: number;
  /** {@link Participant.id}s, or names where the export has only these. */
  readonly by?: readonly string[];
}

/** What a file that belongs to a message can be. */
export const ATTACHMENT_KINDS = ['image', 'video', 'audio', 'voice', 'sticker', 'file', 'contact', 'unknown'] as const;

/**
 * Why the file of an attachment is not there. `left-out`: exported without it. `too-large`, `expired`: as the export itself
 * says. `remote`: only an address on the messenger's server. `not-found`: the export names a file that it has not got.
 */
export const MISSING_REASONS = ['left-out', 'too-large', 'expired', 'remote', 'not-found'] as const;

/** A file that belongs to a message. */
export interface Attachment {
  readonly kind: (typeof ATTACHMENT_KINDS)[number];
  /** File name as the message has it; '' where it tells none. */
  readonly name: string;
  /** Path of the file among those of the export ({@link ExportFile.path}); null: it is not there. */
  readonly path: string | null;
  readonly missing?: (typeof MISSING_REASONS)[number];
  /** Bytes, where the export tells. */
  readonly size?: number;
  /** MIME type, where the export tells. */
  readonly type?: string;
  /** Its address, for `remote`. May hold a token that opens it: never shown as a link. */
  readonly url?: string;
}

/**
 * `syntax`: not what the format allows. `cut-short`: the file ends in the middle. `too-long`: one piece above what is read
 * at once. `unknown`: well-formed, but nothing that is known. `unreadable`: the file cannot be read.
 */
export const UNPARSED_REASONS = ['syntax', 'cut-short', 'too-long', 'unknown', 'unreadable'] as const;

/** A piece of the export that was not understood. Nothing is dropped in silence. */
export interface Unparsed {
  /** {@link ExportFile.path}. */
  readonly file: string;
  /** Line in it, from 1; null where lines say nothing. */
  readonly line: number | null;
  readonly reason: (typeof UNPARSED_REASONS)[number];
  /** Its beginning, at most {@link EXCERPT} UTF-16 units. */
  readonly excerpt: string;
}

/** Longest {@link Unparsed.excerpt}. UTF-16 units. */
export const EXCERPT = 200;

/**
 * What reading an export yields, in the order of its files. A chat comes before its participants and messages; one that comes
 * again (same id) replaces what was said of it.
 */
export type ExportEvent =
  | { readonly type: 'chat'; readonly chat: Chat }
  | {
      readonly type: 'participant';
      readonly chat: string;
      readonly participant: Participant;
      /** Whether it is who made the export; `sure` when the export says so, otherwise a guess. Absent: not known. */
      readonly me?: 'sure' | 'guess';
    }
  | { readonly type: 'message'; readonly message: Message }
  | { readonly type: 'unparsed'; readonly unparsed: Unparsed };
