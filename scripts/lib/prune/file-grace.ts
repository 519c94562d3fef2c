import { statSync } from 'node:fs';
import { join } from 'node:path';
import { GRACE } from '@/utils/storage/grace';
import type { Grace } from '@/utils/storage/storage';

/** The time of grace in a folder of which nothing is remembered, told by the times of its files. */
export interface FileGrace extends Grace {
  /** Paths of the records of removals: to be set before it is asked when something is due. */
  records: readonly string[];
}

/**
 * What nothing needs has been so since the newest removal at the latest, or else since it came: it waits for as long as the
 * newer of the two is younger than the time of grace. Of a file's times the latest counts: a sync program may have kept the
 * one at which it was written, long before it came here.
 * @param letGo nobody waits for snapshots that have not come.
 */
export function fileGrace(root: string, letGo: boolean, now = Date.now): FileGrace {
  const timeOf = (path: string): number => {
    const stats = statSync(join(root, path), { throwIfNoEntry: false });
    // What is here under another name only is being synced.
    return stats ? Math.max(stats.mtimeMs, stats.ctimeMs, stats.birthtimeMs) : now();
  };
  return {
    records: [],
    retiring: new Set(),
    dueAt(path) {
      const due = Math.max(timeOf(path), ...this.records.map(timeOf)) + GRACE;
      return due <= now() ? null : Math.ceil(due);
    },
    retire: async () => {},
    hasLetGo: () => letGo,
  };
}
