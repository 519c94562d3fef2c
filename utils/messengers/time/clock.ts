import { plainDigits } from '../text/digits';

/** What a clock shows. */
export interface ClockTime {
  /** Milliseconds since midnight. */
  readonly ms: number;
  readonly precision: 'minute' | 'second';
}

/** `9:12`, `09:12:30`, with words before or after: `오전 9:12`, `03:05AM`. */
const CLOCK = /^(\P{N}{0,20}?)\s?(\d{1,2}):(\d\d)(?::(\d\d))?\s?(\P{N}{0,20})$/u;

/**
 * A clock alone, with or without a word for the half of the day, in one of {@link LANGUAGES}; null for what is none. Quick:
 * for files that tell the day apart from the time, in every line.
 */
export function parseClock(text: string): ClockTime | null {
  const match = CLOCK.exec(text) ?? CLOCK.exec(plainDigits(text));
  if (!match) return null;
  const [, before = '', hour, minute, second, after = ''] = match;
  const shown = Number(hour);
  if (shown > 24 || Number(minute) > 59 || Number(second ?? 0) > 59) return null;
  const half = before + after === '' ? undefined : halfNamed(before + after);
  if (half === null) return null;
  const hours = half === undefined || shown > 12 ? shown % 24 : (shown % 12) + half;
  const ms = ((hours * 60 + Number(minute)) * 60 + Number(second ?? 0)) * 1000;
  return { ms, precision: second === undefined ? 'minute' : 'second' };
}

/** Those that LINE and KakaoTalk can be set to. */
const LANGUAGES = 'en ja ko zh zh-Hant zh-HK th id ms vi es pt de fr it ru tr ar'.split(' ');

let halves: Map<string, 0 | 12> | undefined;

/** The hour at which the half of the day begins that a word names; null: it names none. */
function halfNamed(word: string): 0 | 12 | null {
  halves ??= readHalves();
  return halves.get(word) ?? halves.get(keyOf(word)) ?? null;
}

function readHalves(): Map<string, 0 | 12> {
  // Thai has these two of its own, but Intl writes the English ones.
  const words = new Map<string, 0 | 12>([
    [keyOf('ก่อนเที่ยง'), 0],
    [keyOf('หลังเที่ยง'), 12],
  ]);
  for (const language of LANGUAGES) {
    const format = new Intl.DateTimeFormat(language, { hour: 'numeric', hour12: true, timeZone: 'UTC' });
    for (let hour = 0; hour < 24; hour++)
      for (const { type, value } of format.formatToParts(hour * 3_600_000))
        if (type === 'dayPeriod') for (const key of [value, keyOf(value)]) words.set(key, hour < 12 ? 0 : 12);
  }
  return words;
}

function keyOf(word: string): string {
  return word.toLowerCase().replaceAll(/[^\p{L}\p{M}]/gu, '');
}
