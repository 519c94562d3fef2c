import type { NamedBackup } from './snapshot-store';
import type { Archive } from './types';

/** A backup as the list of archives shows it. */
export function archiveOf({ name, snapshot, isLate }: NamedBackup, missing: Archive['missing']): Archive {
  const { title, createdAt, files, bytes, addedBytes, problems, problemCount, exports = [] } = snapshot;
  return { id: name, title, createdAt, files, bytes, addedBytes, problems, problemCount, missing, isLate, exports };
}
