import type { ExpectedExport } from './expected';

/**
 * By reading the files; in the big one elements, `from_id`s and dates were counted with grep and sort. Who did what a service
 * message tells counts as one of the people, and so does the other of a chat of two.
 */
export const SAMPLES_TELEGRAM: readonly ExpectedExport[] = [
  {
    path: 'telegram/mlomb__chat-analytics/BIG_20A_5475M.json',
    messenger: 'telegram',
    variant: 'json',
    chats: [
      {
        title: 'Big sample',
        kind: 'group',
        messages: 5475,
        system: 0,
        participants: 20,
        attachments: 0,
        attachmentsMissing: 0,
        first: '2017-01-01T06:20:09.248Z',
        last: '2019-12-31T18:19:24.288Z',
      },
    ],
    unparsed: 0,
  },
  {
    path: 'telegram/mlomb__chat-analytics/DM_2A_7M.json',
    messenger: 'telegram',
    variant: 'json',
    chats: [
      {
        title: 'Bob',
        kind: 'direct',
        // One joined; one is a call.
        messages: 8,
        system: 1,
        participants: 2,
        attachments: 2,
        attachmentsMissing: 2,
        // Older messages have a clock without a zone, newer ones a time.
        first: '2019-07-05T16:55:32',
        last: '2023-08-11T02:11:02Z',
      },
    ],
    unparsed: 0,
  },
  {
    path: 'telegram/joweich__chat-miner/test_single_export.json',
    messenger: 'telegram',
    variant: 'json',
    chats: [
      {
        title: '',
        kind: 'unknown',
        messages: 2,
        system: 0,
        participants: 2,
        attachments: 0,
        attachmentsMissing: 0,
        first: '2018-12-05T10:39:10Z',
        last: '2018-12-05T10:49:24Z',
      },
    ],
    unparsed: 0,
  },
  {
    path: 'telegram/joweich__chat-miner/test_batch_export.json',
    messenger: 'telegram',
    variant: 'account-json',
    chats: [
      {
        title: 'Chatname',
        kind: 'unknown',
        messages: 2,
        system: 0,
        participants: 2,
        attachments: 0,
        attachmentsMissing: 0,
        first: '2018-12-05T10:39:10Z',
        last: '2018-12-05T10:49:24Z',
      },
    ],
    unparsed: 0,
  },
  {
    path: 'synthetic/telegram-json',
    messenger: 'telegram',
    variant: 'account-json',
    chats: [
      {
        title: 'Bob',
        kind: 'direct',
        // The third is not supported, and has no sender and no time.
        messages: 3,
        system: 0,
        participants: 2,
        attachments: 1,
        attachmentsMissing: 1,
        first: '2024-01-02T03:04:05Z',
        last: '2024-01-02T03:05:05Z',
      },
      {
        title: '',
        kind: 'self',
        messages: 0,
        system: 0,
        participants: 0,
        attachments: 0,
        attachmentsMissing: 0,
        first: null,
        last: null,
      },
      {
        title: '',
        kind: 'direct',
        messages: 1,
        system: 0,
        participants: 1,
        attachments: 0,
        attachmentsMissing: 0,
        first: '2020-01-01T00:00:00Z',
        last: '2020-01-01T00:00:00Z',
      },
    ],
    unparsed: 0,
  },
  {
    path: 'synthetic/telegram-html',
    messenger: 'telegram',
    variant: 'html',
    chats: [
      {
        title: 'Test Group',
        kind: 'unknown',
        // 101 to 106; the lines that name a day are none. 103 is the pin.
        messages: 6,
        system: 1,
        participants: 2,
        attachments: 1,
        attachmentsMissing: 1,
        first: '2024-01-03T19:07:11+02:00',
        last: '2024-01-04T08:00:10+02:00',
      },
    ],
    unparsed: 0,
  },
];
