import { appState } from '@/components/app-state';
import { type Failure, settle, unwrap } from '@/utils/errors';
import { ask } from '@/utils/messages/client';
import type { KeyList } from '@/utils/vault/key-types';
import { computed, effect, signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';

/** The keys of the open vault; null while they are not known. */
export const keyList = signal<KeyList | null>(null);

/** Why the keys could not be listed. */
export const keyListFailure = signal<Failure | null>(null);

const unlocked = computed(() => appState.value?.vault === 'unlocked');
/** Changes whenever the keys may have: here, or since files came by sync. */
const edition = computed(() => {
  const { folder, keysDue, passkeyHere, protectedSince, readsOnly, archives, jobs } = appState.value ?? {};
  const ended = jobs?.filter(({ status }) => status !== 'queued' && status !== 'running').length;
  return [folder?.syncedAt, keysDue, passkeyHere, protectedSince, readsOnly, archives, ended].join(' ');
});

let followers = 0;
let stopFollowing: (() => void) | null = null;
let lastLoad = 0;

/** {@link keyList}, which is kept up to date as long as a component that calls this is shown. */
export function useKeyList(): KeyList | null {
  useEffect(() => {
    if (followers++ === 0) stopFollowing = effect(follow);
    return () => {
      if (--followers === 0) stopFollowing?.();
    };
  }, []);
  return keyList.value;
}

/** Lists the keys anew; whoever has changed a key calls it. Never rejects. */
export async function loadKeys(): Promise<void> {
  const load = ++lastLoad;
  const result = await settle(async () => unwrap(await ask('listKeys')));
  // A later answer is the newer one, and a locked vault has none.
  if (load !== lastLoad || !unlocked.peek()) return;
  keyListFailure.value = result.ok ? null : result.error;
  if (result.ok) keyList.value = result.value;
}

function follow(): void {
  void edition.value;
  if (unlocked.value) {
    void loadKeys();
    return;
  }
  keyList.value = null;
  keyListFailure.value = null;
}
