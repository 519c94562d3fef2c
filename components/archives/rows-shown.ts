import { effect, signal, useComputed } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { archives } from './archive-data';

/** Rows that are there at once, more than any screen shows, and those that come at a time while nothing else is done. */
const FIRST = 40;
const MORE = 80;

/** Rows that have come so far: whoever comes back to the list finds it as long as it was. */
const rows = signal(FIRST);

effect(() => {
  if (archives.value === null) rows.value = FIRST;
});

/**
 * How many rows of a list of `total` are to be shown: first those that can be seen, and soon all of them, so that the
 * browser's own search, its keys for scrolling and screen readers have the whole list.
 */
export function useRowsShown(total: number): ReadonlySignal<number> {
  const shown = useComputed(() => Math.min(rows.value, total));
  const isWhole = shown.value >= total;
  useEffect(() => {
    if (isWhole) return;
    const idle = requestIdleCallback(() => (rows.value += MORE));
    return () => cancelIdleCallback(idle);
  }, [shown.value, isWhole]);
  return shown;
}
