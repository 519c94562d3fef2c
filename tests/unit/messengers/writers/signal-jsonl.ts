import { createHash } from 'node:crypto';
import { utf8 } from '@/utils/bytes';

/** A person, by whom a message may be: 0 is who exports. */
export interface SignalMessage {
  readonly from: number;
  readonly at: number;
  readonly text: string;
  readonly kind: 'text' | 'deleted' | 'sticker' | 'call' | 'update' | 'unheard-of';
  /** Texts before the present one, oldest first; each was sent a second after the one before. */
  readonly earlier: readonly string[];
  readonly bold?: { readonly start: number; readonly length: number } | undefined;
  /** Which message it answers. */
  readonly answers?: number | undefined;
  readonly reactions: readonly { readonly emoji: string; readonly from: number }[];
  readonly files: readonly { readonly type: string; readonly content: string; readonly isThere: boolean }[];
}

export interface SignalChat {
  readonly title: string;
  /** Names of the others. One of them makes a direct chat where there is no group. */
  readonly people: readonly string[];
  readonly isGroup: boolean;
  readonly messages: readonly SignalMessage[];
}

export const SECRET = 'c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LXNlY3I=';

/** 16 bytes that stand for somebody. */
function aci(person: number): Buffer {
  return createHash('sha256').update(`person ${person}`).digest().subarray(0, 16);
}

/** What the reader calls somebody. */
export function keyOf(person: number): string {
  return person === 0
    ? 'self'
    : aci(person)
        .toString('hex')
        .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** Where the file of an attachment is, and what is told of it. */
export function fileOf(content: string): { path: string; hash: string; key: string; size: number } {
  const hash = createHash('sha256').update(content).digest();
  const key = createHash('sha512').update(`key ${content}`).digest();
  const name = createHash('sha256').update(hash).update(key).digest('hex');
  return {
    path: `files/${name.slice(0, 2)}/${name}.bin`,
    hash: hash.toString('base64'),
    key: key.toString('base64'),
    size: utf8(content).length,
  };
}

/** The lines of a `main.jsonl` with one chat. */
export function writeSignal({ title, people, isGroup, messages }: SignalChat): string {
  const group = 99;
  const frames: object[] = [
    { version: '1', backupTimeMs: '1700000000000', mediaRootBackupKey: SECRET },
    { account: { profileKey: SECRET, givenName: 'Me', familyName: 'Myself' } },
    { recipient: { id: '1', self: {} } },
    ...people.map((name, at) => ({
      recipient: {
        id: String(at + 2),
        contact: { aci: aci(at + 1).toString('base64'), profileGivenName: name, profileKey: SECRET },
      },
    })),
    ...(isGroup
      ? [
          {
            recipient: {
              id: group,
              group: {
                masterKey: SECRET,
                snapshot: {
                  title: { title },
                  members: [0, ...people.keys().map((at) => at + 1)].map((person) => ({
                    userId: aci(person).toString('base64'),
                  })),
                },
              },
            },
          },
        ]
      : []),
    { stickerPack: { packId: 'AA==', packKey: SECRET } },
    { chat: { id: '7', recipientId: isGroup ? group : '2' } },
    ...messages.map((message) => ({ chatItem: itemOf(message, messages) })),
  ];
  return frames.map((frame) => `${JSON.stringify(frame)}\n`).join('');
}

function itemOf(message: SignalMessage, messages: readonly SignalMessage[]): object {
  const { from, at, earlier } = message;
  const envelope = { chatId: '7', authorId: String(from + 1), [from === 0 ? 'outgoing' : 'incoming']: {} };
  const revisions = earlier.map((body, step) => ({
    ...envelope,
    dateSent: String(at + step * 1000),
    standardMessage: { text: { body } },
  }));
  return {
    ...envelope,
    dateSent: String(at + earlier.length * 1000),
    ...(earlier.length > 0 && { revisions }),
    ...contentOf(message, messages),
  };
}

function contentOf(message: SignalMessage, messages: readonly SignalMessage[]): object {
  const reactions = message.reactions.map(({ emoji, from }) => ({
    emoji,
    authorId: String(from + 1),
    sentTimestamp: '5',
  }));
  switch (message.kind) {
    case 'deleted':
      return { remoteDeletedMessage: {} };
    case 'sticker':
      return { stickerMessage: { sticker: { packId: 'AA==', stickerId: 3, emoji: message.text }, reactions } };
    case 'call':
      return { updateMessage: { individualCall: { type: 'AUDIO_CALL', state: 'ACCEPTED' } } };
    case 'update':
      return { updateMessage: { groupChange: { updates: [{ groupNameUpdate: { newGroupName: message.text } }] } } };
    case 'unheard-of':
      return { hologramMessage: { light: 1 } };
    default:
  }
  const { bold, answers } = message;
  const target = answers === undefined ? undefined : messages[answers];
  return {
    standardMessage: {
      text: { body: message.text, ...(bold && { bodyRanges: [{ ...bold, style: 'BOLD' }] }) },
      attachments: message.files.map(({ type, content }) => {
        const { hash, key, size } = fileOf(content);
        return { pointer: { contentType: type, locatorInfo: { plaintextHash: hash, localKey: key, size } } };
      }),
      reactions,
      ...(target && {
        quote: {
          targetSentTimestamp: String(target.at),
          authorId: String(target.from + 1),
          text: { body: target.text },
        },
      }),
    },
  };
}
