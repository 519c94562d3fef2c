import type { ExpectedExport } from './expected';

/**
 * Read with the eyes, line by line (`cat -A`); times by `date -u -d @SECONDS`. The `chatItem` lines are counted, an
 * `updateMessage` as the messenger's own; people are `authorId`s of the others and the chat's recipient; files are `attachments`.
 */
export const SAMPLES_SIGNAL: readonly ExpectedExport[] = [
  {
    path: 'synthetic/signal/main.jsonl',
    messenger: 'signal',
    variant: 'jsonl',
    chats: [
      {
        title: 'Ada',
        kind: 'direct',
        messages: 4,
        system: 1,
        participants: 2,
        attachments: 1,
        attachmentsMissing: 1,
        first: '2023-11-14T22:13:20Z',
        last: '2023-11-14T22:13:23Z',
      },
    ],
    unparsed: 0,
  },
  {
    path: 'signal/signalapp__libsignal/main.takeout-export.expected.jsonl',
    messenger: 'signal',
    variant: 'jsonl',
    chats: [],
    unparsed: 0,
  },
];
