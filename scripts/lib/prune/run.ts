import { toFailure } from '@/utils/errors';
import { snapshotPath } from '@/utils/vault/snapshot';
import type { PrunePlan } from '@/utils/vault/prune-plan';
import { nodeStorage } from '../node-storage.ts';
import { say, tell } from '../say.ts';
import { explain } from '../vault/failure.ts';
import { findVault } from '../vault/find-vault.ts';
import { openVault } from '../vault/open-vault.ts';
import { parseRequest, type Request, USAGE } from './arguments.ts';
import { fileGrace } from './file-grace.ts';
import { planLines, PRUNE_WORDS } from './words.ts';

/** Does what the command line asks for. @returns the exit code. */
export async function run(args: readonly string[], signal: AbortSignal): Promise<number> {
  // npm runs scripts in the project's folder, and tells where it was called.
  const request = parseRequest(args, process.env['INIT_CWD'] ?? process.cwd());
  if (!request) {
    tell(USAGE);
    return 2;
  }
  try {
    const plan = await serve(request, signal);
    if (request.json) say(JSON.stringify(plan));
    else for (const line of planLines(plan, !request.dryRun)) say(line);
    return plan.blocked.length > 0 ? 1 : 0;
  } catch (thrown) {
    tell(explain(toFailure(thrown), PRUNE_WORDS));
    return signal.aborted ? 130 : 1;
  }
}

async function serve(
  { vault: folder, dryRun, alone, letGo, shares }: Request,
  signal: AbortSignal,
): Promise<PrunePlan> {
  const place = await findVault(folder);
  const grace = fileGrace(place, letGo);
  const storage = nodeStorage(place);
  const vault = await openVault(alone ? storage : { ...storage, grace }, shares, signal);
  grace.records = vault.snapshots.removalRecords.map(snapshotPath);
  if (alone && !letGo) {
    // Whoever is alone may have half of a folder.
    const names = vault.snapshots.awaited();
    if (names.length > 0) return blockedBy(names);
  }
  return dryRun ? await vault.planTidy(signal) : await vault.prune(signal);
}

function blockedBy(names: readonly string[]): PrunePlan {
  const nothing = { packs: [], rewritten: [], index: [], snapshots: [], waiting: [], freedBytes: 0 };
  return { ...nothing, blocked: [{ kind: 'unseen', names }] };
}
