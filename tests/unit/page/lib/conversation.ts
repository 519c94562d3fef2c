import * as fc from 'fast-check';
import type { Row } from '@/utils/page/reader';

/** What a message says when it has been read. */
export interface Told {
  readonly text: string;
  readonly sender: string | null;
  /** Milliseconds since 1970, whole minutes. */
  readonly ms: number | null;
}

/** A message of a made-up conversation. */
export interface Said extends Told {
  readonly id: string | null;
  readonly sender: string;
  readonly ms: number;
}

const START = Date.UTC(2026, 9, 30, 21, 40);

/** Conversations of up to 300 messages, over several days. `distinct`: no two of them say the same. */
export function chat({ ids, distinct = false }: { ids: 'all' | 'none'; distinct?: boolean }): fc.Arbitrary<Said[]> {
  const message = fc.record({
    sender: fc.constantFrom('Ada', 'Béla', 'Çağ'),
    text: fc.constantFrom('ok', 'ok', 'yes', '👍', 'a longer one'),
    // Most follow within the minute, some after a day.
    after: fc.constantFrom(0, 0, 1, 5, 700, 1500),
  });
  return fc.array(message, { minLength: 1, maxLength: 300 }).map((all) => {
    let ms = START;
    return all.map(({ sender, text, after }, at) => {
      ms += after * 60_000;
      return { id: ids === 'all' ? `m${at}` : null, sender, text: distinct ? `${text} ${at}` : text, ms };
    });
  });
}

/**
 * The rows of a page that shows a sender once for those who go on, a clock without a day, and dividers between days: all
 * that has to be carried.
 */
export function conversation(messages: readonly Said[]): Row[] {
  const rows: Row[] = [];
  let last: Said | null = null;
  for (const message of messages) {
    const at = new Date(message.ms);
    const isNewDay = last === null || at.getUTCDate() !== new Date(last.ms).getUTCDate() || message.ms - last.ms > 86e6;
    if (isNewDay)
      rows.push({
        kind: 'day',
        day: { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: at.getUTCDate() },
      });
    const goesOn = !isNewDay && last?.sender === message.sender;
    rows.push({
      kind: 'message',
      id: message.id,
      sender: goesOn ? 'same' : { id: message.sender, name: message.sender },
      time:
        goesOn && last?.ms === message.ms
          ? 'same'
          : { clock: { hour: at.getUTCHours(), minute: at.getUTCMinutes(), second: null } },
      message: { kind: 'text', text: message.text },
      media: [],
    });
    last = message;
  }
  return rows;
}
