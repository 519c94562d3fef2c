import type { Attachment, Chat, Entity, Message, Participant } from '@/utils/messengers/model';

/** A chat, and what Telegram Desktop knows of it. */
export interface WrittenChat {
  readonly chat: Chat;
  readonly people: readonly Participant[];
  readonly messages: readonly Message[];
}

/** How a file is written. */
export interface WriteOptions {
  /** Who makes the export of a whole account; absent: an export of one chat. */
  readonly me?: Participant;
  /** As programs up to 2021 wrote: times of a clock alone, and no `text_entities`. */
  readonly old?: boolean;
}

/** A `result.json` as Telegram Desktop writes it, its invalid escapes for control characters too. */
export function writeTelegramJson(chats: readonly WrittenChat[], { me, old = false }: WriteOptions = {}): string {
  const written = chats.map((chat) => chatObject(chat, old));
  if (!me) return serialize(written[0], 0);
  return serialize(
    {
      about: 'Here is the data you requested.',
      personal_information: { user_id: idNumber(me.id), first_name: me.name, last_name: '', phone_number: '+00 1' },
      contacts: { about: '', list: [{ user_id: 1, first_name: '"messages": [', date: '2024-01-01T00:00:00' }] },
      chats: { about: 'x', list: written },
      left_chats: { about: '', list: [] },
    },
    0,
  );
}

function chatObject({ chat, people, messages }: WrittenChat, old: boolean): object {
  const name = new Map(people.map((person) => [person.id, person.name || null]));
  const nameless = chat.kind === 'self';
  return {
    ...(!nameless && { name: chat.title || null }),
    type: typeOf(chat),
    id: idNumber(chat.id),
    messages: messages.map((message) => messageObject(message, name, old)),
  };
}

function typeOf({ id, kind }: Chat): string {
  if (kind === 'self') return 'saved_messages';
  if (kind === 'direct') return 'personal_chat';
  if (kind === 'bot') return 'bot_chat';
  if (kind === 'channel') return 'public_channel';
  return id.startsWith('chat') ? 'private_group' : 'private_supergroup';
}

function idNumber(id: string): number {
  return Number(id.replace(/^\D+/, ''));
}

function timeFields(key: string, { ms, zone }: { readonly ms: number; readonly zone: number | null }): object {
  return {
    [key]: new Date(ms).toISOString().slice(0, 19),
    ...(zone !== null && { [`${key}_unixtime`]: String(ms / 1000) }),
  };
}

function messageObject(message: Message, name: ReadonlyMap<string, string | null>, old: boolean): object {
  const { id, time, sender, kind, nativeKind, text, edited, forwarded, replyTo, reactions } = message;
  if (nativeKind === 'unsupported') return { id: Number(id), type: 'unsupported' };
  const isService = kind === 'system' || kind === 'call';
  const who = sender === null ? {} : { name: name.get(sender) ?? null, id: sender };
  const from =
    sender === null ? {} : isService ? { actor: who.name, actor_id: who.id } : { from: who.name, from_id: who.id };
  return {
    id: Number(id),
    type: isService ? 'service' : 'message',
    ...(time && timeFields('date', time)),
    ...(edited?.at && timeFields('edited', edited.at)),
    ...from,
    ...(isService && { action: nativeKind, title: text, ...(replyTo && { message_id: Number(replyTo.id) }) }),
    ...(forwarded && { forwarded_from: forwarded.from }),
    ...(!isService && replyTo && { reply_to_message_id: Number(replyTo.id) }),
    ...Object.assign({}, ...(message.attachments ?? []).map((one) => fileFields(one, nativeKind))),
    ...(reactions && {
      reactions: reactions.map(({ emoji, count, by = [] }) => ({
        type: 'emoji',
        count,
        emoji,
        recent: by.map((one) => ({ from: name.get(one) ?? null, from_id: one, date: '2024-01-01T00:00:00' })),
      })),
    }),
    ...textFields(message, isService ? '' : text, old),
  };
}

function fileFields({ kind, name, path, missing, size, type }: Attachment, nativeKind: string | undefined): object {
  const said = {
    'left-out': '(File not included. Change data exporting settings to download.)',
    'too-large': '(File exceeds maximum size. Change data exporting settings to download.)',
    expired: '(File unavailable, please try again later)',
    remote: '',
    'not-found': `files/${name}`,
  };
  const place = (path ?? said[missing ?? 'left-out']).replace(/^Export\//, '');
  if (kind === 'image' && type === undefined)
    return { photo: place, ...(size !== undefined && { photo_file_size: size }) };
  return {
    file: place,
    ...(name !== '' && { file_name: name }),
    ...(size !== undefined && { file_size: size }),
    ...(nativeKind !== undefined && { media_type: nativeKind }),
    ...(type !== undefined && { mime_type: type }),
  };
}

function textFields({ entities = [] }: Message, text: string, old: boolean): object {
  const parts: (string | object)[] = [];
  let at = 0;
  const plain = (end: number): void => {
    if (end > at) parts.push(text.slice(at, end));
    at = end;
  };
  for (const { kind, start, length, value } of text === '' ? [] : entities) {
    plain(start);
    parts.push({ ...entityType(kind, value), text: text.slice(start, start + length) });
    at = start + length;
  }
  plain(text.length);
  const objects = parts.map((part) => (typeof part === 'string' ? { type: 'plain', text: part } : part));
  const isPlain = parts.every((part) => typeof part === 'string');
  return { text: isPlain ? text : parts, ...(!old && { text_entities: objects }) };
}

function entityType(kind: Entity['kind'], value: string | undefined): object {
  if (kind === 'mention')
    return value === undefined ? { type: kind } : { type: 'mention_name', user_id: idNumber(value) };
  if (kind === 'link') return value === undefined ? { type: kind } : { type: 'text_link', href: value };
  if (kind === 'emoji') return { type: 'custom_emoji', document_id: value };
  if (kind === 'pre') return { type: 'pre', language: value ?? '' };
  return { type: { strike: 'strikethrough', quote: 'blockquote', other: 'bot_command' }[kind as string] ?? kind };
}

function serialize(value: unknown, depth: number): string {
  const [inner, outer] = [' '.repeat(depth + 1), ' '.repeat(depth)];
  if (Array.isArray(value))
    return value.length === 0
      ? '[]'
      : `[${value.map((one) => `\n${inner}${serialize(one, depth + 1)}`).join(',')}\n${outer}]`;
  if (typeof value === 'object' && value !== null)
    return `{${Object.entries(value)
      .map(([key, one]) => `\n${inner}"${key}": ${serialize(one, depth + 1)}`)
      .join(',')}\n${outer}}`;
  return typeof value === 'string' ? serializeString(value) : String(value);
}

function serializeString(text: string): string {
  // JSON.stringify escapes what it must; of these the program writes control characters in a way of its own.
  return JSON.stringify(text).replace(/\\(?:u00([01][0-9a-f])|b|f|[^])/g, (escape, digits: string | undefined) => {
    if (digits !== undefined) return `\\x${digits.toUpperCase()}`;
    return escape === '\\b' ? '\\x08' : escape === '\\f' ? '\\x0C' : escape;
  });
}
