import { unwrap } from '@/utils/errors';
import { browser } from 'wxt/browser';
import { type ProtocolMap, STATE_PORT, sendMessage } from './protocol';
import type { AppState } from './state';

type Call = Exclude<keyof ProtocolMap, 'ensureOffscreen' | 'openApp' | 'setBadge' | 'ping'>;
type Input<K extends Call> = Parameters<ProtocolMap[K]>[0];
type Answer<K extends Call> = ReturnType<ProtocolMap[K]>;

/** Asks the offscreen document, opening it first where it is not there. */
export async function ask<K extends Call>(type: K, ...data: Parameters<ProtocolMap[K]>): Promise<Answer<K>> {
  await sendMessage('ensureOffscreen');
  const send = sendMessage as unknown as (type: K, data: Input<K>) => Promise<Answer<K>>;
  return await send(type, data[0] as Input<K>);
}

/**
 * Calls `onState` with the state now and at every change until `signal` aborts. Reconnects when the offscreen document
 * is opened anew.
 * @throws PasskeepError STORAGE_REFUSED when there is no state, since the browser does not give its storage.
 */
export async function watchState(onState: (state: AppState) => void, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    onState(unwrap(await ask('getState')));
    const port = browser.runtime.connect({ name: STATE_PORT });
    port.onMessage.addListener((state) => onState(state as AppState));
    await new Promise<void>((resolve) => {
      port.onDisconnect.addListener(() => resolve());
      signal.addEventListener('abort', () => (port.disconnect(), resolve()), { once: true });
    });
  }
}
