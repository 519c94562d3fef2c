import { shownName } from '@/utils/shown-name';
import { isolate } from '@/utils/words';

/** A folder's name or way inside a sentence. */
export function folderName(...names: readonly string[]): string {
  return isolate(shownName(names.join(' / ')));
}
