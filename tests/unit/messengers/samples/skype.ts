import type { ExpectedExport } from './expected';

/** Read with the eyes: a text by Bob and a call by Alice, whose export it is. */
export const SAMPLES_SKYPE: readonly ExpectedExport[] = [
  {
    path: 'synthetic/skype/messages.json',
    messenger: 'skype',
    variant: 'json',
    chats: [
      {
        title: 'Bob',
        kind: 'direct',
        messages: 2,
        system: 0,
        participants: 2,
        attachments: 0,
        attachmentsMissing: 0,
        first: '2020-01-02T03:04:05.678Z',
        last: '2020-01-02T03:05:05.678Z',
      },
    ],
    unparsed: 0,
  },
];
