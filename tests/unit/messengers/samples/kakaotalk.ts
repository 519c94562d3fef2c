import type { ExpectedExport } from './expected';

/**
 * Read with the eyes: every line with a clock is a message, `줄` goes on with the one before, and what says that somebody came
 * or went is KakaoTalk's own; on Windows that has no time. `사진` is a picture that is not there.
 */
export const SAMPLES_KAKAOTALK: readonly ExpectedExport[] = [
  {
    path: 'synthetic/kakaotalk/pc-ko/KakaoTalk_20240311_2214_03_group.txt',
    messenger: 'kakaotalk',
    variant: 'text',
    chats: [
      {
        title: '개발3팀',
        kind: 'group',
        messages: 4,
        system: 1,
        participants: 2,
        attachments: 1,
        attachmentsMissing: 1,
        first: '2024-03-11T09:12:00',
        last: '2024-03-11T14:06:00',
      },
    ],
    unparsed: 0,
  },
  {
    path: 'synthetic/kakaotalk/mobile-ko/KakaoTalkChats.txt',
    messenger: 'kakaotalk',
    variant: 'text',
    chats: [
      {
        title: '개발3팀',
        kind: 'group',
        messages: 3,
        system: 1,
        participants: 2,
        attachments: 0,
        attachmentsMissing: 0,
        first: '2024-03-11T09:12:00',
        last: '2024-03-11T12:06:00',
      },
    ],
    unparsed: 0,
  },
];
