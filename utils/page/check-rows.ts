import { PageError } from './page-error';
import type { Row } from './reader';

/**
 * A reader's test of itself, on what the page shows as its chat is opened: most of the messages have to be understood.
 * @throws PageError `changed`, with what most of the others lack
 */
export function checkRows(rows: readonly Row[]): void {
  const unread = rows.filter((row) => row.kind === 'unread');
  const read = rows.filter((row) => row.kind === 'message');
  if (unread.length <= read.length) return;
  const counts = new Map<string, number>();
  for (const { check } of unread) counts.set(check, (counts.get(check) ?? 0) + 1);
  const [most] = [...counts].toSorted(([, one], [, other]) => other - one);
  if (most) throw new PageError('changed', most[0]);
}
