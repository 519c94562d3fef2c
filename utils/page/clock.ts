import { hourOf, partOfDay } from '@/utils/messengers/time/localised-hours';
import { hoursIn, rowsOf } from '@/utils/messengers/time/localised-rows';
import { findClock, fold, tokensOf } from '@/utils/messengers/time/localised-tokens';
import type { Clock } from './reader';
import { languagesOf } from './vocabularies';

/** Longer texts are no clocks. UTF-16 units. */
const LONGEST = 60;

/** `17 h 12`, `17時12分`, `17시 12분`: words where others have a colon. */
const SPELT = /(\d{1,2}) ?(?:h|時|时|點|点|시) ?(\d\d)(?!\d)/u;

/**
 * A time of day as a page shows it, of 12 or 24 hours, in any script: `17:12`, `5:12 PM`, `오후 5:12`, `٥:١٢ م`, `17.12`. null
 * for what has no clock in it. Other words beside it count for nothing.
 * @param locale the page's language
 */
export function parseClock(text: string, locale: string): Clock | null {
  if (text.length > LONGEST) return null;
  const clock = findClock(fold(text).replace(SPELT, '$1:$2'));
  if (!clock) return null;
  const hour = hourOf(clock.hour, clock.hour > 12 ? 0 : hoursNamed(clock.rest, locale));
  return hour === null ? null : { hour, minute: clock.minute, second: clock.second };
}

/** The hours that the words beside a clock allow, as bits: in the page's languages, or else in any. 0: they say nothing. */
function hoursNamed(rest: string, locale: string): number {
  const tokens = tokensOf(rest);
  if (!tokens.some(({ kind }) => kind === 'word')) return 0;
  for (const { vocabulary } of languagesOf(locale)) {
    const hours = hoursIn(rowsOf(tokens, vocabulary), vocabulary);
    if (hours !== 0) return hours;
  }
  return partOfDay(tokens);
}
