import type { ChatSummary, ExportSummary } from '@/utils/messengers/summary/summary';

/** What is known of a chat, the same each time but for what a test is about. */
export function chatSummary(change: Partial<ChatSummary> = {}): ChatSummary {
  return {
    id: 'family',
    title: 'Family 👪',
    kind: 'group',
    messages: 12,
    system: 2,
    participants: 3,
    attachments: 4,
    attachmentsMissing: 1,
    first: '2019-05-03T10:05:00',
    last: '2026-11-20T21:40:00',
    atLast: 1,
    dayFirst: { value: true, by: 'guess' },
    me: { id: 'Anna', by: 'guess' },
    people: [
      { id: 'Anna', name: 'Anna' },
      { id: 'Ben', name: 'Ben' },
    ],
    ...change,
  };
}

/** What is known of an export. */
export function exportSummary(change: Partial<ExportSummary> = {}): ExportSummary {
  return {
    path: 'Chat.zip',
    messenger: 'whatsapp',
    variant: 'android',
    chats: [chatSummary()],
    people: 3,
    unparsed: 1,
    unparsedFirst: [{ file: 'Chat.zip/chat.txt', line: 7, reason: 'syntax', excerpt: '??' }],
    ...change,
  };
}
