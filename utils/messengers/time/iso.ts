import type { Moment } from '../model';

/**
 * A moment in ISO 8601: with seconds, with milliseconds where there are some, ending in `Z` or `+02:00` where its zone is
 * known and in nothing where it is not.
 */
export function isoOf({ ms, zone }: Moment): string {
  const clock = new Date(zone === null ? ms : ms + zone * 60_000).toISOString().replace(/\.000Z$|Z$/, '');
  if (zone === null) return clock;
  if (zone === 0) return `${clock}Z`;
  const minutes = Math.abs(zone);
  const [hour, minute] = [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0'));
  return `${clock}${zone < 0 ? '-' : '+'}${hour}:${minute}`;
}

/** Milliseconds of an ISO time as {@link isoOf} writes it; without a zone as if it were UTC, as {@link Moment.ms} is. */
export function clockOf(iso: string): number {
  return Date.parse(hasZone(iso) ? iso : `${iso}Z`);
}

/** Whether an ISO time as {@link isoOf} writes it tells its zone. */
export function hasZone(iso: string): boolean {
  return /(Z|[+-]\d\d:\d\d)$/.test(iso);
}

/** Milliseconds that a Date can hold either side of 1970; ECMA-262, 21.4.1.1. */
const LIMIT = 8.64e15;

/**
 * A moment from milliseconds since 1970; null for what is none.
 * @param zone minutes east of UTC; null unknown, `ms` being the clock read as UTC
 */
export function momentOf(ms: number | null, zone: number | null, precision: Moment['precision']): Moment | null {
  return ms !== null && Number.isFinite(ms) && Math.abs(ms) <= LIMIT - 86_400_000 ? { ms, zone, precision } : null;
}

const ISO = /^([+-]?\d{4,6})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?\s*(Z|UTC|[+-]\d\d:?\d\d)?$/i;

/** A moment from an ISO 8601 date and time, as JSON exports have them; null for anything else. */
export function parseIso(text: string): Moment | null {
  const match = ISO.exec(text.trim());
  if (!match) return null;
  const [, year, month, day, hour, minute, second = '0', fraction = '', offset] = match;
  const date = [Number(year), Number(month) - 1, Number(day)] as const;
  const clock = [
    Number(hour),
    Number(minute),
    Number(second),
    Math.trunc(Number(`0.${fraction || 0}`) * 1000),
  ] as const;
  const local = new Date(0);
  local.setUTCFullYear(...date);
  local.setUTCHours(...clock);
  const isReal = local.getUTCMonth() === date[1] && local.getUTCDate() === date[2] && clock[0] < 24 && clock[1] < 60;
  if (!isReal) return null;
  const zone = offset === undefined ? null : zoneOf(offset);
  return momentOf(
    local.getTime() - (zone ?? 0) * 60_000,
    zone,
    fraction === '' ? (match[6] === undefined ? 'minute' : 'second') : 'millisecond',
  );
}

/** Minutes east of UTC: of `Z`, `UTC`, `+02:00`, `-0330`. */
function zoneOf(offset: string): number {
  const match = /^([+-])(\d\d):?(\d\d)$/.exec(offset);
  if (!match) return 0;
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3]));
}
