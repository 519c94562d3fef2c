import type { ExpectedExport } from './expected';

/** Read with the eyes: two blocks of time, sender and text, the second text of two lines; 2:05:31 PM is 14:05:31. */
export const SAMPLES_IMESSAGE: readonly ExpectedExport[] = [
  {
    path: 'synthetic/imessage-exporter/+15558675309.txt',
    messenger: 'imessage',
    variant: 'text',
    chats: [
      {
        title: '+15558675309',
        kind: 'direct',
        messages: 2,
        system: 0,
        participants: 2,
        attachments: 0,
        attachmentsMissing: 0,
        first: '2023-03-01T14:05:31',
        last: '2023-03-01T14:06:00',
      },
    ],
    unparsed: 0,
  },
];
