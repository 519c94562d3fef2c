import { asId, asObject, asString } from '../json/shape';
import type { Entity } from '../model';
import { peerId } from './chat-header';

/** Telegram Desktop's names of a text's parts. tdesktop, export/output/export_output_json.cpp, SerializeText. */
const KINDS = new Map<string, Entity['kind']>([
  ['mention', 'mention'],
  ['mention_name', 'mention'],
  ['hashtag', 'hashtag'],
  ['cashtag', 'hashtag'],
  ['link', 'link'],
  ['text_link', 'link'],
  ['email', 'link'],
  ['phone', 'link'],
  ['bold', 'bold'],
  ['italic', 'italic'],
  ['underline', 'underline'],
  ['strikethrough', 'strike'],
  ['spoiler', 'spoiler'],
  ['code', 'code'],
  ['pre', 'pre'],
  ['blockquote', 'quote'],
  ['custom_emoji', 'emoji'],
  ['bot_command', 'other'],
  ['bank_card', 'other'],
  ['unknown', 'other'],
]);

/** A text and the parts of it with a meaning. */
export interface RichText {
  readonly text: string;
  readonly entities?: readonly Entity[];
}

/** The text of a message: a string, or an array of strings and of parts that have a type. */
export function richText(value: unknown): RichText {
  if (typeof value === 'string') return { text: value };
  if (!Array.isArray(value)) return { text: '' };
  let text = '';
  const entities: Entity[] = [];
  for (const part of value as readonly unknown[]) {
    const object = asObject(part);
    const words = (object ? asString(object.text) : asString(part)) ?? '';
    const type = object && asString(object.type);
    if (type && type !== 'plain') {
      const meant = object.href ?? object.document_id ?? object.language ?? null;
      const target = object.user_id === undefined ? asId(meant) : peerId(object.user_id);
      entities.push({
        kind: KINDS.get(type) ?? 'other',
        start: text.length,
        length: words.length,
        ...(target !== null && target !== '' && { value: target }),
      });
    }
    text += words;
  }
  return entities.length > 0 ? { text, entities } : { text };
}
