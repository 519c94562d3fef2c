import type { FolderState } from '@/utils/messages/state';
import type { FolderLook } from '@/utils/sync/look';

/**
 * What is done with a picked folder. `here`: the vault goes into it. `beside`: into a new folder in it. `open`: the other
 * vault that is there is opened instead of this browser's. `giveUp`: the other vault is deleted, and this one goes there.
 */
export type Way = 'here' | 'beside' | 'open' | 'giveUp';

/** The ways that there are for what a folder holds, the best first. */
export function waysFor({ holds }: Pick<FolderLook, 'holds'>, archivesHere: number): readonly Way[] {
  if (holds === 'nothing' || holds === 'same') return ['here'];
  if (holds === 'files') return ['beside'];
  return canOpen(archivesHere) ? ['open', 'beside', 'giveUp'] : ['beside', 'open', 'giveUp'];
}

/** Whether another vault can take the place of this browser's: what it holds would be out of reach then. */
export function canOpen(archivesHere: number): boolean {
  return archivesHere === 0;
}

/** Whether what is in the folder that the vault lives in now cannot be taken along, whatever the user allows. */
export function isOutOfReach({ access }: FolderState): boolean {
  return access !== 'ready' && access !== 'ask';
}
