import { asString } from '../json/shape';
import type { Moment } from '../model';
import { momentOf } from '../time/iso';

/** `1458170839.000004`: seconds since 1970, and what makes it unique: microseconds, or a number in older messages. */
export function momentOfTs(value: unknown): Moment | null {
  const match = /^(\d{1,12})\.(\d{3})\d*$/.exec(asString(value) ?? '');
  return match && momentOf(Number(match[1]) * 1000 + Number(match[2]), 0, 'millisecond');
}
