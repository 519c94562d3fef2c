import type { Message, Moment, Reaction, Reply } from '../model';
import type { Attachments } from './attachments';
import type { HtmlMedia } from './html-media';
import type { RichText } from './json-text';

/** What a page has told of a message so far. */
export interface Draft {
  /** Of Telegram; null where the element has none that can be read. */
  readonly id: string | null;
  readonly isService: boolean;
  /** Its sender is that of the message before. */
  readonly isJoined: boolean;
  time: Moment | null;
  /** As written; null: not told. */
  from: string | null;
  text: RichText | null;
  media: HtmlMedia | null;
  /** Link to the picture that a service message is about. */
  picture: string | null;
  reply: Reply | null;
  forwarded: { from: string | null; at: Moment | null } | null;
  readonly reactions: { emoji: string; count: number; readonly by: string[] }[];
}

/** A message without more than its element's own attributes. */
export function draftOf(id: string | undefined, classes: ReadonlySet<string>): Draft {
  return {
    id: /^message(-?\d{1,16})$/.exec(id ?? '')?.[1] ?? null,
    isService: classes.has('service'),
    isJoined: classes.has('joined'),
    time: null,
    from: null,
    text: null,
    media: null,
    picture: null,
    reply: null,
    forwarded: null,
    reactions: [],
  };
}

/**
 * Whether it only says which day begins: those are numbered -1, -2…, and the messages of a group before it became a
 * supergroup from -1,000,000,000 on. tdesktop, export/output/export_output_html.cpp, writeDialogSlice, and
 * export/export_api_wrap.cpp, AdjustMigrateMessageIds.
 */
export function isDivider({ isService, id }: Draft): boolean {
  return isService && id !== null && Number(id) < 0 && Number(id) > -500_000_000;
}

/** The sentence that stands for a message that the program did not know, in English whatever its language. */
const UNSUPPORTED = 'This message is not supported by this version of Telegram Desktop.';

/** The message. @param sender of it, as {@link Message.sender} */
export function messageOfDraft(
  draft: Draft,
  chat: string,
  seq: number,
  sender: string | null,
  attachments: Attachments,
): Message {
  const { id, time, reply, forwarded } = draft;
  const reactions = draft.reactions.map(({ emoji, count, by }): Reaction => {
    return { emoji, count: count || by.length || 1, ...(by.length > 0 && { by }) };
  });
  return {
    chat,
    id,
    seq,
    time,
    sender,
    ...contentOf(draft, attachments),
    ...(reply && { replyTo: reply }),
    ...(reactions.length > 0 && { reactions }),
    ...(forwarded && { forwarded: { from: forwarded.from, ...(forwarded.at && { at: forwarded.at }) } }),
  };
}

type Content = Pick<Message, 'kind' | 'nativeKind' | 'text' | 'entities' | 'attachments'>;

function contentOf({ isService, text: rich, media, picture }: Draft, attachments: Attachments): Content {
  const { text = '', entities } = rich ?? {};
  if (isService) {
    if (text.startsWith(UNSUPPORTED)) return { kind: 'other', nativeKind: 'unsupported', text: '' };
    const files = picture === null ? [] : [attachments.linked(picture, { kind: 'image' })];
    return { kind: 'system', text, ...(files.length > 0 && { attachments: files }) };
  }
  const rest = { text, ...(entities && { entities }) };
  if (!media) return { kind: 'text', ...rest };
  const { words, ...of } = media.done(attachments);
  if (words === '') return { ...of, ...rest };
  return { ...of, ...rest, text: text === '' ? words : `${text}\n${words}` };
}
