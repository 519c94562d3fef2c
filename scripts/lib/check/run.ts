import type { Vault } from '@/utils/vault/vault';
import { nodeStorage } from '../node-storage.ts';
import { say } from '../say.ts';
import { findVault } from '../vault/find-vault.ts';
import { openVault } from '../vault/open-vault.ts';
import { shown } from '../vault/progress-line.ts';
import { runCommand } from '../vault/run-command.ts';
import { parseRequest, type Request, USAGE } from './arguments.ts';
import { CHECK_WORDS, checkLines, repairLines } from './words.ts';

/** Does what the command line asks for. @returns the exit code. */
export async function run(args: readonly string[], signal: AbortSignal): Promise<number> {
  return await runCommand({ parse: parseRequest, usage: USAGE, words: CHECK_WORDS, serve }, args, signal);
}

async function serve(request: Request, signal: AbortSignal): Promise<number> {
  const vault = await openVault(nodeStorage(await findVault(request.vault)), request.shares, signal);
  const isWell = request.repair ? await repair(vault, request, signal) : await check(vault, request, signal);
  return isWell ? 0 : 1;
}

async function check(vault: Vault, { extent, json }: Request, signal: AbortSignal): Promise<boolean> {
  const report = await shown('checked', (progress) => vault.check(extent, progress, signal));
  if (json) say(JSON.stringify(report));
  else for (const line of checkLines(report)) say(line);
  return report.isWell;
}

/** Repairs, and looks at what there is then. */
async function repair(vault: Vault, { json }: Request, signal: AbortSignal): Promise<boolean> {
  const repaired = await shown('repaired', (progress) => vault.repair(progress, signal));
  const left = await vault.check({ kind: 'structure' }, () => {}, signal);
  if (json) say(JSON.stringify({ repair: repaired, check: left }));
  else for (const line of [...repairLines(repaired), ...checkLines(left)]) say(line);
  return left.isWell;
}
