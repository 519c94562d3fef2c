/** Without a change for so long, a page has come to rest. Milliseconds. */
const QUIET = 40;
/** Pages with clocks and animations never rest. Milliseconds. */
const LONGEST_UNREST = 1500;
/** Until a page has loaded what it says that it loads. Milliseconds. */
const LONGEST_LOADING = 30_000;
/** Between two looks at whether it loads. Milliseconds. */
const LOOK = 60;

/** Waits, or until `signal` is aborted; never throws. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
  });
}

/**
 * Waits until what is in an element has come to rest, and the page does not load any more. Gives up after a while.
 * @param patience until the first change, milliseconds; nothing may change at all
 * @returns whether anything has changed
 */
export async function settled(
  element: Element,
  isLoading: () => boolean,
  patience: number,
  signal: AbortSignal,
): Promise<boolean> {
  let changedAt = 0;
  const observer = new MutationObserver(() => (changedAt = performance.now()));
  observer.observe(element, { childList: true, characterData: true, subtree: true });
  const start = performance.now();
  try {
    for (;;) {
      const now = performance.now();
      const waited = now - start;
      if (signal.aborted || waited > LONGEST_LOADING) break;
      if (isLoading()) {
        await pause(LOOK, signal);
        continue;
      }
      const rested = changedAt === 0 ? waited >= patience : now - changedAt >= QUIET;
      if (rested || (changedAt > 0 && waited > LONGEST_UNREST + patience)) break;
      await pause(changedAt === 0 ? Math.min(LOOK, patience) : QUIET, signal);
    }
    return changedAt > 0;
  } finally {
    observer.disconnect();
  }
}

/** Waits until the page can be seen: hidden ones load nothing. */
export async function visible(document: Document, signal: AbortSignal): Promise<void> {
  while (document.hidden && !signal.aborted) await pause(500, signal);
}
