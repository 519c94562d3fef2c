import { type ErrorCode, type Failure, PasskeepError } from '@/utils/errors';
import { asObject, asString, type JsonObject } from '@/utils/messengers/json/shape';
import type { Chat, Participant } from '@/utils/messengers/model';
import { isBounded } from './bounded';
import { CAPTURE_ENDS, type KeyedMessage } from './captured';
import { CLIENTS } from './clients';
import { LONGEST_NAME } from './limits';
import { type FromPage, MOST_IN_BATCH } from './protocol';
import { soundChat, soundParticipant, soundUnseen } from './sound-header';
import { soundKeyed } from './sound-message';

/** What a page's script can fail with. */
const FAILURES: readonly ErrorCode[] = [
  'PAGE_REFUSED',
  'PAGE_NO_CHAT',
  'PAGE_CHANGED',
  'PAGE_GONE',
  'CAPTURE_EMPTY',
  'UNEXPECTED',
];

/** Longest word of what failed. UTF-16 units. */
const LONGEST_CHECK = 200;

/** The path of a file that belongs to a message. */
const MEDIA_PATH = /^media\/\d{1,9}\.\w{1,5}$/;

/**
 * A message of a page's script, made anew of what is sound in it: of the types, sizes and counts that are agreed on, and
 * with nothing else in it.
 * @throws {PasskeepError} PAGE_LIED where it is none
 */
export function checkFromPage(value: unknown): FromPage {
  const told = isBounded(value) ? asObject(value) : null;
  return (told && soundTold(told)) ?? lie();
}

/** @throws {PasskeepError} PAGE_LIED, always */
export function lie(): never {
  throw new PasskeepError('PAGE_LIED');
}

function soundTold(told: JsonObject): FromPage | null {
  const { type } = told;
  if (type === 'chat') return chatTold(told);
  if (type === 'listening') return { type };
  if (type === 'messages')
    return {
      type,
      people: listOf(told['people'], Infinity, personTold),
      messages: listOf(told['messages'], MOST_IN_BATCH, messageTold),
    };
  if (type === 'media') return { type, path: mediaPath(told['path']), blob: blobTold(told['blob']) };
  if (type === 'export') return { type, name: nameTold(told['name']), blob: blobTold(told['blob']) };
  if (type === 'end') {
    const ended = CAPTURE_ENDS.find((end) => end === told['ended']);
    if (!ended || ended === 'interrupted') return null;
    return { type, ended, metKnown: told['metKnown'] === true, unseen: soundUnseen(told['unseen']) };
  }
  return type === 'failed' ? { type, failure: failureTold(told['failure']) } : null;
}

function chatTold(told: JsonObject): FromPage | null {
  const client = CLIENTS.find((one) => one === told['client']);
  const chat = soundChat(told['chat']);
  if (!client || !chat || chat.id === '') return null;
  nameTold(chat.id);
  const me = told['me'] === null ? null : personTold(told['me']);
  return { type: 'chat', client, chat: { ...chat, title: nameTold(chat.title) } satisfies Chat, me };
}

function personTold(value: unknown): Participant {
  const person = soundParticipant(value) ?? lie();
  return { id: nameTold(person.id), name: nameTold(person.name) };
}

function messageTold(value: unknown): KeyedMessage {
  const { key, message } = soundKeyed(value) ?? lie();
  for (const name of [key, message.id ?? '', message.sender ?? '']) nameTold(name);
  if (key === '') lie();
  for (const { path } of message.attachments ?? []) if (path !== null) mediaPath(path);
  return { key, message };
}

function nameTold(value: unknown): string {
  return typeof value === 'string' && value.length <= LONGEST_NAME ? value : lie();
}

function mediaPath(value: unknown): string {
  return typeof value === 'string' && MEDIA_PATH.test(value) ? value : lie();
}

function blobTold(value: unknown): Blob {
  return value instanceof Blob ? value : lie();
}

function listOf<T>(value: unknown, most: number, check: (item: unknown) => T): readonly T[] {
  return Array.isArray(value) && value.length <= most ? Array.from(value as unknown[], check) : lie();
}

function failureTold(value: unknown): Failure {
  const failure = asObject(value);
  const code = FAILURES.find((known) => known === failure?.['code']) ?? lie();
  const facts = asObject(failure?.['detail']);
  const client = CLIENTS.find((one) => one === facts?.['client']);
  const [check, message] = [wordTold(facts?.['check']), wordTold(facts?.['message'])];
  const detail = { ...(client && { client }), ...(check && { check }), ...(message && { message }) };
  return Object.keys(detail).length > 0 ? { code, detail } : { code };
}

function wordTold(value: unknown): string | undefined {
  return asString(value)?.slice(0, LONGEST_CHECK).toWellFormed();
}
