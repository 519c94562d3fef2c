import { fold } from '@/utils/messengers/time/localised-tokens';
import { parseClock } from '../clock';
import { parseDay } from '../day';
import type { Clock } from '../reader';

/** What WhatsApp Web writes before a message when it is copied: `[17:12, 16/11/2026] Anna: `. */
export interface Stamp {
  readonly clock: Clock;
  /** Its date as it stands: `16/11/2026`. */
  readonly date: string;
  /** The three numbers of the date; null: it has words. */
  readonly numbers: readonly string[] | null;
  /** The clock is of twelve hours with capitals, and the date without zeros: as in the United States. */
  readonly looksAmerican: boolean;
  /** As the sender is called in the address book, or their number. */
  readonly name: string;
}

const STAMP = /^\s*\[([^\]]{3,80})\]\s*(.*?)\s*:\s*$/s;
const NUMBERS = /(?<!\d)(\d{1,4})([./-]) ?(\d{1,2})\2 ?(\d{2,4})(?!\d)/;

/** Marks of direction around a name or a number, which are WhatsApp's. */
const EDGES = /^[\s\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+|[\s\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+$/g;

/** A name without the marks of direction around it, and the `~` before those that are in no address book. */
export function plainName(text: string): string {
  return text.replace(EDGES, '').replace(/^~\s?/, '').replace(EDGES, '');
}

/** Takes a `data-pre-plain-text` apart; null for what is none. @param locale the page's language */
export function parseStamp(text: string, locale: string): Stamp | null {
  const [, inside, name] = STAMP.exec(text.replace(/^[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+/, '')) ?? [];
  if (inside === undefined || name === undefined) return null;
  const folded = fold(inside);
  const match = NUMBERS.exec(folded);
  const date = match?.[0] ?? inside.split(/[,،、]/).find((part) => !parseClock(part, locale)) ?? '';
  const clock = parseClock(match ? folded.replace(match[0], ' ') : inside.replace(date, ' '), locale);
  if (!clock || date === '') return null;
  const numbers = match ? [match[1] ?? '', match[3] ?? '', match[4] ?? ''] : null;
  const looksAmerican = /\b[AP]M\b/.test(inside) && match?.[2] === '/' && !/(?<!\d)0\d(?!\d)/.test(date);
  return { clock, date, numbers, looksAmerican, name: plainName(name) };
}

/** The date of a text such as `Yesterday`, `16/11/2026`, in numbers: its parts; null for other texts. */
export function numbersIn(text: string): readonly string[] | null {
  const match = NUMBERS.exec(fold(text).trim());
  return match && match[0].length === fold(text).trim().length
    ? [match[1] ?? '', match[3] ?? '', match[4] ?? '']
    : null;
}

/** Whether the text is a day in words: not in numbers alone, which have an order to be found out first. */
export function isDayInWords(text: string, locale: string, now: number): boolean {
  return text.length <= 60 && !numbersIn(text) && parseDay(text, locale, now) !== null;
}
