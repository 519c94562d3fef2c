import type { ExpectedExport } from './expected';

/** Read with the eyes: one message by Bob; Alice, who exported, is named as well. */
export const SAMPLES_ROCKETCHAT: readonly ExpectedExport[] = [
  {
    path: 'synthetic/rocketchat/exportedMessages-2024-01-04T10-00-00.000Z.json',
    messenger: 'rocketchat',
    variant: 'json',
    chats: [
      {
        title: 'general',
        kind: 'unknown',
        messages: 1,
        system: 0,
        participants: 2,
        attachments: 0,
        attachmentsMissing: 0,
        first: '2024-01-02T03:04:05Z',
        last: '2024-01-02T03:04:05Z',
      },
    ],
    unparsed: 0,
  },
];
