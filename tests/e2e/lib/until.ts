import { setTimeout as pause } from 'node:timers/promises';

/** How long {@link until} waits, and how often it asks. */
export interface Patience {
  /** Milliseconds; 30 seconds unless told. */
  readonly timeout?: number;
  /** Milliseconds between two asks; 50 unless told. */
  readonly interval?: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Asks until the answer is something else than null, undefined or false, and gives it.
 * @param what completes "waited in vain for …"
 * @throws Error when it has taken too long, and what `ask` throws
 */
export async function until<T>(
  what: string,
  ask: () => T | Promise<T>,
  { timeout = 30_000, interval = 50, signal }: Patience = {},
): Promise<Exclude<T, null | undefined | false>> {
  const deadline = Date.now() + timeout;
  for (;;) {
    signal?.throwIfAborted();
    const answer = await ask();
    if (answer !== null && answer !== undefined && answer !== false)
      return answer as Exclude<T, null | undefined | false>;
    if (Date.now() > deadline) throw new Error(`waited ${timeout} ms in vain for ${what}`);
    await pause(interval, undefined, signal && { signal });
  }
}
