import { addToDraft } from './draft';
import { droppedEntries, walkEntries } from '@/utils/capture/dropped';
import { signal as makeSignal } from '@preact/signals';

/** Whether files are being dragged over the page. */
export const dragging = makeSignal(false);

/**
 * Takes files that are dropped anywhere on the page into the draft while `accepts` says so; `onDrop` is called then.
 * Elsewhere a drop does nothing: the browser would leave the app for the file.
 */
export function takeDrops(accepts: () => boolean, onDrop: () => void, signal: AbortSignal): void {
  let leaving: ReturnType<typeof setTimeout> | undefined;
  const over = (event: DragEvent): void => {
    event.preventDefault();
    const welcome = accepts() && (event.dataTransfer?.types.includes('Files') ?? false);
    if (event.dataTransfer) event.dataTransfer.dropEffect = welcome ? 'copy' : 'none';
    dragging.value = welcome;
    // There is no event for leaving the page that does not also come between its elements.
    clearTimeout(leaving);
    leaving = setTimeout(() => (dragging.value = false), 500);
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    dragging.value = false;
    if (!accepts() || !event.dataTransfer) return;
    const entries = droppedEntries(event.dataTransfer);
    if (entries.length === 0) return;
    addToDraft((intake, stopped) => walkEntries(entries, intake, stopped));
    onDrop();
  };
  addEventListener('dragover', over, { signal });
  addEventListener('drop', drop, { signal });
}
