import type { Attachment, MessageKind } from '../model';
import { withoutMarks } from './fold';

/** Finds the file of an export by the name that a message has for it; null: it is not there. */
export type FindFile = (name: string) => { readonly path: string; readonly size: number } | null;

/** How WhatsApp names what was sent: for Android `PTT-20220323-WA0000.opus`, for iOS `00000035-PHOTO-2022-03-27-21-41-55.jpg`. */
const NAMED = /^(?:([A-Z]{3})-\d{8}-WA\d+|\d{8}-([A-Z]{3,8})(?:-\d+){6})\.\w+$/;

const KINDS = new Map<string, Attachment['kind']>([
  ...pairs('image', 'IMG PHOTO jpg jpeg png heic gif bmp'),
  ...pairs('video', 'VID VIDEO GIF mp4 3gp mov mkv avi webm'),
  ...pairs('audio', 'AUD AUDIO mp3 m4a aac ogg wav amr flac'),
  ...pairs('voice', 'PTT opus'),
  ...pairs('sticker', 'STK STICKER webp was'),
  ...pairs('contact', 'vcf'),
]);

function pairs(kind: Attachment['kind'], words: string): [string, Attachment['kind']][] {
  return words.split(' ').map((word) => [word, kind]);
}

/** Whether a name is one that WhatsApp itself gives, or that of a contact's card, which is sent under the contact's. */
export function isGivenName(name: string): boolean {
  return NAMED.test(name) || name.endsWith('.vcf');
}

/** Whether a text can be the name of a file: it ends in a short extension. */
export function isFileName(text: string): boolean {
  return text.length <= 255 && /[^.\s/\\]\.[A-Za-z0-9]{1,8}$/.test(text) && !/[<>"/\\\n]/.test(text);
}

/** What a message has attached under a name. */
export function attached(name: string, find: FindFile): Attachment {
  const file = find(name);
  const kind = kindOf(name);
  return file ? { kind, name, path: file.path, size: file.size } : { kind, name, path: null, missing: 'not-found' };
}

function kindOf(name: string): Attachment['kind'] {
  const match = NAMED.exec(name);
  const given = KINDS.get(match?.[1] ?? match?.[2] ?? '');
  const extension = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  // iOS calls voice messages audio; only they are Opus.
  if (given === 'audio' && extension === 'opus') return 'voice';
  return given ?? KINDS.get(extension) ?? 'file';
}

/** Words in which languages agree, for what was left out: `GIF omitted`, `vídeo omitido`. */
const LEFT_OUT: readonly (readonly [RegExp, Attachment['kind']])[] = [
  [/sti[ck]+er/i, 'sticker'],
  [/v[ií]d[eé]o|vidéo|gif|видео|відео|ビデオ|वीडियो|วิดีโอ|فيديو/i, 'video'],
  [/[aá]udio|аудио|аудіо|ऑडियो|音声/i, 'audio'],
  [/image|imagen|imagem|immagine|photo|foto|bild/i, 'image'],
  [/document|dokument/i, 'file'],
];

/**
 * What was left out of an export made without media.
 * @param phrase what the export says instead of it
 * @param name that of the file, where the export tells
 */
export function leftOut(phrase: string, name: string): Attachment {
  const kind = name === '' ? LEFT_OUT.find(([pattern]) => pattern.test(phrase))?.[1] : kindOf(name);
  return { kind: kind ?? 'unknown', name: withoutMarks(name), path: null, missing: 'left-out' };
}

/** The kind of a message with an attachment. */
export function kindOfMessage({ kind }: Attachment): MessageKind {
  return kind === 'sticker' || kind === 'contact' ? kind : 'media';
}
