import { capturedHeader, writeCaptured } from '../writers/captured';
import type { Seed } from './seeds';

const json = (value: unknown): string => JSON.stringify(value, null, 1);
const DYI = 'your_activity_across_facebook/messages/inbox/bob_1';
const GROUP = 'Takeout/Google Chat/Groups/DM BBBB';
const TAKEOUT_DATE = 'Friday, March 1, 2024 at 8:15:30 PM UTC';

function telegramMessages(count: number) {
  return Array.from({ length: count }, (_, at) => ({
    id: at + 1,
    type: 'message',
    date: '2024-03-01T20:15:30',
    date_unixtime: String(1_709_324_130 + at),
    from: 'Bea',
    from_id: 'user7',
    text: at % 2 === 0 ? 'Hello' : ['see ', { type: 'link', text: 'https://example.org' }],
    text_entities: [{ type: 'plain', text: 'Hello' }],
    ...(at === 1 && { photo: 'photos/photo_1.jpg', width: 1, height: 1, reply_to_message_id: 1 }),
  }));
}

/** Exports that are JSON. */
export const SEED_JSON: readonly Seed[] = [
  {
    name: 'Captured view',
    messenger: 'messenger',
    files: {
      'Bea/messages.jsonl': writeCaptured([
        capturedHeader(),
        { type: 'participant', participant: { id: 'Bea', name: 'Bea' }, me: true },
        ...[1, 2].map((at) => ({
          type: 'message' as const,
          key: `k${at}`,
          message: {
            id: null,
            time: { ms: 1_709_324_100_000, zone: null, precision: 'minute' as const },
            sender: 'Bea',
            kind: 'media' as const,
            text: 'Hello',
            entities: [{ kind: 'bold' as const, start: 0, length: 5 }],
            attachments: [{ kind: 'image' as const, name: '', path: 'media/1.jpg', size: 3 }],
          },
        })),
      ]),
      'Bea/media/1.jpg': 'jpg',
    },
    messages: 2,
  },
  {
    name: 'Google Chat',
    messenger: 'google-chat',
    files: {
      [`${GROUP}/group_info.json`]: json({ members: [{ name: 'Bea', email: 'bea@example.org', user_type: 'Human' }] }),
      [`${GROUP}/messages.json`]: json({
        messages: [1, 2].map((id) => ({
          creator: { name: 'Bea', email: 'bea@example.org', user_type: 'Human' },
          created_date: TAKEOUT_DATE,
          text: 'Hello',
          topic_id: `t${id}`,
          message_id: `BBBB/t${id}/m${id}`,
        })),
      }),
      'Takeout/Google Chat/Users/User 9/user_info.json': json({
        user: { name: 'Bea', email: 'bea@example.org', user_type: 'Human' },
      }),
    },
    messages: 2,
  },
  {
    name: 'Slack',
    messenger: 'slack',
    files: {
      'team/channels.json': json([{ id: 'C1', name: 'general', created: 1, members: ['U1'], topic: { value: '' } }]),
      'team/users.json': json([{ id: 'U1', name: 'bea', real_name: 'Bea', profile: { display_name: 'bea' } }]),
      'team/general/2024-03-01.json': json([
        { type: 'message', user: 'U1', text: 'Hello <@U1> &amp; all', ts: '1709324130.000100' },
        { type: 'message', subtype: 'channel_join', user: 'U1', text: '<@U1> has joined', ts: '1709324131.000200' },
      ]),
    },
    messages: 2,
  },
  {
    name: 'Discord package',
    messenger: 'discord',
    files: {
      'package/Messages/index.json': json({ '123456789012345678': 'Direct Message with cy#0' }),
      'package/Messages/c123456789012345678/channel.json': json({
        id: '123456789012345678',
        type: 'DM',
        recipients: [],
      }),
      'package/Messages/c123456789012345678/messages.json':
        '[{"ID": 897870239797215243, "Timestamp": "2024-03-01 20:15:30", "Contents": "Hello", "Attachments": ""},\n' +
        '{"ID": 897870239797215244, "Timestamp": "2024-03-01 20:15:31", "Contents": "", "Attachments": "https://x.org/a.png"}]',
    },
    messages: 2,
  },
  {
    name: 'Signal',
    messenger: 'signal',
    files: {
      'signal/main.jsonl': [
        { version: '1', backupTimeMs: '1709324130000', mediaRootBackupKey: 'AAAA' },
        { recipient: { id: '1', self: {} } },
        { recipient: { id: '2', contact: { e164: '15550002222', systemGivenName: 'Bea' } } },
        { chat: { id: '5', recipientId: '2' } },
        ...[1, 2].map((at) => ({
          chatItem: {
            chatId: '5',
            authorId: String(at),
            dateSent: String(1_709_324_130_000 + at),
            incoming: {},
            standardMessage: { text: { body: 'Hello' }, attachments: [{ pointer: { contentType: 'image/png' } }] },
          },
        })),
      ]
        .map((frame) => JSON.stringify(frame))
        .join('\n'),
    },
    messages: 2,
  },
  {
    name: 'Messenger',
    messenger: 'messenger',
    files: {
      [`${DYI}/message_1.json`]: json({
        participants: [{ name: 'Bea' }, { name: 'Cy' }],
        messages: [
          { sender_name: 'Bea', timestamp_ms: 1_709_324_131_000, photos: [{ uri: `${DYI}/photos/1.jpg` }] },
          {
            sender_name: 'Cy',
            timestamp_ms: 1_709_324_130_000,
            content: 'GrÃ¼Ã\u009fe',
            reactions: [{ reaction: 'x', actor: 'Bea' }],
          },
        ],
        title: 'Bea',
        thread_path: 'inbox/bob_1',
      }),
      [`${DYI}/photos/1.jpg`]: 'jpg',
    },
    messages: 2,
  },
  {
    name: 'Messenger, end-to-end encrypted',
    messenger: 'messenger',
    files: {
      'messages/Bea_3.json': json({
        participants: ['Bea', 'Cy'],
        threadName: 'Bea_3',
        messages: [1, 2].map((at) => ({
          isUnsent: false,
          media: at === 2 ? [{ uri: './media/a.jpeg' }] : [],
          reactions: [],
          senderName: 'Bea',
          text: 'Hello',
          timestamp: 1_709_324_130_000 + at,
          type: 'text',
        })),
      }),
    },
    messages: 2,
  },
  {
    name: 'Telegram, one chat',
    messenger: 'telegram',
    files: {
      'ChatExport/result.json': json({ name: 'Bea', type: 'personal_chat', id: 7, messages: telegramMessages(3) }),
    },
    messages: 3,
  },
  {
    name: 'Telegram, an account',
    messenger: 'telegram',
    files: {
      'DataExport/result.json': json({
        about: 'Here is the data you requested.',
        personal_information: { user_id: 1, first_name: 'Cy', last_name: '' },
        chats: {
          about: '',
          list: [
            { name: 'Bea', type: 'personal_chat', id: 7, messages: telegramMessages(2) },
            { name: null, type: 'private_supergroup', id: 8, messages: telegramMessages(1) },
          ],
        },
      }),
    },
    messages: 3,
  },
  {
    name: 'DiscordChatExporter',
    messenger: 'discord',
    files: {
      'Guild - general [123456789012345678].json': json({
        guild: { id: '1', name: 'Guild', iconUrl: '' },
        channel: { id: '123456789012345678', type: 'GuildTextChat', category: 'Text', name: 'general', topic: null },
        dateRange: { after: null, before: null },
        messages: [1, 2].map((at) => ({
          id: String(at),
          type: 'Default',
          timestamp: '2024-03-01T20:15:30.123+00:00',
          timestampEdited: null,
          content: 'Hello',
          author: { id: '9', name: 'bea', discriminator: '0000', nickname: 'Bea', isBot: false },
          attachments: [{ id: '5', url: 'https://cdn.example.org/a.png', fileName: 'a.png', fileSizeBytes: 5 }],
          embeds: [],
          reactions: [{ emoji: { id: '', name: 'x' }, count: 1 }],
          mentions: [],
        })),
        messageCount: 2,
      }),
    },
    messages: 2,
  },
  {
    name: 'Element',
    messenger: 'element',
    files: {
      'Element - Room - Chat Export - 2024-03-02T10-00-00.000Z.json': json({
        room_name: 'Room',
        room_creator: 'Bea',
        topic: '',
        export_date: 'March 2, 2024',
        exported_by: 'Bea',
        messages: ['$a', '$b'].map((id) => ({
          type: 'm.room.message',
          sender: '@bea:example.org',
          content: { msgtype: 'm.text', body: 'Hello' },
          origin_server_ts: 1_709_324_130_000,
          event_id: id,
          room_id: '!r:example.org',
        })),
      }),
    },
    messages: 2,
  },
  {
    name: 'Rocket.Chat',
    messenger: 'rocketchat',
    files: {
      'exportedMessages-2024-03-02T10-00-00.000Z.json': json({
        roomId: 'GENERAL',
        roomName: 'general',
        userExport: { id: 'u1', username: 'cy', name: 'Cy', roles: ['user'] },
        exportDate: '2024-03-02T10:00:00.000Z',
        messages: [1, 2].map((at) => ({
          _id: `m${at}`,
          ts: '2024-03-01T20:15:30.000Z',
          u: { _id: 'u2', username: 'bea', name: 'Bea' },
          msg: 'Hello',
          _updatedAt: '2024-03-01T20:15:30.000Z',
        })),
      }),
    },
    messages: 2,
  },
  {
    name: 'Skype',
    messenger: 'skype',
    files: {
      'skype/messages.json': json({
        userId: '8:live:cy',
        exportDate: '2025-04-01T10:00',
        conversations: [
          {
            id: '8:live:bea',
            displayName: 'Bea',
            version: 1,
            threadProperties: null,
            MessageList: [1, 2].map((at) => ({
              id: String(at),
              displayName: null,
              originalarrivaltime: '2020-03-01T20:15:30.678Z',
              messagetype: 'RichText',
              version: 1,
              content: 'Hello <b raw_pre="*" raw_post="*">you</b> &lt;x&gt;',
              conversationid: '8:live:bea',
              from: '8:live:bea',
              properties: null,
              amsreferences: null,
            })),
          },
        ],
      }),
    },
    messages: 2,
  },
];
