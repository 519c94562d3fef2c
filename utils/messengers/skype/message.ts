import { kindByName } from '../reading/attachment-kind';
import type { FoundMessage } from '../reading/chat-events';
import { type JsonObject, asArray, asId, asNumber, asObject, asString } from '../json/shape';
import type { Attachment, MessageKind, Reaction } from '../model';
import { momentOf, parseIso } from '../time/iso';
import { readContent, type SkypeContent, type SkypeObject } from './content';
import type { SkypeMedia } from './media';

/**
 * One of Skype's messages: `{id, displayName, originalarrivaltime, messagetype, content, from, properties, amsreferences}`.
 * null: it is no message. Types after siwen-r/skype-export-parser.
 */
export function messageOf(value: unknown, media: SkypeMedia): FoundMessage | null {
  const message = asObject(value);
  const type = asString(message?.['messagetype']);
  if (!message || (type === null && asString(message['content']) === null)) return null;
  const properties = asObject(message['properties']) ?? {};
  const content = contentOf(asString(message['content']) ?? '', type);
  const attachments = attachmentsOf(message, content, media);
  const kind = kindOf(type ?? '', content, properties, attachments.length > 0);
  const reactions = asArray(parsed(properties['emotions'])).flatMap(reactionOf);
  const edited = editedAt(properties, content);
  const forwarded = asObject(parsed(properties['forwardMetadata']));
  const from = senderOf(message);
  return {
    id: asId(message['id']),
    time: parseIso(asString(message['originalarrivaltime']) ?? ''),
    sender: kind === 'system' && from?.startsWith('19:') ? null : from,
    kind,
    ...(type !== null && { nativeKind: type + (kind === 'call' && content.about ? `/${content.about}` : '') }),
    text: content.text,
    ...(content.entities.length > 0 && { entities: content.entities }),
    ...(attachments.length > 0 && { attachments }),
    ...(content.reply && { replyTo: content.reply }),
    ...(reactions.length > 0 && { reactions }),
    ...(edited && { edited }),
    ...(forwarded && { forwarded: { from: asString(forwarded['original_sender']) } }),
  };
}

/** Who wrote: `8:live:bob`, in old exports at the end of an address. */
function senderOf(message: JsonObject): string | null {
  const from = asString(message['from']) ?? '';
  return from.slice(from.lastIndexOf('/') + 1) || null;
}

/** `Text` is no XML. Of what Skype itself wrote about calls and members only what it names is kept. */
function contentOf(content: string, type: string | null): SkypeContent {
  if (type === 'Text') return { text: content, entities: [], reply: null, objects: [], edited: null, about: null };
  const read = readContent(content);
  if (type === 'Event/Call') return { ...read, text: '', entities: [] };
  if (!type?.startsWith('ThreadActivity/')) return read;
  return { ...read, text: readContent(content.replace(/></g, '> <')).text.trim(), entities: [] };
}

function kindOf(type: string, content: SkypeContent, properties: JsonObject, hasFiles: boolean): MessageKind {
  if (asId(properties['deletetime']) !== null) return 'deleted';
  if (type === 'Event/Call' || type === 'RichText/ScheduledCallInvite' || type === 'Signal/Flamingo') return 'call';
  if (/^(?:ThreadActivity\/|Notice$|PopCard$|InviteFreeRelationshipChanged)/.test(type)) return 'system';
  if (type === 'Poll' || content.about === 'poll') return 'poll';
  if (type === 'RichText/Contacts' || content.about === 'contacts') return 'contact';
  if (type === 'RichText/Location' || content.about === 'location') return 'location';
  if (hasFiles) return content.objects.some((object) => /^Sticker|flik/i.test(object.type)) ? 'sticker' : 'media';
  if (content.text !== '') return 'text';
  // What is left of a message that was taken back is an edit without a text.
  return content.edited || asId(properties['edittime']) !== null ? 'deleted' : 'other';
}

function editedAt(properties: JsonObject, content: SkypeContent): FoundMessage['edited'] | null {
  const time = asNumber(properties['edittime']) ?? content.edited?.at ?? null;
  return time === null && !content.edited ? null : { at: momentOf(time, 0, 'millisecond') };
}

function attachmentsOf(message: JsonObject, { objects }: SkypeContent, media: SkypeMedia): readonly Attachment[] {
  if (objects.length > 0) return objects.map((object) => attachmentOf(object, media));
  const references = asArray(message['amsreferences']).flatMap((reference) => asString(reference) ?? []);
  return references.map((uri) => attachmentOf({ type: '', uri, name: '', size: null }, media));
}

function attachmentOf({ type, uri, name, size }: SkypeObject, media: SkypeMedia): Attachment {
  const object = /(?:\/objects\/)?([^/?#]+)(?:\/views\/[^/]*)?\/?(?:[?#][^]*)?$/.exec(uri)?.[1] ?? '';
  const path = media.pathOf(object);
  const isAddress = uri.includes('://');
  return {
    kind: fileKind(type, name),
    name,
    path,
    ...(path === null && { missing: media.hasFolder ? 'not-found' : 'left-out' }),
    ...(size !== null && { size }),
    ...(isAddress && { url: uri }),
  };
}

function fileKind(type: string, name: string): Attachment['kind'] {
  if (/^Picture/i.test(type)) return 'image';
  if (/^Video/i.test(type)) return 'video';
  if (/^Audio/i.test(type)) return 'voice';
  return /^Sticker/i.test(type) ? 'sticker' : kindByName(name);
}

/** `{key: "heart", users: [{mri, time, value}]}` */
function reactionOf(value: unknown): readonly Reaction[] {
  const reaction = asObject(value);
  const emoji = asString(reaction?.['key']);
  if (!emoji) return [];
  const by = asArray(reaction?.['users']).flatMap((user) => asString(asObject(user)?.['mri']) ?? []);
  return by.length === 0 ? [] : [{ emoji, count: by.length, by }];
}

/** Some properties are JSON in a string. */
function parsed(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return null;
  }
}
