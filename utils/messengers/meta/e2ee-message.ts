import type { FoundMessage } from '../reading/chat-events';
import { filled } from '../reading/filled';
import { asArray, asNumber, asObject, asString } from '../json/shape';
import type { Attachment, MessageKind } from '../model';
import { momentOf } from '../time/iso';
import { type FindAttachment, attachmentOf } from './dyi-message';
import { metaReactions, metaString } from './strings';

/** Types that say no more than what the message itself shows. Importers have met both ways of writing. */
const PLAIN = new Set(['generic', 'text', 'link', 'media']);

/**
 * A message of Messenger's end-to-end-encrypted export: `{senderName, timestamp, text, media, reactions, isUnsent, type}`.
 * null: it is no message. Fields after kenn-io/msgvault.
 */
export function e2eeMessage(value: unknown, find: FindAttachment): FoundMessage | null {
  const message = asObject(value);
  if (!message || !(Object.hasOwn(message, 'senderName') || Object.hasOwn(message, 'timestamp'))) return null;
  const attachments = asArray(message['media']).map((file) => attachmentOf(file, find));
  const reactions = metaReactions(asArray(message['reactions']));
  const text = metaString(message['text']) ?? '';
  const type = asString(message['type']);
  return {
    id: null,
    time: momentOf(asNumber(message['timestamp']), 0, 'millisecond'),
    sender: metaString(message['senderName']) || null,
    kind: kindOf(message['isUnsent'] === true, type, text, attachments),
    text,
    ...(type && !PLAIN.has(type.toLowerCase()) && { nativeKind: type }),
    ...filled({ attachments, reactions }),
  };
}

function kindOf(isUnsent: boolean, type: string | null, text: string, attachments: readonly Attachment[]): MessageKind {
  if (isUnsent) return 'deleted';
  if (type && /^(?:call|poll)$/i.test(type)) return type.toLowerCase() as 'call' | 'poll';
  if (attachments.length > 0) return 'media';
  return text === '' ? 'other' : 'text';
}
