import { classesOf } from '../html/classes';

/** What an element is to a message. */
export type Role =
  | 'message'
  | 'sent'
  | 'tapbacks'
  | 'versions'
  | 'row'
  | 'sticker'
  | 'video'
  | 'none'
  // These gather their text.
  | 'announcement'
  | 'stamp'
  | 'sender'
  | 'text'
  | 'part'
  | 'app'
  | 'error'
  | 'tapback'
  | 'cell'
  | 'reply-mark'
  | 'shareplay'
  | 'location'
  | 'unsent'
  | 'skipped';

const SILENT: ReadonlySet<Role> = new Set([
  'message',
  'sent',
  'tapbacks',
  'versions',
  'row',
  'sticker',
  'video',
  'none',
]);

/** Whether an element's text is gathered. */
export function hasText(role: Role): boolean {
  return !SILENT.has(role);
}

/** The classes of imessage-exporter's templates, those of older versions among them. */
const BY_CLASS: ReadonlyMap<string, Role> = new Map([
  ['message', 'message'],
  ['sent', 'sent'],
  ['announcement', 'announcement'],
  ['timestamp', 'stamp'],
  ['sender', 'sender'],
  ['subject', 'text'],
  ['bubble', 'text'],
  ['message_part', 'part'],
  ['app', 'app'],
  ['attachment_error', 'error'],
  ['tapbacks', 'tapbacks'],
  ['reactions', 'tapbacks'],
  ['sticker', 'sticker'],
  ['reply_context', 'reply-mark'],
  ['shareplay', 'shareplay'],
  ['shared_location', 'location'],
  ['unsent', 'unsent'],
  ['reply_anchor', 'skipped'],
  ['expressive', 'skipped'],
  ['deleted', 'skipped'],
  ['sticker_effect', 'skipped'],
  ['sticker_name', 'skipped'],
  ['genmoji_prompt', 'skipped'],
]);

/** By tag and classes. @param around the roles of the elements that it is in */
export function roleOf(
  tag: string,
  attributes: Readonly<Record<string, string>>,
  around: { has(role: Role): boolean },
): Role {
  const classes = classesOf(attributes);
  if (around.has('text') || around.has('app') || around.has('skipped')) return 'none';
  if (around.has('tapbacks')) return tag === 'span' || classes.has('sticker_tapback') ? 'tapback' : 'none';
  if (around.has('versions')) return tag === 'tr' ? 'row' : tag === 'td' ? 'cell' : 'none';
  if (tag === 'table' && around.has('part')) return 'versions';
  if (tag === 'video') return 'video';
  if (tag === 'style' || tag === 'title' || tag === 'script') return 'skipped';
  for (const name of classes) {
    const role = BY_CLASS.get(name);
    if (role) return role;
  }
  return 'none';
}
