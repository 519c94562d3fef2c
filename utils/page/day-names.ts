import { fold, tokensOf } from '@/utils/messengers/time/localised-tokens';

const DAY = 86_400_000;

/** How the platform writes days without their years, and how many days back each can be read. */
const FORMS: readonly (readonly [Intl.DateTimeFormatOptions, number])[] = [
  [{ weekday: 'long' }, 7],
  [{ weekday: 'short' }, 7],
  ...(['long', 'short'] as const).flatMap((month): [Intl.DateTimeFormatOptions, number][] => [
    [{ month, day: 'numeric' }, 365],
    [{ month, day: 'numeric', weekday: 'long' }, 365],
    [{ month, day: 'numeric', weekday: 'short' }, 365],
  ]),
];

/** How many days back languages have words for: today, yesterday, vorgestern. */
const RELATIVE = 2;

interface Names {
  readonly today: number;
  readonly days: ReadonlyMap<string, number>;
}

/** Languages that are remembered. */
const MOST_REMEMBERED = 16;

/** By locale. */
const remembered = new Map<string, Names>();

/**
 * The midnights of the days up to today (read as UTC, milliseconds), by every name without a year that the platform has for
 * them in a language: `today`, `sunday`, `november 22`. The latest of the days that share a name. Keys are {@link keyOf} the
 * names.
 * @param today its midnight
 */
export function dayNames(locale: string, today: number): ReadonlyMap<string, number> {
  const before = remembered.get(locale);
  if (before?.today === today) return before.days;
  const days = new Map<string, number>();
  const name = (text: string, back: number): void => {
    const key = keyOf(text);
    if (!days.has(key)) days.set(key, today - back * DAY);
  };
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  for (let back = 0; back <= RELATIVE; back++) name(relative.format(-back, 'day'), back);
  for (const [form, most] of FORMS) {
    const format = new Intl.DateTimeFormat(locale, { ...form, timeZone: 'UTC' });
    // A weekday alone is not today: that has a name of its own.
    for (let back = most === 7 ? 1 : 0; back <= most; back++) name(format.format(today - back * DAY), back);
  }
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  remembered.set(locale, { today, days });
  return days;
}

/** A name of a day so that it compares: its numbers and words, folded. */
export function keyOf(text: string): string {
  return tokensOf(fold(text))
    .map((token) => token.text)
    .join(' ');
}
