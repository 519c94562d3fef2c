import {
  formatBytes,
  formatDay,
  formatDuration,
  formatNumber,
  formatPercent,
  formatSpeed,
  formatTime,
} from '@/utils/format';
import { locale, t } from '@/utils/words';

/** Bytes, in the user's language. */
export const bytes = (n: number): string => formatBytes(n, locale());

/** Bytes a second, in the user's language. */
export const speed = (n: number): string => formatSpeed(n, locale());

/** A plain number, in the user's language. */
export const number = (n: number): string => formatNumber(n, locale());

/** A share from 0 to 1 as whole percent, in the user's language. */
export const percent = (share: number): string => formatPercent(share, locale());

/** Seconds, in the user's language. */
export const duration = (seconds: number): string => formatDuration(seconds, locale());

/** Day and time of `time`, milliseconds since 1970: `today, 9:12 AM`. */
export const moment = (time: number): string =>
  t('dayAndTime', formatDay(time, Date.now(), locale()), formatTime(time, locale()));

/** The day of `time`, milliseconds since 1970: `today`, `Nov 3, 2026`. */
export const day = (time: number): string => formatDay(time, Date.now(), locale());
