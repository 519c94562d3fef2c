import type { ExpectedExport } from './expected';

const ROOM = 'synthetic/element/Element - Test Room - Chat Export - 2024-01-04T10-00-00.000Z';

/** Read with the eyes: four events, the last one emptied; three lines, the last one of a picture that was left out. */
export const SAMPLES_ELEMENT: readonly ExpectedExport[] = [
  {
    path: `${ROOM}.json`,
    messenger: 'element',
    variant: 'json',
    chats: [
      {
        title: 'Test Room',
        messages: 4,
        system: 0,
        participants: 2,
        attachments: 1,
        attachmentsMissing: 1,
        first: '2024-01-02T03:04:05Z',
        last: '2024-01-02T03:04:08Z',
      },
    ],
    unparsed: 0,
  },
  {
    path: `${ROOM}.txt`,
    messenger: 'element',
    variant: 'text',
    chats: [
      {
        title: 'Test Room',
        messages: 3,
        system: 0,
        participants: 2,
        attachments: 1,
        attachmentsMissing: 1,
        first: '2024-01-02T03:04:05',
        last: '2024-01-02T03:04:07',
      },
    ],
    unparsed: 0,
  },
];
