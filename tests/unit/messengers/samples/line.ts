import type { ExpectedExport } from './expected';

/**
 * Read with the eyes (`cat -A`): each line with a clock and tabs is a message, a bracket alone a file that is left out. The
 * 2nd of January 2024 was a Tuesday, as the day line says; the 1st of February was none.
 */
export const SAMPLES_LINE: readonly ExpectedExport[] = [
  {
    path: 'synthetic/line/en/[LINE] Chat with Bob.txt',
    messenger: 'line',
    variant: 'text',
    chats: [
      {
        title: 'Bob',
        kind: 'direct',
        messages: 2,
        system: 0,
        participants: 2,
        attachments: 1,
        attachmentsMissing: 1,
        first: '2024-01-02T03:04:00',
        last: '2024-01-02T03:05:00',
        dayFirst: false,
      },
    ],
    unparsed: 0,
  },
];
