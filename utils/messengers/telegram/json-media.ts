import { type JsonObject, asArray, asNumber, asObject, asString } from '../json/shape';
import type { Attachment, MessageKind } from '../model';
import type { Attachments } from './attachments';

/** By `media_type`; a file without one is what its MIME type says. */
const FILE_KINDS = new Map<string, Attachment['kind']>([
  ['sticker', 'sticker'],
  ['video_message', 'video'],
  ['voice_message', 'voice'],
  ['animation', 'video'],
  ['video_file', 'video'],
  ['audio_file', 'audio'],
]);

/** What a message has beside its text. */
export interface Media {
  readonly kind: MessageKind;
  readonly nativeKind?: string;
  /** The words in it: of a poll, a contact, a place. */
  readonly words: string;
}

/** Members that make a message one of a kind that Passkeep has no name for. */
const OTHERS = ['game_title', 'invoice_information', 'giveaway_information', 'giveaway_results', 'todo_list'] as const;

/** The kind of a message by what it has beside its text; null for nothing. */
export function mediaOf(message: JsonObject): Media | null {
  const { media_type: type, poll, contact_information: contact, location_information: location } = message;
  if (message.file !== undefined || message.photo !== undefined || type !== undefined) {
    const kind = type === 'sticker' ? 'sticker' : 'media';
    return { kind, words: '', ...(typeof type === 'string' && { nativeKind: type }) };
  }
  if (poll !== undefined) return { kind: 'poll', words: pollWords(asObject(poll)) };
  if (contact !== undefined) return { kind: 'contact', words: contactWords(asObject(contact)) };
  if (location !== undefined || message.place_name !== undefined)
    return { kind: 'location', words: placeWords(message, asObject(location)) };
  const other = OTHERS.find((key) => message[key] !== undefined);
  if (!other) return null;
  const about = asObject(message[other]);
  const words = about ? [about.title, about.description] : [message.game_title, message.game_description];
  return { kind: 'other', nativeKind: other, words: lines(words) };
}

/** The files of a message. The picture that stands for a video or a file is none of its own. */
export function filesOf(message: JsonObject, attachments: Attachments): Attachment[] {
  const files: Attachment[] = [];
  const { photo, file, contact_vcard: card } = message;
  if (typeof photo === 'string') files.push(attachments.at(photo, { kind: 'image', ...size(message.photo_file_size) }));
  if (typeof file === 'string') {
    const type = asString(message.mime_type);
    const name = asString(message.file_name);
    const kind = FILE_KINDS.get(asString(message.media_type) ?? '') ?? kindByType(type);
    files.push(attachments.at(file, { kind, name, ...size(message.file_size), ...(type !== null && { type }) }));
  }
  if (typeof card === 'string')
    files.push(attachments.at(card, { kind: 'contact', ...size(message.contact_vcard_file_size) }));
  return files;
}

function size(value: unknown): { size?: number } {
  const bytes = asNumber(value);
  return bytes === null ? {} : { size: bytes };
}

function kindByType(type: string | null): Attachment['kind'] {
  const main = type?.slice(0, type.indexOf('/'));
  return main === 'image' || main === 'video' || main === 'audio' ? main : 'file';
}

function pollWords(poll: JsonObject | null): string {
  const answers = asArray(poll?.answers).map((answer) => asObject(answer)?.text);
  return lines([poll?.question, ...answers]);
}

function contactWords(contact: JsonObject | null): string {
  const name = [contact?.first_name, contact?.last_name].filter((part) => typeof part === 'string' && part !== '');
  return lines([name.join(' '), contact?.phone_number]);
}

function placeWords(message: JsonObject, location: JsonObject | null): string {
  const [latitude, longitude] = [asNumber(location?.latitude), asNumber(location?.longitude)];
  const point = latitude === null || longitude === null ? null : `${latitude}, ${longitude}`;
  return lines([message.place_name, message.address, point]);
}

function lines(parts: readonly unknown[]): string {
  return parts.filter((part) => typeof part === 'string' && part !== '').join('\n');
}
