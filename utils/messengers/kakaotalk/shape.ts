import { parseClock } from '../time/clock';
import { takeDate } from './date';

/** What a line is, by its shape. */
export type KakaoLine =
  | { readonly type: 'day'; readonly ms: number }
  | {
      readonly type: 'message';
      /** The clock's milliseconds since 1970 where the line has its date, otherwise since midnight. */
      readonly ms: number;
      /** null: the messenger wrote it. What stands before the name and the text is cut off. */
      readonly sender: { readonly name: string; readonly text: string } | { readonly line: string } | null;
      readonly text: string;
    };

/** Reads the lines of one of KakaoTalk's texts; null for a line that neither begins a message nor a day. */
export type Shape = (line: string) => KakaoLine | null;

const LONGEST_NAME = 256;

/** Windows: `--------------- 2024년 3월 11일 월요일 ---------------`, `[이름] [오전 9:12] 글`. */
export const desktopShape: Shape = (line) => {
  if (line.startsWith('-----')) {
    const day = line.length < 100 ? takeDate(line.replaceAll(/^-{5,}\s*|\s*-{5,}$/g, '')) : null;
    return day && /-{5}$/.test(line) ? { type: 'day', ms: day.ms } : null;
  }
  if (!line.startsWith('[')) return null;
  for (let at = line.indexOf('] ['); at > 0 && at <= LONGEST_NAME; at = line.indexOf('] [', at + 1)) {
    const end = line.indexOf(']', at + 3);
    const clock = end < 0 || end > at + 40 ? null : parseClock(line.slice(at + 3, end));
    if (!clock) continue;
    const text = line.slice(end + 2);
    return { type: 'message', ms: clock.ms, sender: { name: line.slice(1, at), text }, text };
  }
  return null;
};

/** A clock after a date, and what divides it from the rest. */
const CLOCK = /^(?:,| at)?\s+(\P{N}{0,8}\d{1,2}:\d\d(?:\s?[AaPp]\.?\s?[Mm]\.?)?)(, |: ?(?!\d)|$)/u;

/**
 * Phones: `2024년 3월 11일 오전 9:12, 이름 : 글`, `Mar 11, 2024 at 9:12 AM, Name : text`. A day is a date, with or without a
 * clock, and nothing else. With `: ` right behind the clock, or without ` : `, the messenger wrote it.
 */
export const phoneShape: Shape = (line) => {
  const date = takeDate(line);
  if (!date) return null;
  const match = CLOCK.exec(date.rest.slice(0, 48));
  const clock = match ? parseClock((match[1] ?? '').trim()) : null;
  if (!match || !clock) return /^[\s.,]*\P{N}{0,12}$/u.test(date.rest) ? { type: 'day', ms: date.ms } : null;
  const divider = match[2] ?? '';
  if (divider === '') return date.rest.length === match[0].length ? { type: 'day', ms: date.ms } : null;
  const rest = date.rest.slice(match[0].length);
  const hasName = divider === ', ' && rest.includes(' : ');
  return { type: 'message', ms: date.ms + clock.ms, sender: hasName ? { line: rest } : null, text: rest };
};
