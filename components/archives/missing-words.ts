import { appState } from '@/components/app-state';
import { bytes, number } from '@/components/figures';
import type { Archive } from '@/utils/vault/types';
import { count, t } from '@/utils/words';

/** `3 of 120 files are not here yet, 12 MB`, or that they cannot be read where no folder could bring them; null for none. */
export function missingWords(
  { missing, files }: Pick<Archive, 'missing' | 'files'>,
  isInFolder = inFolder(),
): string | null {
  if (!missing || missing.files === 0) return null;
  if (missing.files >= files) return t(isInFolder ? 'noneHereYet' : 'noneReadable');
  const rest = [number(files), bytes(missing.bytes)];
  return isInFolder ? count('notHereYet', missing.files, ...rest) : count('notReadableNow', missing.files, ...rest);
}

/** Whether there is a folder that could still bring what is missing. */
export function inFolder(): boolean {
  return (appState.value?.folder ?? null) !== null;
}
