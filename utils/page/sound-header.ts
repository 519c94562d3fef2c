import { asArray, asObject, asString } from '@/utils/messengers/json/shape';
import { CHAT_KINDS, type Chat, type Participant } from '@/utils/messengers/model';
import {
  CAPTURED_VIEW,
  CAPTURED_VIEW_VERSION,
  CAPTURE_ENDS,
  type CapturedHeader,
  type Unseen,
  UNSEEN,
} from './captured';
import { CLIENTS } from './clients';

/** A chat that came from a page, or stands in a file, made anew of what is sound in it; null where it is none. */
export function soundChat(value: unknown): Chat | null {
  const chat = asObject(value);
  const [id, title] = [asString(chat?.['id']), asString(chat?.['title'])];
  if (!chat || id === null || title === null) return null;
  return { id, title, kind: CHAT_KINDS.find((kind) => kind === chat['kind']) ?? 'unknown' };
}

/** The same of somebody in it. */
export function soundParticipant(value: unknown): Participant | null {
  const participant = asObject(value);
  const [id, name] = [asString(participant?.['id']), asString(participant?.['name'])];
  return id === null || name === null ? null : { id, name };
}

/** The same of what was not to be seen. */
export function soundUnseen(value: unknown): readonly Unseen[] {
  const named = new Set(asArray(value));
  return UNSEEN.filter((one) => named.has(one));
}

/** A first line; null where it is none, or of a version that is not known here. */
export function soundHeader(value: unknown): CapturedHeader | null {
  const header = asObject(value);
  const client = CLIENTS.find((one) => one === header?.['client']);
  const chat = soundChat(header?.['chat']);
  const ended = CAPTURE_ENDS.find((one) => one === header?.['ended']);
  const capturedAt = asString(header?.['capturedAt']);
  if (header?.['type'] !== CAPTURED_VIEW || header['version'] !== CAPTURED_VIEW_VERSION) return null;
  if (!client || !chat || !ended || capturedAt === null) return null;
  return {
    type: CAPTURED_VIEW,
    version: CAPTURED_VIEW_VERSION,
    client,
    chat,
    capturedAt,
    since: asString(header['since']),
    ended,
    continues: asString(header['continues']),
    gap: header['gap'] === true,
    unseen: soundUnseen(header['unseen']),
  };
}
