import type { Message, Moment } from '@/utils/messengers/model';
import type { ExportSummary } from '@/utils/messengers/summary/summary';
import { isoOf } from '@/utils/messengers/time/iso';

/** What is told of an export, or of a path at which there is none (null). */
export function exportLine(path: string, summary: ExportSummary | null, seconds: number): string {
  return JSON.stringify({
    path,
    messenger: summary?.messenger ?? null,
    variant: summary?.variant ?? null,
    chats: (summary?.chats ?? []).map((chat) => ({
      title: chat.title,
      kind: chat.kind,
      messages: chat.messages,
      system: chat.system,
      participants: chat.participants,
      attachments: chat.attachments,
      attachmentsMissing: chat.attachmentsMissing,
      first: chat.first,
      last: chat.last,
      ...(chat.dayFirst && { dayFirst: chat.dayFirst.value }),
    })),
    ...(summary?.captured && { captured: summary.captured }),
    unparsed: summary?.unparsed ?? 0,
    seconds: Math.round(seconds * 1000) / 1000,
  });
}

/** A message as the model has it, its times as text. */
export function messageLine(message: Message, key: string): string {
  const { edited, forwarded } = message;
  return JSON.stringify({
    key,
    ...message,
    time: shownTime(message.time),
    ...(edited && { edited: { ...edited, at: shownTime(edited.at) } }),
    ...(forwarded?.at && { forwarded: { ...forwarded, at: shownTime(forwarded.at) } }),
  });
}

function shownTime(time: Moment | null) {
  return time && { at: isoOf(time), zone: time.zone, precision: time.precision };
}
