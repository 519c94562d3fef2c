import type { FolderFindings, SpacePlan, UpkeepFindings } from '@/utils/messages/upkeep';
import type { CallContext } from '@/utils/rpc';
import type { CheckExtent, CheckReport, RepairReport } from '@/utils/vault/check-report';
import type { PrunePlan } from '@/utils/vault/prune-plan';
import { storedBytes, type Vault } from '@/utils/vault/vault';
import { checkWithFolder, repairWithFolder } from './folder-check';
import type { Rooms } from './vault-methods';

/**
 * The methods of the vault's worker that look after it. What they find, with the names of archives, stays in the worker
 * and ends with it, when the vault locks.
 */
export function upkeepMethods(rooms: () => Promise<Rooms>) {
  let findings: UpkeepFindings = { check: null, repair: null };
  const vault = async () => (await rooms()).door.vault;
  /** What another device has added since may need what nothing here does. */
  const upToDate = async (signal: AbortSignal): Promise<Vault> => {
    const open = await vault();
    await open.refresh([], signal);
    return open;
  };
  return {
    async check(extent: CheckExtent, context: CallContext): Promise<CheckReport & FolderFindings> {
      const { place, door } = await rooms();
      const check = await checkWithFolder(place, door.vault, extent, context);
      findings = { check, repair: null };
      return check;
    },
    async repair(_: void, context: CallContext): Promise<RepairReport> {
      const { place, door } = await rooms();
      const repair = await repairWithFolder(place, door.vault, context);
      findings = { ...findings, repair };
      return repair;
    },
    async findings(): Promise<UpkeepFindings> {
      await vault();
      return findings;
    },
    planPrune: async (_: void, { signal }: CallContext) => inNumbers(await (await upToDate(signal)).planTidy(signal)),
    /** @returns bytes that came back. */
    async prune(_: void, { tell, signal }: CallContext): Promise<number> {
      const [open, { storage }] = [await upToDate(signal), (await rooms()).place];
      const before = await storedBytes(storage);
      await open.prune(tell, signal);
      return Math.max(0, before - (await storedBytes(storage)));
    },
  };
}

function inNumbers({ blocked, packs, rewritten, index, snapshots, waiting, freedBytes }: PrunePlan): SpacePlan {
  const times = waiting.map(({ until }) => until).toSorted((a, b) => a - b);
  const [from, until] = [times[0], times.at(-1)];
  const bytes = waiting.reduce((sum, { size }) => sum + size, 0);
  return {
    blocked,
    going: packs.length + index.length + snapshots.length,
    rewritten: rewritten.length,
    freedBytes,
    waiting: from === undefined || until === undefined ? null : { bytes, from, until },
  };
}
