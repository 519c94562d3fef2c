import type { ExpectedExport } from './expected';

const FOLDER = 'messenger/kenn-io__msgvault';
const NONE = { system: 0, attachments: 0, attachmentsMissing: 0 };

/**
 * Counted in the files themselves with an editor; `timestamp_ms` turned into dates with `date -u -d @SECONDS`. A sticker is
 * an attachment.
 */
export const SAMPLES_META: readonly ExpectedExport[] = [
  {
    path: `${FOLDER}/json_nontext`,
    messenger: 'messenger',
    variant: 'dyi-json',
    chats: [
      {
        title: 'Sam NonText',
        kind: 'direct',
        messages: 6,
        // "Sam left the chat", of type Unsubscribe.
        system: 1,
        participants: 2,
        attachments: 2,
        attachmentsMissing: 2,
        first: '2020-09-13T12:28:20Z',
        last: '2020-09-13T12:36:40Z',
      },
    ],
    unparsed: 0,
  },
  {
    path: `${FOLDER}/corrupt`,
    messenger: 'messenger',
    variant: 'dyi-json',
    chats: [
      {
        ...NONE,
        title: 'Good Sibling',
        kind: 'direct',
        messages: 1,
        participants: 2,
        first: '2020-09-13T12:26:40Z',
        last: '2020-09-13T12:26:40Z',
      },
    ],
    unparsed: 1,
  },
  {
    path: `${FOLDER}/html_simple`,
    messenger: 'messenger',
    variant: 'dyi-html',
    chats: [
      {
        ...NONE,
        title: 'Alice Example',
        kind: 'direct',
        messages: 3,
        participants: 2,
        first: '2020-09-13T12:26:00',
        last: '2020-09-13T12:28:00',
      },
    ],
    unparsed: 0,
  },
  {
    path: `${FOLDER}/html_with_media`,
    messenger: 'messenger',
    variant: 'dyi-html',
    chats: [
      {
        title: 'Bob Mediafile',
        kind: 'direct',
        messages: 1,
        system: 0,
        // One of the two wrote nothing.
        participants: 2,
        attachments: 1,
        attachmentsMissing: 0,
        first: '2020-09-13T12:26:00',
        last: '2020-09-13T12:26:00',
      },
    ],
    unparsed: 0,
  },
  {
    path: `${FOLDER}/html_multi_media`,
    messenger: 'messenger',
    variant: 'dyi-html',
    chats: [
      {
        title: 'Carol Photoshare',
        kind: 'direct',
        messages: 3,
        system: 0,
        participants: 2,
        attachments: 1,
        attachmentsMissing: 0,
        first: '2020-09-13T12:00:00',
        last: '2020-09-13T12:10:00',
      },
    ],
    unparsed: 0,
  },
  {
    path: `${FOLDER}/json_with_media`,
    messenger: 'messenger',
    variant: 'dyi-json',
    chats: [
      {
        title: 'Bob Mediafile',
        kind: 'direct',
        messages: 1,
        system: 0,
        participants: 2,
        attachments: 1,
        attachmentsMissing: 0,
        first: '2020-09-13T12:26:40Z',
        last: '2020-09-13T12:26:40Z',
      },
    ],
    unparsed: 0,
  },
  {
    path: `${FOLDER}/json_with_media_alt`,
    messenger: 'messenger',
    variant: 'dyi-json',
    chats: [
      {
        title: 'Carol Altlayout',
        kind: 'direct',
        messages: 1,
        system: 0,
        participants: 2,
        attachments: 1,
        attachmentsMissing: 0,
        first: '2023-11-14T22:13:20Z',
        last: '2023-11-14T22:13:20Z',
      },
    ],
    unparsed: 0,
  },
  {
    path: `${FOLDER}/json_multifile`,
    messenger: 'messenger',
    variant: 'dyi-json',
    chats: [
      {
        ...NONE,
        title: 'Dave Multi',
        kind: 'direct',
        messages: 4,
        participants: 2,
        first: '2023-11-14T22:13:20Z',
        last: '2023-11-14T22:16:20Z',
      },
    ],
    unparsed: 0,
  },
  {
    path: `${FOLDER}/json_group`,
    messenger: 'messenger',
    variant: 'dyi-json',
    chats: [
      {
        ...NONE,
        title: 'Crew',
        kind: 'group',
        messages: 3,
        participants: 3,
        first: '2020-09-13T12:26:40Z',
        last: '2020-09-13T12:28:40Z',
      },
    ],
    unparsed: 0,
  },
  {
    path: `${FOLDER}/json_simple`,
    messenger: 'messenger',
    variant: 'dyi-json',
    chats: [
      {
        ...NONE,
        title: 'Zoe Archive',
        kind: 'direct',
        messages: 1,
        participants: 2,
        first: '2017-07-14T02:40:00Z',
        last: '2017-07-14T02:40:00Z',
      },
      {
        ...NONE,
        title: 'Alice Example',
        kind: 'direct',
        messages: 3,
        participants: 2,
        first: '2020-09-13T12:26:40Z',
        last: '2020-09-13T12:28:40Z',
      },
    ],
    unparsed: 0,
  },
  {
    path: `${FOLDER}/e2ee_simple`,
    messenger: 'messenger',
    variant: 'e2ee',
    chats: [
      {
        ...NONE,
        title: 'Alice Example',
        kind: 'direct',
        messages: 4,
        participants: 2,
        first: '2020-09-13T12:26:40Z',
        last: '2020-09-13T12:29:40Z',
      },
      {
        title: 'Weekend crew',
        kind: 'group',
        messages: 2,
        system: 0,
        participants: 3,
        attachments: 1,
        attachmentsMissing: 0,
        first: '2020-09-13T12:26:40Z',
        last: '2020-09-13T12:27:40Z',
      },
    ],
    unparsed: 0,
  },
  {
    path: 'instagram/joweich__chat-miner/test_export.json',
    messenger: 'instagram',
    variant: 'dyi-json',
    chats: [
      {
        ...NONE,
        messages: 2,
        participants: 2,
        first: '2019-12-24T11:23:00Z',
        last: '2020-01-17T20:49:00Z',
      },
    ],
    unparsed: 0,
  },
];
