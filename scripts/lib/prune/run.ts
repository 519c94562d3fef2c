import { snapshotPath } from '@/utils/vault/snapshot';
import type { PrunePlan } from '@/utils/vault/prune-plan';
import { nodeStorage } from '../node-storage.ts';
import { say } from '../say.ts';
import { findVault } from '../vault/find-vault.ts';
import { openVault } from '../vault/open-vault.ts';
import { shown } from '../vault/progress-line.ts';
import { runCommand } from '../vault/run-command.ts';
import { parseRequest, type Request, USAGE } from './arguments.ts';
import { fileGrace } from './file-grace.ts';
import { planLines, PRUNE_WORDS } from './words.ts';

/** Does what the command line asks for. @returns the exit code. */
export async function run(args: readonly string[], signal: AbortSignal): Promise<number> {
  return await runCommand({ parse: parseRequest, usage: USAGE, words: PRUNE_WORDS, serve }, args, signal);
}

async function serve(request: Request, signal: AbortSignal): Promise<number> {
  const plan = await prune(request, signal);
  if (request.json) say(JSON.stringify(plan));
  else for (const line of planLines(plan, !request.dryRun)) say(line);
  return plan.blocked.length > 0 ? 1 : 0;
}

async function prune(
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
  return dryRun ? await vault.planTidy(signal) : await shown('freed', (tell) => vault.prune(tell, signal));
}

function blockedBy(names: readonly string[]): PrunePlan {
  const nothing = { packs: [], rewritten: [], index: [], snapshots: [], waiting: [], freedBytes: 0 };
  return { ...nothing, blocked: [{ kind: 'unseen', names }] };
}
