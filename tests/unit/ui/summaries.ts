import type { Messenger } from '@/utils/messengers/model';
import type { ChatSummary, ExportSummary } from '@/utils/messengers/summary/summary';

/** The summary of an export with such chats. */
export function summaryOf(messenger: Messenger, chats: readonly Partial<ChatSummary>[]): ExportSummary {
  const known = { id: 'chat', title: 'Chat', kind: 'group', messages: 2, system: 0, participants: 2 } as const;
  const none = { attachments: 0, attachmentsMissing: 0, first: null, last: null, atLast: 0 };
  const all = chats.map((chat) => ({ ...known, ...none, ...chat }));
  return { path: 'chat.zip', messenger, variant: 'any', chats: all, people: 2, unparsed: 0, unparsedFirst: [] };
}
