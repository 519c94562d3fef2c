import { headerLength } from '@/utils/age/header';
import { plaintextSize } from '@/utils/age/stream';
import { PasskeepError } from '@/utils/errors';
import type { VaultStorage } from '@/utils/storage/storage';
import { base64urlnopad } from '@scure/base';
import type { Findings } from './findings';
import type { RecordedKey } from './key-record';
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
    if (slot.kind === 'passkey' && !isCopy && !(await hasLine(storage, slot, recorded, signal))) {
      // Whose passkey is none of the vault's need not be found.
      const isStray = recorded.length > 0 && own === undefined;
      findings.add(paths.has(hintPath(slot.id)) ? 'damaged' : 'missing', hintPath(slot.id), isStray);
    }
  }
  // Of a kind that is not known, or no slot at all. A line without its slot means nothing.
  for (const path of paths)
    if (!(isHintPath(path) || byPath.has(path) || (isCut && slotIdOf(path)))) findings.add('foreign', path, true);
}

/** Whether a slot can be asked for: whether its line names a passkey, and the one that the record says. */
async function hasLine(
  storage: VaultStorage,
  slot: Slot,
  recorded: readonly RecordedKey[],
  signal: AbortSignal,
): Promise<boolean> {
  const hint = await passkeyHint(storage, slot, signal);
  const known = recorded.find(({ digest }) => digest === slot.digest)?.passkey?.credentialId;
  return hint !== null && (known === undefined || known === base64urlnopad.encode(hint.credentialId));
}

function hasPayload({ file }: Slot): boolean {
  try {
    return plaintextSize(file.length - headerLength(file)) > 0;
  } catch (thrown) {
    if (thrown instanceof PasskeepError && thrown.code === 'DAMAGED') return false;
    throw thrown;
  }
}
