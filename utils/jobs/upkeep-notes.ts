import type { CheckNote, RepairNote, Upkeep } from '@/utils/messages/upkeep';

/** In how many parts the data is read, where that is done part by part. */
const PARTS = 6;

/** What is remembered of a vault that has never been checked. */
export const NEVER_CHECKED: Upkeep = { last: null, partsReadAt: Array.from({ length: PARTS }, () => 0) };

/** What is remembered after a check or a repair. */
export function noted({ partsReadAt }: Upkeep, note: CheckNote | RepairNote): Upkeep {
  if (note.kind === 'repair') return { last: note, partsReadAt };
  const { extent, at } = note;
  const isRead = (part: number) =>
    extent.kind === 'all' || (extent.kind === 'part' && extent.of === PARTS && extent.part === part);
  return { last: note, partsReadAt: partsReadAt.map((before, index) => (isRead(index + 1) ? at : before)) };
}
