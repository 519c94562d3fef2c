import { asArray, asObject, asString, type JsonObject } from '@/utils/messengers/json/shape';
import {
  ATTACHMENT_KINDS,
  type Attachment,
  ENTITY_KINDS,
  type Entity,
  MESSAGE_KINDS,
  MISSING_REASONS,
  type Moment,
  PRECISIONS,
  type Reaction,
} from '@/utils/messengers/model';
import { filled } from '@/utils/messengers/reading/filled';
import { momentOf } from '@/utils/messengers/time/iso';
import type { CapturedMessage, KeyedMessage } from './captured';

/**
 * A message that came from a page, or stands in a file, as the model has it: made anew of what is sound in it. What is not is
 * left out; null where it is no message at all. How long its texts are is not looked at.
 */
function soundMessage(value: unknown): CapturedMessage | null {
  const message = asObject(value);
  const kind = asString(message?.['kind']);
  const text = asString(message?.['text']);
  if (!message || kind === null || text === null) return null;
  const known = wordIn(MESSAGE_KINDS, kind);
  const nativeKind = asString(message['nativeKind']) ?? (known ? null : kind);
  const edited = asObject(message['edited']);
  const forwarded = asObject(message['forwarded']);
  const replyTo = asObject(message['replyTo']);
  return {
    id: asString(message['id']),
    time: soundMoment(message['time']),
    sender: asString(message['sender']),
    kind: known ?? 'other',
    ...(nativeKind !== null && { nativeKind }),
    text,
    ...filled({
      entities: asArray(message['entities']).flatMap((one) => soundEntity(asObject(one), text.length)),
      attachments: asArray(message['attachments']).flatMap((one) => soundAttachment(asObject(one))),
      reactions: asArray(message['reactions']).flatMap((one) => soundReaction(asObject(one))),
    }),
    ...(replyTo && { replyTo: texts(replyTo, 'id', 'sender', 'text') }),
    ...(edited && { edited: soundEdit(edited) }),
    ...(forwarded && { forwarded: soundForward(forwarded) }),
  };
}

/** The same of a message with its key. */
export function soundKeyed(value: unknown): KeyedMessage | null {
  const keyed = asObject(value);
  const key = asString(keyed?.['key']);
  const message = soundMessage(keyed?.['message']);
  return key === null || !message ? null : { key, message };
}

function soundMoment(value: unknown): Moment | null {
  const moment = asObject(value);
  const ms = moment?.['ms'];
  const zone = moment?.['zone'] ?? null;
  const precision = wordIn(PRECISIONS, moment?.['precision']);
  if (typeof ms !== 'number' || !precision) return null;
  const isZone = zone === null || (Number.isInteger(zone) && Math.abs(zone as number) <= MOST_ZONE);
  return isZone ? momentOf(Math.trunc(ms), zone as number | null, precision) : null;
}

/** Minutes that a zone is away from UTC at most. */
const MOST_ZONE = 18 * 60;

function soundEntity(entity: JsonObject | null, length: number): Entity[] {
  const kind = asString(entity?.['kind']);
  const range = [entity?.['start'], entity?.['length']];
  if (!entity || kind === null || !range.every(isCount)) return [];
  const [start, own] = range as [number, number];
  if (own === 0 || start + own > length) return [];
  return [{ kind: wordIn(ENTITY_KINDS, kind) ?? 'other', start, length: own, ...texts(entity, 'value') }];
}

function soundAttachment(attachment: JsonObject | null): Attachment[] {
  if (!attachment) return [];
  const path = asString(attachment['path']);
  const size = attachment['size'];
  return [
    {
      kind: wordIn(ATTACHMENT_KINDS, attachment['kind']) ?? 'unknown',
      name: asString(attachment['name']) ?? '',
      path,
      ...(path === null && { missing: wordIn(MISSING_REASONS, attachment['missing']) ?? 'not-found' }),
      ...(isCount(size) && { size }),
      ...texts(attachment, 'type', 'url'),
    },
  ];
}

function soundReaction(reaction: JsonObject | null): Reaction[] {
  const emoji = asString(reaction?.['emoji']);
  const count = reaction?.['count'];
  if (emoji === null || !isCount(count)) return [];
  return [{ emoji, count, ...filled({ by: strings(reaction?.['by']) }) }];
}

function soundEdit(edited: JsonObject): NonNullable<CapturedMessage['edited']> {
  return { at: soundMoment(edited['at']), ...filled({ earlier: strings(edited['earlier']) }) };
}

function soundForward(forwarded: JsonObject): NonNullable<CapturedMessage['forwarded']> {
  const at = soundMoment(forwarded['at']);
  return { from: asString(forwarded['from']), ...(at && { at }) };
}

/** Those members of an object that are texts. */
function texts<K extends string>(object: JsonObject, ...keys: readonly K[]): { [key in K]?: string } {
  const found: { [key in K]?: string } = {};
  for (const key of keys) if (typeof object[key] === 'string') found[key] = object[key];
  return found;
}

function strings(value: unknown): readonly string[] {
  return asArray(value).filter((one) => typeof one === 'string');
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

/** The value where it is one of some words. */
function wordIn<T extends string>(words: readonly T[], value: unknown): T | null {
  return words.find((word) => word === value) ?? null;
}
