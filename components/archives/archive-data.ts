import { appState } from '@/components/app-state';
import { type Failure, settle, unwrap } from '@/utils/errors';
import { ask } from '@/utils/messages/client';
import type { Archive } from '@/utils/vault/types';
import { computed, effect, signal } from '@preact/signals';
import { loadLost, lost } from './lost-data';

/** The archives, newest first; null while they are not known. */
export const archives = signal<readonly Archive[] | null>(null);

/** Why the archives could not be listed. */
export const archivesFailure = signal<Failure | null>(null);

const unlocked = computed(() => appState.value?.vault === 'unlocked');
/** Changes whenever the list, or what of it is here, may have changed. */
const edition = computed(() => {
  const { archives: known, lastBackupAt, folder, jobs = [] } = appState.value ?? {};
  // An archive that is encrypted anew takes the place of the one that it was.
  const moved = jobs.flatMap(({ kind, filesDone, status }) => (kind === 'reencrypt' ? [filesDone, status] : []));
  return [known, lastBackupAt, folder?.syncedAt, ...moved].join(' ');
});

/**
 * Keeps {@link archives} and {@link lost} up to date while the vault is open, and empties them when it locks. Returns what
 * ends this.
 */
export function followArchives(): () => void {
  return effect(() => {
    void edition.value;
    if (unlocked.value) {
      void loadArchives();
      void loadLost();
    } else {
      archives.value = null;
      lost.value = null;
    }
  });
}

/** Lists the archives anew. */
export async function loadArchives(): Promise<void> {
  const result = await settle(async () => unwrap(await ask('listArchives')));
  if (!unlocked.peek()) return;
  archivesFailure.value = result.ok ? null : result.error;
  if (result.ok) archives.value = keepSame(result.value).toSorted((a, b) => b.createdAt - a.createdAt);
}

/** The archives, those that have not changed as the objects that they were: what is shown of them stays as it is. */
function keepSame(listed: readonly Archive[]): Archive[] {
  const before = new Map(archives.peek()?.map((archive) => [JSON.stringify(archive), archive]));
  return listed.map((archive) => before.get(JSON.stringify(archive)) ?? archive);
}
