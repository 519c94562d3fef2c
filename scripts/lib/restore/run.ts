import { join } from 'node:path';
import { formatNumber } from '@/utils/format';
import { shownName } from '@/utils/shown-name';
import type { Archive } from '@/utils/vault/types';
import type { Vault } from '@/utils/vault/vault';
import { nodeStorage } from '../node-storage.ts';
import { say, tell } from '../say.ts';
import { findVault } from '../vault/find-vault.ts';
import { openVault } from '../vault/open-vault.ts';
import { runCommand } from '../vault/run-command.ts';
import { archiveFolder, archiveLine, findArchives } from './archives.ts';
import { parseRequest, type Request, USAGE } from './arguments.ts';
import { restoreArchive } from './restore-archive.ts';
import { RESTORE_WORDS } from './words.ts';

/** Does what the command line asks for. @returns the exit code. */
export async function run(args: readonly string[], signal: AbortSignal): Promise<number> {
  return await runCommand({ parse: parseRequest, usage: USAGE, words: RESTORE_WORDS, serve }, args, signal);
}

async function serve(request: Request, signal: AbortSignal): Promise<number> {
  const vault = await openVault(nodeStorage(await findVault(request.vault)), request.shares, signal);
  await vault.lookForMissing(signal);
  return await answer(vault, request, signal);
}

async function answer(vault: Vault, request: Request, signal: AbortSignal): Promise<number> {
  const all = vault.archives();
  const chosen = request.archive === null ? all : findArchives(all, request.archive);
  if (request.archive !== null && chosen.length !== 1) {
    tell(
      chosen.length === 0 ? 'No archive has this id or title. There are:' : 'Several archives fit. Name one by its id:',
    );
    for (const archive of chosen.length === 0 ? all : chosen) tell(archiveLine(archive));
    return 2;
  }
  const isListing = request.out === null && !request.verify;
  if (isListing) for (const archive of all) say(archiveLine(archive));
  const isWhole = isListing || (await restoreAll(vault, chosen, request.out, signal));
  // One archive can be whole where others are missing.
  const isComplete = tellOfLost(vault) || request.archive !== null;
  if (all.length === 0) tell('There is no archive here.');
  return isListing || (isWhole && isComplete) ? 0 : 1;
}

async function restoreAll(
  vault: Vault,
  archives: readonly Archive[],
  out: string | null,
  signal: AbortSignal,
): Promise<boolean> {
  let isWhole = true;
  for (const archive of archives) {
    const target = out === null ? null : join(out, archiveFolder(archive));
    if (!(await restoreArchive(vault, archive, target, signal))) isWhole = false;
  }
  return isWhole;
}

/** Names what the vault has lost or not got yet. @returns whether there is nothing. */
function tellOfLost(vault: Vault): boolean {
  const { unseen, damaged, tooNew } = vault.lost([]);
  if (unseen > 0)
    tell(`${formatNumber(unseen, 'en')} archives that others name are not in this folder: lost, or not here yet.`);
  for (const path of damaged)
    tell(`A file of the vault cannot be read, it is damaged or not whole yet: ${shownName(path)}`);
  if (tooNew > 0) tell(`${formatNumber(tooNew, 'en')} archives were written by a newer Passkeep: update this one.`);
  return unseen === 0 && damaged.length === 0 && tooNew === 0;
}
