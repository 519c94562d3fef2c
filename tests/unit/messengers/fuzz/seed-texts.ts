import type { Seed } from './seeds';

/** Exports that are plain text. */
export const SEED_TEXTS: readonly Seed[] = [
  {
    name: 'signal-export',
    messenger: 'signal',
    files: {
      'export/Bea/chat.md': '[2024-03-01, 20:15] Bea: Hello  \n[2024-03-01, 20:16] Me: Hi\nthere  \n',
      'export/Bea/data.json':
        '{"date": "2024-03-01T20:15:00", "sender": "Bea", "body": "Hello", "quote": "", "sticker": "", "reactions": [], "attachments": []}\n' +
        '{"date": "2024-03-01T20:16:00", "sender": "Me", "body": "Hi\\nthere", "quote": "", "sticker": "", "reactions": [], "attachments": []}\n',
    },
    messages: 2,
  },
  {
    name: 'KakaoTalk, computer',
    messenger: 'kakaotalk',
    files: {
      'KakaoTalk_20240301_2030_00_group.txt':
        '\ufeff팀 님과 카카오톡 대화\r\n저장한 날짜 : 2024-03-01 20:30:00\r\n\r\n' +
        '--------------- 2024년 3월 1일 금요일 ---------------\r\n[베아] [오후 8:15] 안녕\r\n[나] [오후 8:16] 여러\r\n줄\r\n',
    },
    messages: 2,
  },
  {
    name: 'KakaoTalk, phone',
    messenger: 'kakaotalk',
    files: {
      'KakaoTalkChats.txt':
        '팀 3 님과 카카오톡 대화\n저장한 날짜 : 2024년 3월 1일 오후 8:30\n\n\n2024년 3월 1일 오후 8:15\n' +
        '2024년 3월 1일 오후 8:15, 베아 : 안녕\n2024년 3월 1일 오후 8:16, 나 : 여러\n줄\n',
    },
    messages: 2,
  },
  {
    name: 'LINE',
    messenger: 'line',
    files: {
      '[LINE] Chat with Bea.txt':
        '[LINE] Chat history with Bea\nSaved on: 3/2/2024, 09:00\n\nFri, 3/1/2024\n20:15\tBea\tHello\n20:16\tCy\t"Hi\nthere"\n',
    },
    messages: 2,
  },
  {
    name: 'imessage-exporter, text',
    messenger: 'imessage',
    files: {
      'imessage/+15550002222.txt':
        'Mar 01, 2024  8:15:30 PM\n+15550002222\nHello\n\nMar 01, 2024  8:16:00 PM (Read by them after 3 seconds)\nMe\nHi\nthere\n\n',
    },
    messages: 2,
  },
  {
    name: 'Element, text',
    messenger: 'element',
    files: {
      'Element - Room - Chat Export - 2024-03-02T10-00-00.000Z.txt':
        'Fri, Mar 1, 2024, 20:15:30 - Bea: Hello\nFri, Mar 1, 2024, 20:16:00 - Cy: Hi\nthere\nFri, Mar 1, 2024, 20:17:00 - Cy sent an image. (Media omitted)\n',
    },
    messages: 3,
  },
  {
    name: 'WhatsApp, Android',
    messenger: 'whatsapp',
    files: {
      'WhatsApp Chat with Bea.txt':
        '3/1/24, 8:14 PM - Messages and calls are end-to-end encrypted.\n3/1/24, 8:15 PM - Bea: Hello\n' +
        '3/1/24, 8:16 PM - Cy: Hi\nthere\n3/13/24, 8:17 PM - Bea: <Media omitted>\n3/13/24, 8:18 PM - Bea: IMG-20240313-WA0001.jpg (file attached)\n',
      'IMG-20240313-WA0001.jpg': 'jpg',
    },
    messages: 5,
  },
  {
    name: 'WhatsApp, iOS',
    messenger: 'whatsapp',
    files: {
      'WhatsApp Chat - Bea/_chat.txt':
        '[01.03.24, 20:14:00] Bea: \u200eMessages are end-to-end encrypted.\r\n[01.03.24, 20:15:30] Bea: Hello\r\n' +
        '[13.03.24, 20:16:00] Cy: Hi\nthere\r\n\u200e[13.03.24, 20:17:00] Bea: \u200e<attached: 00000001-PHOTO-2024-03-13-20-17-00.jpg>\r\n',
      'WhatsApp Chat - Bea/00000001-PHOTO-2024-03-13-20-17-00.jpg': 'jpg',
    },
    messages: 4,
  },
];
