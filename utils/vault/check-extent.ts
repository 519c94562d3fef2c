import { randomBytes } from '@/utils/bytes';
import type { StoredFile } from '@/utils/storage/storage';
import type { CheckExtent } from './check-report';
import { packIdOf } from './pack';

/** The packs whose data a check reads. */
export function choosePacks(packs: readonly StoredFile[], extent: CheckExtent): readonly StoredFile[] {
  switch (extent.kind) {
    case 'structure':
      return [];
    case 'all':
      return packs;
    case 'percent':
      return someOf(packs, extent.percent);
    case 'part':
      return packs.filter(({ path }) => partOf(path, extent.of) === extent.part);
  }
}

/** The part of `of`, from 1, that a pack is in: its name is random, so that all parts are about as large. */
function partOf(path: string, of: number): number {
  return 1 + (Number.parseInt(packIdOf(path)?.slice(0, 8) ?? '0', 16) % of);
}

/** Packs in an order drawn by lot, until they are so many percent of all bytes: one at least. */
function someOf(packs: readonly StoredFile[], percent: number): StoredFile[] {
  const wanted = (packs.reduce((sum, { size }) => sum + size, 0) * percent) / 100;
  const chosen: StoredFile[] = [];
  let bytes = 0;
  const drawn = packs.map((pack) => ({ pack, lot: new DataView(randomBytes(4).buffer).getUint32(0) }));
  for (const { pack } of drawn.toSorted((a, b) => a.lot - b.lot)) {
    if (bytes >= wanted) break;
    chosen.push(pack);
    bytes += pack.size;
  }
  return chosen;
}
