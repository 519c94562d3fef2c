import { FOREVER, type Strength } from '@/utils/recovery/password-strength';
import { type Word, locale, t } from '@/utils/words';

const LEVELS = [
  'passwordVeryWeak',
  'passwordWeak',
  'passwordFair',
  'passwordStrong',
] as const satisfies readonly Word[];

const HOUR = 3600;
/** The longest unit that leaves a number of at least two; seconds each. */
const UNITS = [
  ['year', 365.25 * 24 * HOUR],
  ['month', 30.44 * 24 * HOUR],
  ['day', 24 * HOUR],
  ['hour', HOUR],
] as const;

/** What the strength of a password means, in a sentence. */
export function strengthSaid({ seconds, level }: Strength): string {
  const name = t(LEVELS[level]);
  if (seconds < HOUR) return t('passwordGuessedSoon', name);
  if (seconds >= FOREVER) return t('passwordGuessedLate', name);
  return t('passwordGuessed', name, roughly(seconds));
}

function roughly(seconds: number): string {
  const [unit, length] = UNITS.find(([, each]) => seconds >= 2 * each) ?? (['hour', HOUR] as const);
  const format = new Intl.NumberFormat(locale(), {
    style: 'unit',
    unit,
    unitDisplay: 'long',
    maximumSignificantDigits: 1,
  });
  return format.format(seconds / length);
}
