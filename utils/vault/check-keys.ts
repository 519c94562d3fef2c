import { headerLength } from '@/utils/age/header';
import { plaintextSize } from '@/utils/age/stream';
import { PasskeepError } from '@/utils/errors';
import type { Findings } from './findings';
import type { PruneContext } from './prune';
import { hintPath, isHintPath, keyPath, passkeyHint, readSlots, type Slot, slotIdOf } from './slots';

/**
 * Looks at the form of every slot, and holds them against the record of the keys. What is in them only their keys can tell.
 */
export async function checkKeys(
  { storage, snapshots }: Pick<PruneContext, 'storage' | 'snapshots'>,
  findings: Findings,
  signal: AbortSignal,
): Promise<void> {
  const recorded = snapshots.record?.keys ?? [];
  const files = await storage.list('keys', signal);
  const { slots, damaged, isCut } = await readSlots(
    storage,
    recorded.map(({ slot }) => slot),
    signal,
  );
  for (const path of damaged) findings.add('damaged', path, false);
  const byPath = new Map(slots.map((slot) => [keyPath(slot.id), slot]));
  const paths = new Set(files.map(({ path }) => path));
  const digests = new Map(recorded.map(({ slot, digest }) => [digest, slot]));
  for (const { slot: id, digest } of recorded) {
    const slot = byPath.get(keyPath(id));
    if (slot?.digest === digest || (!slot && isCut)) continue;
    // Under another name it opens the vault all the same, but for a passkey's, which its line names.
    const isElsewhere = slots.some((each) => each.digest === digest && each.kind !== 'passkey');
    findings.add(paths.has(keyPath(id)) ? 'damaged' : 'missing', keyPath(id), isElsewhere);
  }
  for (const slot of slots) {
    const own = digests.get(slot.digest);
    const isCopy = own !== undefined && own !== slot.id;
    if (isCopy) findings.add('misplaced', keyPath(slot.id), true);
    if (!hasPayload(slot)) findings.add('damaged', keyPath(slot.id), false);
    if (slot.kind === 'passkey' && !isCopy && !(await passkeyHint(storage, slot, signal)))
      findings.add(paths.has(hintPath(slot.id)) ? 'damaged' : 'missing', hintPath(slot.id), false);
  }
  // Of a kind that is not known, or no slot at all. A line without its slot means nothing.
  for (const path of paths)
    if (!(isHintPath(path) || byPath.has(path) || (isCut && slotIdOf(path)))) findings.add('foreign', path, true);
}

function hasPayload({ file }: Slot): boolean {
  try {
    return plaintextSize(file.length - headerLength(file)) > 0;
  } catch (thrown) {
    if (thrown instanceof PasskeepError && thrown.code === 'DAMAGED') return false;
    throw thrown;
  }
}
