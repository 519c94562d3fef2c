import { clockOf, hasZone } from '@/utils/messengers/time/iso';
import { dateFormat } from '@/utils/intl';
import { locale, t } from '@/utils/words';

/**
 * The days from `first` to `last`, ISO 8601 as an export's summary has them: `3 May 2019 to 20 Nov 2026`, one day once; null
 * where there are none.
 */
export function period(first: string | null, last: string | null): string | null {
  const days = [first, last].flatMap((time) => (time === null ? [] : [dayOf(time)]));
  const [from, to = from] = days;
  if (from === undefined || to === undefined) return null;
  return from === to ? from : t('exportPeriod', from, to);
}

/** The month in letters: a day in figures alone can be read in two ways. */
const DAY = { day: 'numeric', month: 'short', year: 'numeric' } as const;

/** The day of a time: of the user's own clock where its zone is known, otherwise as it stands in the export. */
function dayOf(iso: string): string {
  return dateFormat(locale(), { ...DAY, ...(!hasZone(iso) && { timeZone: 'UTC' }) }).format(clockOf(iso));
}
