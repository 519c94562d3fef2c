import type { Moment } from '../model';
import type { ChatMark } from './summary';
import { difference } from '../time/compare';
import { parseIso } from '../time/iso';

/** Where a chat ended in an earlier archive, and so which messages of a later export are new. */
export class EarlierEnd {
  readonly #last: Moment;
  readonly #atLast: number;
  #met = 0;

  private constructor(last: Moment, atLast: number) {
    this.#last = last;
    this.#atLast = atLast;
  }

  /** null where the earlier archive does not tell a time. */
  static of(mark: ChatMark | undefined): EarlierEnd | null {
    const last = parseIso(mark?.last ?? '');
    return mark && last ? new EarlierEnd(last, mark.atLast) : null;
  }

  /**
   * Whether a message is new. To be asked once for each, in the order of the export: of those that have just the time of the
   * earlier end, as many as there were then are not.
   */
  isBefore(time: Moment): boolean {
    const later = difference(time, this.#last);
    return later === 0 ? ++this.#met > this.#atLast : later > 0;
  }
}
