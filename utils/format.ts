import { dateFormat, listFormat, numberFormat } from './intl';

const BYTE_UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;
const DAY = 86_400_000;

/** Bytes in the largest decimal unit that leaves a number of at least 1: `812 bytes`, `1.2 GB`. */
export function formatBytes(bytes: number, locale: string): string {
  const { value, power } = scale(bytes);
  return numberFormat(locale, {
    style: 'unit',
    unit: BYTE_UNITS[power] ?? 'byte',
    unitDisplay: power === 0 ? 'long' : 'short',
    maximumFractionDigits: digits(value, power),
  }).format(value);
}

/** Bytes a second: `12 MB/s`. */
export function formatSpeed(bytesPerSecond: number, locale: string): string {
  const { value, power } = scale(bytesPerSecond);
  return numberFormat(locale, {
    style: 'unit',
    unit: `${BYTE_UNITS[power] ?? 'byte'}-per-second`,
    unitDisplay: 'short',
    maximumFractionDigits: digits(value, power),
  }).format(value);
}

/** A number with the language's separators. */
export function formatNumber(n: number, locale: string): string {
  return numberFormat(locale).format(n);
}

/** `share` from 0 to 1 as whole percent, rounded down so that 100% means done. */
export function formatPercent(share: number, locale: string): string {
  return numberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }).format(
    Math.floor(Math.min(1, Math.max(0, share)) * 100) / 100,
  );
}

/** Seconds as a person would say them: `5 seconds`, `20 seconds`, `3 minutes`, `1 hour, 20 minutes`. Never zero. */
export function formatDuration(seconds: number, locale: string): string {
  if (seconds <= 55) return unit(Math.max(5, Math.ceil(seconds / 5) * 5), 'second', locale);
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 60) return unit(minutes, 'minute', locale);
  const parts = [unit(Math.floor(minutes / 60), 'hour', locale)];
  if (minutes % 60 > 0) parts.push(unit(minutes % 60, 'minute', locale));
  return listFormat(locale, { type: 'unit' }).format(parts);
}

/** The day of `time` seen from `now` (both milliseconds since 1970): `today`, `yesterday`, `Nov 3, 2026`. */
export function formatDay(time: number, now: number, locale: string): string {
  const days = Math.round((midnight(time) - midnight(now)) / DAY);
  if (days === 0 || days === -1) return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(days, 'day');
  return dateFormat(locale, { dateStyle: 'medium' }).format(time);
}

/** The hour and minute of `time`, milliseconds since 1970. */
export function formatTime(time: number, locale: string): string {
  return dateFormat(locale, { timeStyle: 'short' }).format(time);
}

function scale(bytes: number): { value: number; power: number } {
  let value = Math.max(0, bytes);
  let power = 0;
  // 999.5 and more would be shown as 1,000 of the smaller unit.
  while (value >= 999.5 && power < BYTE_UNITS.length - 1) {
    value /= 1000;
    power += 1;
  }
  return { value, power };
}

function digits(value: number, power: number): number {
  return power > 1 && value < 99.95 ? 1 : 0;
}

function unit(n: number, name: 'second' | 'minute' | 'hour', locale: string): string {
  return numberFormat(locale, { style: 'unit', unit: name, unitDisplay: 'long' }).format(n);
}

function midnight(time: number): number {
  return new Date(time).setHours(0, 0, 0, 0);
}
