import type { ExpectedExport } from './expected';

/**
 * Counted with jq over the unpacked day files: elements; `channel_join` and `bot_add` as Slack's own; `members` of
 * channels.json and the `bot_id`s that wrote; elements with a `file` (none is in the zip); least and greatest `ts`.
 */
export const SAMPLES_SLACK: readonly ExpectedExport[] = [
  {
    path: 'slack/hfaran__slack-export-viewer/testarchive.zip',
    messenger: 'slack',
    variant: 'workspace',
    chats: [
      {
        title: 'enrique',
        kind: 'channel',
        messages: 102,
        system: 6,
        participants: 6,
        attachments: 0,
        attachmentsMissing: 0,
        first: '2016-01-15T05:55:18Z',
        last: '2016-03-29T06:44:34Z',
      },
      {
        title: 'traveling-sailor',
        kind: 'channel',
        messages: 56,
        system: 5,
        participants: 5,
        attachments: 4,
        attachmentsMissing: 4,
        first: '2016-01-17T00:00:21Z',
        last: '2016-03-29T12:33:06Z',
      },
    ],
    unparsed: 0,
  },
];
