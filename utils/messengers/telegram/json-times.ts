import { type JsonObject, asNumber, asString } from '../json/shape';
import type { Moment } from '../model';
import { momentOf, parseIso } from '../time/iso';

/**
 * A moment of a message: by its seconds since 1970 where the export has them, otherwise by a clock without a zone. Telegram
 * Desktop wrote only the latter up to 2021.
 * @param key `date` or `edited`
 */
export function timeOf(message: JsonObject, key: 'date' | 'edited'): Moment | null {
  const seconds = asNumber(message[key === 'date' ? 'date_unixtime' : 'edited_unixtime']);
  if (seconds !== null) return momentOf(seconds * 1000, 0, 'second');
  const clock = asString(message[key]);
  return clock === null ? null : parseIso(clock);
}

/** When a message was changed; null: never. Exports of 2018 say 1970 in whatever zone for never. */
export function editedOf(message: JsonObject): { readonly at: Moment | null } | null {
  if (message.edited === undefined && message.edited_unixtime === undefined) return null;
  const at = timeOf(message, 'edited');
  return at && at.ms < 2 * 86_400_000 ? null : { at };
}
