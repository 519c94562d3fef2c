import { appState } from '@/components/app-state';
import { type Failure, settle, unwrap } from '@/utils/errors';
import { ask } from '@/utils/messages/client';
import type { Archive } from '@/utils/vault/types';
import { computed, effect, signal } from '@preact/signals';

/** The archives, newest first; null while they are not known. */
export const archives = signal<readonly Archive[] | null>(null);

/** Why the archives could not be listed. */
export const archivesFailure = signal<Failure | null>(null);

const unlocked = computed(() => appState.value?.vault === 'unlocked');
/** Changes whenever the list may have changed. */
const edition = computed(() => `${appState.value?.archives} ${appState.value?.lastBackupAt}`);

/** Keeps {@link archives} up to date while the vault is open, and empties it when it locks. Returns what ends this. */
export function followArchives(): () => void {
  return effect(() => {
    void edition.value;
    if (unlocked.value) void loadArchives();
    else archives.value = null;
  });
}

/** Lists the archives anew. */
export async function loadArchives(): Promise<void> {
  const result = await settle(async () => unwrap(await ask('listArchives')));
  if (!unlocked.peek()) return;
  archivesFailure.value = result.ok ? null : result.error;
  if (result.ok) archives.value = result.value.toSorted((a, b) => b.createdAt - a.createdAt);
}
