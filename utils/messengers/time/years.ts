import { dayOf } from './calendar';
import { withoutMarks } from '../whatsapp/fold';

/** Years before the first of an era of Japan that is met since WhatsApp began (2009). */
const ERAS = new Map([
  ['r', 2018],
  ['reiwa', 2018],
  ['令和', 2018],
  ['㋿', 2018],
  ['h', 1988],
  ['heisei', 1988],
  ['平成', 1988],
  ['㍻', 1988],
]);

/** The year before the first of an era that a word names; 0: it names none. */
export function eraOf(word: string): number {
  return (
    ERAS.get(
      withoutMarks(word)
        .toLowerCase()
        .replace(/[\s.,]/g, ''),
    ) ?? 0
  );
}

/**
 * The midnight (UTC) at which a day begins, in milliseconds; null for no day. The year tells its calendar, as WhatsApp began
 * in 2009: 2565 is Buddhist, 1400 Persian, 1443 of the Hijra, 111 of the Republic of China; 65 is 2565, and 22 is 2022.
 * @param era as {@link eraOf}; 0: none
 */
export function midnightOf(year: number, month: number, day: number, era: number): number | null {
  if (month < 1 || month > 13 || day < 1 || day > 32) return null;
  if (era !== 0) return dayOf('gregory', era + year, month, day);
  if (year < 52) return dayOf('gregory', 2000 + year, month, day);
  if (year < 76) return dayOf('buddhist', 2500 + year, month, day);
  if (year < 98) return dayOf('gregory', 1900 + year, month, day);
  if (year < 200) return dayOf('roc', year, month, day);
  if (year < 1425) return dayOf('persian', year, month, day);
  if (year < 1500) return dayOf('islamic-umalqura', year, month, day);
  return dayOf(year < 2400 ? 'gregory' : 'buddhist', year, month, day);
}
