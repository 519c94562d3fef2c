import type { Moment } from '../model';
import { parseIso } from '../time/iso';

const DATE = /^(\d\d)\.(\d\d)\.(\d{4}) (\d\d:\d\d:\d\d)(?: UTC([+-]\d\d:\d\d)?)?$/;

/**
 * A time as pages have it in whatever language: `03.12.2025 19:07:28 UTC+02:00`, up to 2021 without the zone. tdesktop,
 * export/data/export_data_types.cpp, FormatDateTime.
 */
export function parsePageDate(text: string): Moment | null {
  const match = DATE.exec(text.trim());
  if (!match) return null;
  const [whole, day, month, year, clock, zone] = match;
  return parseIso(`${year}-${month}-${day}T${clock}${zone ?? (whole.includes('UTC') ? 'Z' : '')}`);
}
