import type { Failure } from '@/utils/errors';
import type { AppState, FolderState, JobKind } from '@/utils/messages/state';

/** What stands between the browser and the folder. */
export interface FolderTrouble {
  /**
   * `ask`: the browser wants to hear from the user first. `choose`: what helps is the same folder's return, or another
   * folder. `emptied`: the folder has lost everything. `retry`: nothing but another try is needed.
   */
  readonly kind: 'ask' | 'choose' | 'emptied' | 'retry';
  /** Told above every view. What is not is told where the folder itself is shown: nothing waits for it. */
  readonly loud: boolean;
  /** What happened, where there is more to say than that something is not in the folder yet. */
  readonly failure: Failure | null;
}

/** Jobs whose card tells how the folder stands, or after which it is brought up to date. */
const ON_THE_WAY: ReadonlySet<JobKind> = new Set(['backup', 'delete', 'import', 'sync', 'leave']);

/** What the user should know and do about the folder; null where there is nothing. */
export function folderTrouble({ folder, jobs }: Pick<AppState, 'folder' | 'jobs'>): FolderTrouble | null {
  if (!folder) return null;
  const underWay = jobs.some(
    ({ kind, status }) => ON_THE_WAY.has(kind) && (status === 'running' || status === 'queued'),
  );
  return underWay ? null : troubleWith(folder);
}

function troubleWith({ access, pending, failure }: FolderState): FolderTrouble | null {
  const waits = pending.files > 0;
  switch (access) {
    case 'ask':
      return { kind: 'ask', loud: waits, failure: null };
    case 'gone':
      return { kind: 'choose', loud: waits, failure: { code: 'FOLDER_GONE' } };
    case 'other':
      return { kind: 'choose', loud: true, failure: { code: 'FOLDER_OTHER_VAULT' } };
    case 'emptied':
      return { kind: 'emptied', loud: true, failure: { code: 'FOLDER_EMPTIED' } };
    case 'ready':
      // Without a failure, what waits is on its way by itself.
      return failure && { kind: 'retry', loud: true, failure };
  }
}
