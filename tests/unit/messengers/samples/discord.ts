import type { ExpectedExport } from './expected';

const EXPORTER = 'discord/mlomb__chat-analytics';

/**
 * Counted in the files themselves with an editor. Attachments and stickers are addresses on a server there, so all are
 * missing. Calls are no system messages; changes of a channel's name and icon are.
 */
export const SAMPLES_DISCORD: readonly ExpectedExport[] = [
  {
    path: `${EXPORTER}/DM_2A_2M.json`,
    messenger: 'discord',
    variant: 'exporter-json',
    chats: [
      {
        title: 'Someones name',
        kind: 'direct',
        messages: 3,
        system: 0,
        participants: 2,
        attachments: 0,
        attachmentsMissing: 0,
        first: '2019-01-04T17:52:39.762Z',
        last: '2020-07-17T17:03:14.366Z',
      },
    ],
    unparsed: 0,
  },
  {
    path: `${EXPORTER}/GC_3A_5M.json`,
    messenger: 'discord',
    variant: 'exporter-json',
    chats: [
      {
        title: 'a group chat',
        kind: 'group',
        // messageCount says 5; there are 6.
        messages: 6,
        system: 2,
        participants: 3,
        attachments: 0,
        attachmentsMissing: 0,
        first: '2023-01-17T19:33:07.489Z',
        last: '2023-03-03T14:47:59.187Z',
      },
    ],
    unparsed: 0,
  },
  {
    path: `${EXPORTER}/SV_5A_5M.json`,
    messenger: 'discord',
    variant: 'exporter-json',
    chats: [
      {
        title: 'general-chiptune',
        kind: 'channel',
        // One of them twice.
        messages: 5,
        system: 0,
        participants: 2,
        attachments: 2,
        attachmentsMissing: 2,
        first: '2018-05-20T16:09:44.209Z',
        last: '2018-05-20T16:09:51.118Z',
      },
    ],
    unparsed: 0,
  },
  {
    path: 'synthetic/discord-package',
    messenger: 'discord',
    variant: 'package-json',
    chats: [
      {
        title: 'offtopic',
        kind: 'channel',
        messages: 1,
        system: 0,
        participants: 1,
        attachments: 0,
        attachmentsMissing: 0,
        first: '2021-01-01T00:00:00Z',
        last: '2021-01-01T00:00:00Z',
      },
      {
        kind: 'direct',
        messages: 2,
        system: 0,
        // The two recipients of the channel, of which one is the owner of the package.
        participants: 2,
        attachments: 2,
        attachmentsMissing: 2,
        first: '2021-10-13T15:35:46Z',
        last: '2021-10-13T15:35:46Z',
      },
    ],
    unparsed: 0,
  },
];
