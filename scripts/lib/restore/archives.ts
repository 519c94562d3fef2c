import { formatBytes, formatNumber } from '@/utils/format';
import { shownName } from '@/utils/shown-name';
import { safeName } from '@/utils/vault/safe-path';
import type { Archive } from '@/utils/vault/types';

/** Digits of an archive's id that are shown, and that are enough to name it. */
const SHORT = 8;

/** One line of the list of archives. */
export function archiveLine(archive: Archive): string {
  const { id, title, createdAt, files, bytes, missing, problemCount, isLate } = archive;
  const time = new Date(createdAt).toISOString().slice(0, 16).replace('T', ' ');
  const size = `${formatNumber(files, 'en')} files`.padStart(14) + formatBytes(bytes, 'en').padStart(12);
  const notes = [
    missing && `not here (yet): ${formatNumber(missing.files, 'en')} files, ${formatBytes(missing.bytes, 'en')}`,
    problemCount > 0 && `${formatNumber(problemCount, 'en')} files could not be saved`,
    isLate && 'saved with an old key after it was changed',
  ].filter((note) => note !== false && note !== null);
  return `${id.slice(0, SHORT)}  ${time}${size}  ${[shownName(title), ...notes].join('; ')}`;
}

/** The archives that `wanted` names: by an id, the beginning of one (eight digits or more), or a title. */
export function findArchives(archives: readonly Archive[], wanted: string): Archive[] {
  const byId = archives.filter(({ id }) => wanted.length >= SHORT && id.startsWith(wanted.toLowerCase()));
  return byId.length > 0 ? byId : archives.filter(({ title }) => title === wanted);
}

/** The folder that an archive is restored into: the same each time, so that a restore goes on where it stopped. */
export function archiveFolder({ id, title, createdAt }: Archive): string {
  return `${new Date(createdAt).toISOString().slice(0, 10)} ${safeName(title)} (${id.slice(0, SHORT)})`;
}
