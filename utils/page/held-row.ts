import type { Day, Row, RowMedia } from './reader';

/** A row with something in it: a message, or one that was not understood. */
export type FullRow = Exclude<Row, { kind: 'day' }>;

/** A file of a row, and what has become of it. */
export interface HeldMedia {
  shown: RowMedia;
  /** What the page gave for `shown.source`, and the path that it is sent under; null: nothing so far. */
  got: { readonly blob: Blob; readonly path: string } | null;
  /** The source that was tried. */
  tried: string | null;
}

/** A row that was read, and is kept until what is above it is known and it has been sent. */
export interface HeldRow {
  row: FullRow;
  /** The divider directly above it. */
  day: Day | null;
  media: HeldMedia[];
}

/** What a page shows, oldest first, as rows with the day that stands above them. Of one that it shows twice, the first. */
export function heldRows(rows: readonly Row[]): HeldRow[] {
  const held: HeldRow[] = [];
  const ids = new Set<string>();
  let day: Day | null = null;
  for (const row of rows) {
    if (row.kind === 'day') {
      ({ day } = row);
      continue;
    }
    if (row.id !== null && ids.has(row.id)) continue;
    if (row.id !== null) ids.add(row.id);
    const media = row.kind === 'message' ? row.media.map(heldMedia) : [];
    held.push({ row, day, media });
    day = null;
  }
  return held;
}

function heldMedia(shown: RowMedia): HeldMedia {
  return { shown, got: null, tried: null };
}

/** Takes over what a later look at the same row tells more of: pages fill their rows bit by bit. */
export function learn(held: HeldRow, fresh: HeldRow): void {
  held.day ??= fresh.day;
  const [before, now] = [held.row, fresh.row];
  if (now.kind === 'unread') return;
  if (before.kind === 'unread') {
    held.row = now;
    held.media = fresh.media;
    return;
  }
  held.row = {
    ...(before.message.text === '' ? now : before),
    sender: before.sender === 'same' ? now.sender : before.sender,
    time: telling(now.time) > telling(before.time) ? now.time : before.time,
  };
  for (const [at, { shown }] of fresh.media.entries()) {
    const known = held.media[at];
    if (!known) held.media.push(heldMedia(shown));
    else if (!known.got && shown.source !== null) known.shown = shown;
  }
}

function telling(time: Extract<FullRow, { kind: 'message' }>['time']): number {
  if (time === null) return 0;
  if (time === 'same') return 1;
  return 'clock' in time ? 2 : 3;
}

/** What a row is to be compared by where it has no native id. */
export function alike(a: FullRow, b: FullRow): boolean {
  if (a.id !== null || b.id !== null) return a.id === b.id;
  if (a.kind === 'unread') return b.kind === 'unread' && a.check === b.check;
  if (b.kind === 'unread') return false;
  if (a.message.text !== b.message.text || a.message.kind !== b.message.kind) return false;
  if (a.message.nativeKind !== b.message.nativeKind || a.media.length !== b.media.length) return false;
  return sameUnless(a.sender, b.sender, ({ id }) => id) && sameUnless(a.time, b.time, (time) => JSON.stringify(time));
}

/** Whether two values are the same, as far as both are told. */
function sameUnless<T extends object>(a: T | 'same' | null, b: T | 'same' | null, of: (told: T) => string): boolean {
  if (a === 'same' || b === 'same') return true;
  return (a && of(a)) === (b && of(b));
}
