import type { SpacePlan, UpkeepFindings } from '@/utils/messages/upkeep';
import type { CallContext } from '@/utils/rpc';
import type { VaultStorage } from '@/utils/storage/storage';
import type { CheckExtent, CheckReport, RepairReport } from '@/utils/vault/check-report';
import type { PrunePlan } from '@/utils/vault/prune-plan';
import { storedBytes, type Vault } from '@/utils/vault/vault';

/**
 * The methods of the vault's worker that look after it. What they find, with the names of archives, stays in the worker
 * and ends with it, when the vault locks.
 */
export function upkeepMethods(vault: () => Promise<Vault>, storage: () => Promise<VaultStorage>) {
  let findings: UpkeepFindings = { check: null, repair: null };
  /** What another device has added since may need what nothing here does. */
  const upToDate = async (signal: AbortSignal) => {
    const open = await vault();
    await open.refresh([], signal);
    return open;
  };
  return {
    async check(extent: CheckExtent, { signal, tell }: CallContext): Promise<CheckReport> {
      const check = await (await vault()).check(extent, tell, signal);
      findings = { check, repair: null };
      return check;
    },
    async repair(_: void, { signal, tell }: CallContext): Promise<RepairReport> {
      const repair = await (await vault()).repair(tell, signal);
      findings = { ...findings, repair };
      return repair;
    },
    async findings(): Promise<UpkeepFindings> {
      await vault();
      return findings;
    },
    planPrune: async (_: void, { signal }: CallContext) => inNumbers(await (await upToDate(signal)).planTidy(signal)),
    /** @returns bytes that came back. */
    async prune(_: void, { signal }: CallContext): Promise<number> {
      const [open, stored] = [await upToDate(signal), await storage()];
      const before = await storedBytes(stored);
      await open.prune(signal);
      return Math.max(0, before - (await storedBytes(stored)));
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
