import type { ExpectedChat, ExpectedExport } from './expected';

/*
 * Read with the eyes and with grep, invisible marks made visible: messages are the lines that begin with a date and time;
 * system lines those with no name behind it (Android, and some for iOS), or with a mark in front of words that are neither a
 * deleted message, a place nor a poll (iOS); attachments the lines with a file's name in angle brackets or with words in
 * parentheses behind it, and those that say that something was left out.
 */

const JOWEICH = 'whatsapp/joweich__chat-miner';
const CHATISTICS = 'whatsapp/MasterScrat__Chatistics';
const READER = 'whatsapp/rodrigogs__whats-reader/chats';
const WHATS_JSON = 'whatsapp/starkdmi__whats_json';

function row(path: string, variant: 'android' | 'ios', chat: Partial<ExpectedChat>): ExpectedExport {
  const counts = { messages: 0, system: 0, participants: 2, attachments: 0, attachmentsMissing: 0 };
  return {
    path,
    messenger: 'whatsapp',
    variant,
    chats: [{ ...counts, first: null, last: null, ...chat }],
    unparsed: 0,
  };
}

const miner = {
  title: 'Groupname',
  kind: 'group',
  messages: 9,
  system: 2,
  participants: 5,
  first: '2019-01-01T11:25:00',
  last: '2021-12-30T22:01:00',
} as const;

/** The same chat of two on one iPhone, exported in many languages. */
function ios(language: string, second: '00' | '01', last = '2022-03-27T21:56:45'): ExpectedExport {
  return row(`${WHATS_JSON}/languages/${language}_ios.txt`, 'ios', {
    kind: 'direct',
    title: language === 'vietnamese' ? 'Musk Elon' : language === 'arabic' ? '+40 521 028 61 88' : 'Elon Musk',
    messages: 23,
    system: 1,
    attachments: 14,
    attachmentsMissing: 14,
    first: `2022-03-18T14:56:${second}`,
    last,
    dayFirst: language.startsWith('arabic'),
  });
}

const iosMore = {
  title: 'Elon Musk',
  kind: 'direct',
  messages: 25,
  system: 3,
  attachments: 14,
  attachmentsMissing: 14,
  first: '2022-03-18T14:56:01',
  last: '2023-01-07T23:32:30',
  dayFirst: false,
} as const;

/** The same chat on Android. */
function android(file: string, title: string, attachments = 29, messages = 60): ExpectedExport {
  return row(`${WHATS_JSON}/${file}`, 'android', {
    title,
    messages,
    system: 1,
    attachments,
    attachmentsMissing: attachments,
    first: '2022-03-18T14:56:00',
    last: '2023-01-07T23:32:00',
    dayFirst: true,
  });
}

const cool = {
  title: 'Some cool group chat',
  kind: 'group',
  messages: 14,
  system: 3,
  participants: 5,
  first: '2020-12-09T23:16:00',
  last: '2020-12-09T23:56:00',
  dayFirst: false,
} as const;

const readerAndroid = { attachments: 4, first: '2024-12-01T09:00:00', last: '2024-12-04T20:07:00', dayFirst: true };

export const SAMPLES_WHATSAPP: readonly ExpectedExport[] = [
  row(`${CHATISTICS}/_chat.txt`, 'ios', {
    messages: 21,
    system: 1,
    first: '2018-01-04T11:53:57',
    last: '2019-04-19T16:18:33',
    dayFirst: true,
  }),
  row(`${CHATISTICS}/_chat 2.txt`, 'ios', {
    messages: 4,
    first: '2019-09-17T16:37:47',
    last: '2019-09-17T16:39:52',
    dayFirst: true,
  }),
  row(`${CHATISTICS}/_chat 3.txt`, 'android', {
    messages: 11,
    system: 2,
    participants: 5,
    first: '2019-11-02T14:18:00',
    last: '2019-11-10T14:25:00',
    dayFirst: true,
  }),
  row(`${CHATISTICS}/_chat 4.txt`, 'android', {
    messages: 3,
    participants: 1,
    first: '2019-09-17T08:30:52',
    last: '2019-09-18T16:50:32',
    dayFirst: false,
  }),
  row(`${JOWEICH}/test_[mmddyy]_24hrs.txt`, 'ios', { ...miner, dayFirst: false }),
  row(`${JOWEICH}/test_ddmmyy_24hrs.txt`, 'android', { ...miner, dayFirst: true }),
  row(`${JOWEICH}/test_mmddyy_24hrs.txt`, 'android', { ...miner, dayFirst: false }),
  row(`${JOWEICH}/test_mmddyyyy_12hrs.txt`, 'android', { ...miner, dayFirst: false }),
  row(`${JOWEICH}/test_yyyymmdd_24hrs.txt`, 'android', miner),
  row('whatsapp/mlomb__chat-analytics/2A_5M.txt', 'android', {
    messages: 5,
    attachments: 1,
    attachmentsMissing: 1,
    first: '2021-01-01T12:00:00',
    last: '2021-01-01T12:03:00',
    dayFirst: false,
  }),
  row('whatsapp/mlomb__chat-analytics/4A_11M.txt', 'android', cool),
  row('whatsapp/mlomb__chat-analytics/4A_11M.zip', 'android', cool),
  row(`${READER}/android-group-chat`, 'android', {
    ...readerAndroid,
    title: 'Family Group 👨‍👩‍👧‍👦',
    kind: 'group',
    messages: 50,
    system: 8,
    participants: 4,
  }),
  row(`${READER}/android-private-chat`, 'android', {
    ...readerAndroid,
    title: 'Alice',
    kind: 'direct',
    messages: 45,
    system: 2,
    first: '2024-12-01T10:00:00',
    last: '2024-12-04T16:45:00',
  }),
  row(`${READER}/ios-group-chat`, 'ios', {
    title: 'Smith Family ❤️',
    kind: 'group',
    messages: 39,
    system: 6,
    participants: 4,
    attachments: 2,
    attachmentsMissing: 2,
    first: '2024-12-05T08:00:15',
    last: '2024-12-09T08:00:51',
    dayFirst: true,
  }),
  row(`${READER}/ios-private-chat`, 'ios', {
    messages: 45,
    system: 2,
    attachments: 4,
    first: '2024-12-01T10:00:00',
    last: '2024-12-04T16:45:21',
    dayFirst: true,
  }),
  android('android/Chat WhatsApp s\u00a0uživatelem Dmitry S CZ Android.txt', 'Dmitry S CZ Android'),
  android('android/WhatsApp Chat with Dmitry S EN Android.txt', 'Dmitry S EN Android'),
  android('android/WhatsApp Chat with Dmitry S EN+Media Android.txt', 'Dmitry S EN+Media Android'),
  android('android/Чат WhatsApp с\u00a0контактом Dmitry S RU Android.txt', 'Dmitry S RU Android'),
  row(`${WHATS_JSON}/android/WhatsApp Chat with Group Chat XXX Android.txt`, 'android', {
    title: 'Group Chat XXX Android',
    kind: 'group',
    messages: 20,
    system: 16,
    participants: 1,
    first: '2023-01-11T16:11:00',
    last: '2023-01-11T16:57:00',
    dayFirst: true,
  }),
  android('languages/czech_android.txt', ''),
  android('languages/english_android.txt', ''),
  android('languages/english_android_media.txt', ''),
  android('languages/russian_android.txt', ''),
  android('languages/deutch_android_media.txt', '', 21, 41),
  row(`${WHATS_JSON}/example/_chat.txt`, 'ios', iosMore),
  row(`${WHATS_JSON}/example/_chat_with_media.txt`, 'ios', iosMore),
  row(`${WHATS_JSON}/languages/english_ios_media.txt`, 'ios', iosMore),
  ...['arabic2', 'english', 'indonesian', 'thai'].map((language) => ios(language, '01')),
  ...['czech', 'deutch', 'french', 'hindi', 'italian', 'japanese', 'portugal', 'russian', 'spanish', 'ukrainian'].map(
    (language) => ios(language, '00'),
  ),
  ios('arabic', '00'),
  ios('vietnamese', '01', '2022-03-27T21:56:46'),
  row('synthetic/whatsapp/ios-crlf-lrm', 'ios', {
    title: 'Trip Group',
    kind: 'group',
    messages: 7,
    system: 2,
    attachments: 1,
    attachmentsMissing: 1,
    first: '2024-01-02T21:41:05',
    last: '2024-01-02T21:46:00',
    dayFirst: false,
  }),
];
