import { kindByName } from '../reading/attachment-kind';
import type { FoundMessage } from '../reading/chat-events';
import { filled } from '../reading/filled';
import { type JsonObject, asArray, asId, asNumber, asObject, asString } from '../json/shape';
import type { Attachment, Entity, MessageKind, Participant, Reaction } from '../model';
import { parseIso } from '../time/iso';
import { embedText } from './embed-text';
import { mentionsIn } from './mentions';

type FindFile = (address: string, kind?: Attachment['kind']) => Attachment;

/** Types of what people (and bots) write, by the exporter's names and by Discord's numbers; all others Discord writes. */
const WRITTEN = new Set(['Default', 'Reply', 'ChatInputCommand', 'ContextMenuCommand', '0', '19', '20', '23']);

/** Who wrote, by the name that is shown; null: that is not told. */
export function exporterAuthor(value: unknown): Participant | null {
  const author = asObject(value);
  const id = asId(author?.['id']);
  return id === null ? null : { id, name: asString(author?.['nickname']) || (asString(author?.['name']) ?? '') };
}

/**
 * A message of DiscordChatExporter's JSON; null: it is none. Tyrrrz/DiscordChatExporter, JsonMessageWriter.cs and
 * MessageKind.cs; older files lack `stickers`, `nickname`, `reference`, users of reactions and more.
 * @param channel id of the channel that it is in
 */
export function exporterMessage(value: unknown, channel: string, find: FindFile): FoundMessage | null {
  const message = asObject(value);
  const id = asId(message?.['id']);
  if (!message || id === null) return null;
  const type = asId(message['type']) ?? 'Default';
  const forwarded = asObject(message['forwardedMessage']);
  const attachments = [message, forwarded ?? {}].flatMap((some) => attachmentsOf(some, find));
  const reactions = asArray(message['reactions']).flatMap((reaction) => reactionOf(reaction) ?? []);
  const { text, entities } = textOf(message, forwarded);
  const reply = replyTo(asObject(message['reference']), channel);
  const edited = parseIso(asString(message['timestampEdited']) ?? '');
  const forwardedAt = parseIso(asString(forwarded?.['timestamp']) ?? '');
  return {
    id,
    time: parseIso(asString(message['timestamp']) ?? ''),
    sender: exporterAuthor(message['author'])?.id ?? null,
    kind: kindOf(type, text, attachments),
    text,
    ...(type !== 'Default' && type !== '0' && { nativeKind: type }),
    ...filled({ entities, attachments, reactions }),
    ...(reply && { replyTo: { id: reply } }),
    ...(edited && { edited: { at: edited } }),
    ...(forwarded && { forwarded: { from: null, ...(forwardedAt && { at: forwardedAt }) } }),
  };
}

function kindOf(type: string, text: string, attachments: readonly Attachment[]): MessageKind {
  if (type === 'Call' || type === '3') return 'call';
  if (!WRITTEN.has(type)) return 'system';
  if (attachments.length === 0) return text === '' ? 'other' : 'text';
  return attachments.every(({ kind }) => kind === 'sticker') ? 'sticker' : 'media';
}

/** What was written, what was forwarded, and what bots show in boxes: those of people are previews of links. */
function textOf(message: JsonObject, forwarded: JsonObject | null): { text: string; entities: readonly Entity[] } {
  const content = asString(message['content']) ?? '';
  let text = content || (asString(forwarded?.['content']) ?? '');
  const entities = [...mentionsIn(text, asArray(message['mentions']))];
  const isShown = text === '' || asObject(message['author'])?.['isBot'] === true;
  const embeds = isShown ? [...asArray(message['embeds']), ...asArray(forwarded?.['embeds'])].map(embedText) : [];
  for (const embed of embeds) {
    if (embed === '') continue;
    const start = text === '' ? 0 : text.length + 1;
    text += (text === '' ? '' : '\n') + embed;
    entities.push({ kind: 'quote', start, length: embed.length });
  }
  return { text, entities };
}

function attachmentsOf(message: JsonObject, find: FindFile): readonly Attachment[] {
  const files = asArray(message['attachments']).map((value): Attachment => {
    const file = asObject(value);
    const name = asString(file?.['fileName']);
    const found = fileAt(file?.['url'], find, name === null ? undefined : kindByName(name));
    const size = asNumber(file?.['fileSizeBytes']);
    return { ...found, name: name ?? found.name, ...(size !== null && { size }) };
  });
  const stickers = asArray(message['stickers']).map((value): Attachment => {
    const sticker = asObject(value);
    const found = fileAt(sticker?.['sourceUrl'], find, 'sticker');
    return { ...found, name: asString(sticker?.['name']) ?? found.name };
  });
  return [...files, ...stickers];
}

/** Files that were downloaded are named by their paths, with `\` when that was done on Windows. */
function fileAt(url: unknown, find: FindFile, kind?: Attachment['kind']): Attachment {
  const address = asString(url);
  if (!address) return { kind: kind ?? 'unknown', name: '', path: null, missing: 'left-out' };
  return find(address.includes('://') ? address : address.replaceAll('\\', '/'), kind);
}

function reactionOf(value: unknown): Reaction | null {
  const reaction = asObject(value);
  const emoji = asString(asObject(reaction?.['emoji'])?.['name']);
  const by = asArray(reaction?.['users']).flatMap((user) => asId(asObject(user)?.['id']) ?? []);
  if (!emoji) return null;
  return { emoji, count: asNumber(reaction?.['count']) ?? Math.max(1, by.length), ...(by.length > 0 && { by }) };
}

/** Id of what is answered (or was pinned), when that is in the same channel and not what was forwarded. */
function replyTo(reference: JsonObject | null, channel: string): string | null {
  const where = asId(reference?.['channelId']);
  if (!reference || reference['type'] === 'Forward' || (where !== null && where !== channel)) return null;
  return asId(reference['messageId']);
}
