import type { FoundMessage } from '../reading/chat-events';
import { gatherReactions } from '../reading/gather-reactions';
import { asArray, asId, asNumber, asObject, asString, type JsonObject } from '../json/shape';
import type { Attachment, Moment, Reaction, Reply } from '../model';
import { momentOf } from '../time/iso';
import type { SignalFiles } from './jsonl-files';
import type { Recipients } from './jsonl-recipients';
import { readText } from './jsonl-text';
import { readUpdate } from './jsonl-update';

/** What of a message depends on what kind of item it is. */
type Body = Pick<FoundMessage, 'kind' | 'text'> & Partial<FoundMessage>;

/** Fields of a chat item that are objects and not what it says. Backup.proto ChatItem. */
const ENVELOPE: ReadonlySet<string> = new Set(['incoming', 'outgoing', 'directionless', 'pinDetails']);

/** The message that a chat item is: whatever it holds, it is one. */
export async function readItem(item: JsonObject, recipients: Recipients, files: SignalFiles): Promise<FoundMessage> {
  const author = recipients.get(item['authorId']).key;
  const revisions = asArray(item['revisions']).map(asObject);
  // The item is the newest revision; the message was sent when the first one was.
  const sent = asNumber((revisions[0] ?? item)['dateSent']);
  const body = await readBody(item, recipients, files);
  const isOwn = body.kind !== 'system';
  return {
    id: isOwn && sent !== null && item['sms'] !== true ? messageId(author, sent) : null,
    time: timeOf(sent),
    sender: isOwn ? author : null,
    ...body,
    ...(revisions.length > 0 && {
      edited: {
        at: timeOf(asNumber(item['dateSent'])),
        earlier: revisions.map((revision) => readText(asObject(revision?.['standardMessage'])?.['text']).text),
      },
    }),
  };
}

async function readBody(item: JsonObject, recipients: Recipients, files: SignalFiles): Promise<Body> {
  const kind = Object.keys(item).find((key) => !ENVELOPE.has(key) && asObject(item[key])) ?? '';
  const content = asObject(item[kind]) ?? {};
  const reactions = readReactions(content['reactions'], recipients);
  const withReactions = reactions.length > 0 && { reactions };
  switch (kind) {
    case 'standardMessage':
      return { ...(await readStandard(content, recipients, files)), ...withReactions };
    case 'stickerMessage': {
      const sticker = asObject(content['sticker']) ?? {};
      const data = asObject(sticker['data']);
      const attachments = [await files.attachment(data ?? {}, 'sticker')];
      return { kind: 'sticker', text: asString(sticker['emoji']) ?? '', attachments, ...withReactions };
    }
    case 'contactMessage':
      return { kind: 'contact', text: readContacts(content['contact']), ...withReactions };
    case 'viewOnceMessage': {
      const attachment = asObject(content['attachment']);
      const attachments: readonly Attachment[] = attachment
        ? await readAttachments([attachment], files)
        : [{ kind: 'unknown', name: '', path: null, missing: 'left-out' }];
      return { kind: 'media', nativeKind: kind, text: '', attachments, ...withReactions };
    }
    case 'directStoryReplyMessage': {
      const { text, entities } = readText(asObject(content['textReply'])?.['text']);
      const body = text || (asString(content['emoji']) ?? '');
      return { kind: 'text', nativeKind: kind, text: body, ...(entities.length > 0 && { entities }), ...withReactions };
    }
    case 'poll':
      return readPoll(content, reactions, recipients);
    case 'paymentNotification': {
      const amount = asString(content['amountMob']);
      const parts = [asString(content['note']), amount && `${amount} MOB`];
      return { kind: 'other', nativeKind: kind, text: parts.filter(Boolean).join('\n') };
    }
    case 'remoteDeletedMessage':
    case 'adminDeletedMessage':
      return { kind: 'deleted', nativeKind: kind, text: '' };
    case 'updateMessage':
      return readUpdate(content);
    default:
      return { kind: 'other', text: '', ...(kind !== '' && { nativeKind: kind }), ...withReactions };
  }
}

async function readStandard(content: JsonObject, recipients: Recipients, files: SignalFiles): Promise<Body> {
  const { text, entities } = readText(content['text']);
  const attachments = await readAttachments(asArray(content['attachments']), files);
  // A long text is cut, and whole in a file of its own.
  const longText = asObject(content['longText']);
  if (longText) attachments.push(await files.attachment(longText, 'file'));
  const quote = asObject(content['quote']);
  return {
    kind: asArray(content['attachments']).length > 0 ? 'media' : 'text',
    text,
    ...(entities.length > 0 && { entities }),
    ...(attachments.length > 0 && { attachments }),
    ...(quote && { replyTo: readQuote(quote, recipients) }),
  };
}

async function readAttachments(values: readonly unknown[], files: SignalFiles): Promise<Attachment[]> {
  const attachments: Attachment[] = [];
  for (const value of values) {
    const attachment = asObject(value);
    const kind = attachment?.['flag'] === 'VOICE_MESSAGE' ? 'voice' : undefined;
    attachments.push(await files.attachment(asObject(attachment?.['pointer']) ?? {}, kind));
  }
  return attachments;
}

function readQuote(quote: JsonObject, recipients: Recipients): Reply {
  const sender = recipients.get(quote['authorId']).key;
  const target = asNumber(quote['targetSentTimestamp']);
  const { text } = readText(quote['text']);
  return { ...(target !== null && { id: messageId(sender, target) }), sender, ...(text !== '' && { text }) };
}

function readReactions(value: unknown, recipients: Recipients): readonly Reaction[] {
  const single = asArray(value).flatMap((element) => {
    const reaction = asObject(element);
    const emoji = asString(reaction?.['emoji']);
    return emoji === null ? [] : [{ emoji, by: recipients.get(reaction?.['authorId']).key }];
  });
  return gatherReactions(single);
}

/** The question, and each answer in a line; the votes stand as reactions with the answer. */
function readPoll(content: JsonObject, reactions: readonly Reaction[], recipients: Recipients): Body {
  const options = asArray(content['options']).map((option) => asObject(option) ?? {});
  const answers = options.map((option) => asString(option['option']) ?? '');
  const votes = options.flatMap((option, at): Reaction[] => {
    const by = asArray(option['votes']).map((vote) => recipients.get(asObject(vote)?.['voterId']).key);
    return by.length > 0 ? [{ emoji: answers[at] ?? '', count: by.length, by }] : [];
  });
  const text = [asString(content['question']) ?? '', ...answers].join('\n');
  const all = [...votes, ...reactions];
  return { kind: 'poll', text, ...(all.length > 0 && { reactions: all }) };
}

/** One contact, or several: names, organisation, numbers and addresses, one in a line. */
function readContacts(value: unknown): string {
  const contacts = Array.isArray(value) ? value : [value];
  return contacts
    .map((element) => {
      const contact = asObject(element) ?? {};
      const name = asObject(contact['name']) ?? {};
      const fields = ['prefix', 'givenName', 'middleName', 'familyName', 'suffix'];
      const whole = fields
        .map((field) => asString(name[field]))
        .filter(Boolean)
        .join(' ');
      const values = ['number', 'email'].flatMap((field) =>
        asArray(contact[field]).map((one) => asId(asObject(one)?.['value'])),
      );
      return [whole, asString(contact['organization']), ...values].filter(Boolean).join('\n');
    })
    .join('\n');
}

function timeOf(ms: number | null): Moment | null {
  return momentOf(ms, 0, 'millisecond');
}

/** What Signal itself knows a message by. */
function messageId(author: string, sent: number): string {
  return `${sent}:${author}`;
}
