import type { ExpectedExport } from './expected';

/** Read with the eyes: three elements in each `messages.json`, the last one deleted; the attachment's file is not there. */
const CHAT = {
  title: 'Other',
  kind: 'direct',
  messages: 3,
  system: 0,
  participants: 2,
  attachments: 1,
  attachmentsMissing: 1,
  first: '2024-01-02T03:04:05Z',
  last: '2024-01-02T03:04:05Z',
} as const;

export const SAMPLES_GOOGLE_CHAT: readonly ExpectedExport[] = ['en-12h', 'zh'].map((name) => ({
  path: `synthetic/google-chat/${name}`,
  messenger: 'google-chat',
  variant: 'takeout',
  chats: [CHAT],
  unparsed: 0,
}));
