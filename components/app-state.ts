import { type Failure, toFailure } from '@/utils/errors';
import { watchState } from '@/utils/messages/client';
import type { AppState } from '@/utils/messages/state';
import { signal as makeSignal } from '@preact/signals';

/** What the offscreen document last said; null before its first word. */
export const appState = makeSignal<AppState | null>(null);

/** Why nothing can be heard from the offscreen document; null while all is well. */
export const connectionFailure = makeSignal<Failure | null>(null);

/** Keeps {@link appState} up to date until `signal` aborts. */
export function followState(signal: AbortSignal): void {
  watchState((state) => (appState.value = state), signal).catch((thrown: unknown) => {
    if (!signal.aborted) connectionFailure.value = toFailure(thrown);
  });
}
