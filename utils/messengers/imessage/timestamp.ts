import type { Moment } from '../model';
import { dayOf } from '../time/calendar';
import { momentOf } from '../time/iso';

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** `Mar 01, 2023  2:05:31 PM`: the exporter writes it so in every language (imessage-database util/dates.rs, `%b %d, %Y %l:%M:%S %p`). */
const STAMP = /^([A-Z][a-z]{2}) (\d\d), (\d{4}) {1,2}(\d{1,2}):(\d\d):(\d\d) ([AP])M/;

const RECEIPT = /^ \(Read by .{1,200} after .{1,200}\)$/s;

/** A time at the start of a line. */
export interface Stamp {
  /** By the clock of whoever exported. */
  readonly time: Moment | null;
  /** What follows; '' where nothing does but when it was read. */
  readonly rest: string;
}

/** null for a line that does not begin with a time. */
export function readStamp(line: string): Stamp | null {
  const match = STAMP.exec(line);
  if (!match) return null;
  const [whole, month = '', day, year, hour, minute, second, half] = match;
  const midnight = dayOf('gregory', Number(year), MONTHS.indexOf(month) + 1, Number(day));
  if (midnight === null || Number(hour) > 12 || Number(minute) > 59 || Number(second) > 59) return null;
  const hours = (Number(hour) % 12) + (half === 'P' ? 12 : 0);
  const time = momentOf(midnight + ((hours * 60 + Number(minute)) * 60 + Number(second)) * 1000, null, 'second');
  const rest = line.slice(whole.length);
  return { time, rest: RECEIPT.test(rest) ? '' : rest };
}
