import type { ExpectedChat, ExpectedExport } from './expected';

const NONE = { system: 0, attachments: 0, attachmentsMissing: 0 };
/** One file, and it is there. */
const ONE = { system: 0, attachments: 1, attachmentsMissing: 0 };

/** Conversations of two, in the time between. */
function direct(title: string, messages: number, first: string, last = first): Omit<ExpectedChat, keyof typeof NONE> {
  return { title, kind: 'direct', messages, participants: 2, first, last };
}

function msgvault(folder: string, variant: string, chats: readonly ExpectedChat[], unparsed = 0): ExpectedExport {
  return { path: `messenger/kenn-io__msgvault/${folder}`, messenger: 'messenger', variant, chats, unparsed };
}

/**
 * Counted in the files themselves with an editor; `timestamp_ms` turned into dates with `date -u -d @SECONDS`. A sticker is
 * an attachment.
 */
export const SAMPLES_META: readonly ExpectedExport[] = [
  msgvault('json_nontext', 'dyi-json', [
    {
      ...direct('Sam NonText', 6, '2020-09-13T12:28:20Z', '2020-09-13T12:36:40Z'),
      // "Sam left the chat", of type Unsubscribe.
      system: 1,
      attachments: 2,
      attachmentsMissing: 2,
    },
  ]),
  msgvault('corrupt', 'dyi-json', [{ ...NONE, ...direct('Good Sibling', 1, '2020-09-13T12:26:40Z') }], 1),
  msgvault('html_simple', 'dyi-html', [
    { ...NONE, ...direct('Alice Example', 3, '2020-09-13T12:26:00', '2020-09-13T12:28:00') },
  ]),
  // One of the two wrote nothing, but is listed.
  msgvault('html_with_media', 'dyi-html', [{ ...ONE, ...direct('Bob Mediafile', 1, '2020-09-13T12:26:00') }]),
  msgvault('html_multi_media', 'dyi-html', [
    { ...ONE, ...direct('Carol Photoshare', 3, '2020-09-13T12:00:00', '2020-09-13T12:10:00') },
  ]),
  msgvault('json_with_media', 'dyi-json', [{ ...ONE, ...direct('Bob Mediafile', 1, '2020-09-13T12:26:40Z') }]),
  msgvault('json_with_media_alt', 'dyi-json', [{ ...ONE, ...direct('Carol Altlayout', 1, '2023-11-14T22:13:20Z') }]),
  msgvault('json_multifile', 'dyi-json', [
    { ...NONE, ...direct('Dave Multi', 4, '2023-11-14T22:13:20Z', '2023-11-14T22:16:20Z') },
  ]),
  msgvault('json_group', 'dyi-json', [
    { ...NONE, ...direct('Crew', 3, '2020-09-13T12:26:40Z', '2020-09-13T12:28:40Z'), kind: 'group', participants: 3 },
  ]),
  msgvault('json_simple', 'dyi-json', [
    { ...NONE, ...direct('Zoe Archive', 1, '2017-07-14T02:40:00Z') },
    { ...NONE, ...direct('Alice Example', 3, '2020-09-13T12:26:40Z', '2020-09-13T12:28:40Z') },
  ]),
  msgvault('e2ee_simple', 'e2ee', [
    { ...NONE, ...direct('Alice Example', 4, '2020-09-13T12:26:40Z', '2020-09-13T12:29:40Z') },
    {
      ...ONE,
      ...direct('Weekend crew', 2, '2020-09-13T12:26:40Z', '2020-09-13T12:27:40Z'),
      kind: 'group',
      participants: 3,
    },
  ]),
  {
    path: 'instagram/joweich__chat-miner/test_export.json',
    messenger: 'instagram',
    variant: 'dyi-json',
    chats: [{ ...NONE, messages: 2, participants: 2, first: '2019-12-24T11:23:00Z', last: '2020-01-17T20:49:00Z' }],
    unparsed: 0,
  },
];
