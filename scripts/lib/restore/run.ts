import { join } from 'node:path';
import { type ErrorCode, PasskeepError, toFailure } from '@/utils/errors';
import { formatNumber } from '@/utils/format';
import { shownName } from '@/utils/shown-name';
import { openSlots } from '@/utils/vault/open-slots';
import { Session } from '@/utils/vault/session';
import { readSlots } from '@/utils/vault/slots';
import type { Archive } from '@/utils/vault/types';
import type { Vault } from '@/utils/vault/vault';
import { nodeStorage } from '../node-storage.ts';
import { say } from '../say.ts';
import { archiveFolder, archiveLine, findArchives } from './archives.ts';
import { parseRequest, type Request, USAGE } from './arguments.ts';
import { explain } from './failure.ts';
import { findVault } from './find-vault.ts';
import { readProof } from './read-proof.ts';
import { canAsk } from './read-typed.ts';
import { restoreArchive } from './restore-archive.ts';

/** Times that what is wrong may be typed at the terminal, and what that is. */
const TRIES = 3;
const WRONG: readonly ErrorCode[] = [
  'WORDS_INVALID',
  'WORDS_WRONG',
  'PASSWORD_WRONG',
  'SHARES_WRONG',
  'SHARES_MISSING',
];

/** Does what the command line asks for. @returns the exit code. */
export async function run(args: readonly string[], signal: AbortSignal): Promise<number> {
  // npm runs scripts in the project's folder, and tells where it was called.
  const request = parseRequest(args, process.env['INIT_CWD'] ?? process.cwd());
  if (!request) {
    tell(USAGE);
    return 2;
  }
  try {
    const vault = await openVault(await findVault(request.vault), request.shares, signal);
    await vault.lookForMissing(signal);
    return await serve(vault, request, signal);
  } catch (thrown) {
    tell(explain(toFailure(thrown)));
    return signal.aborted ? 130 : 1;
  }
}

/** Opens the vault as a reader does: nothing is written, not even that a key was used. */
async function openVault(folder: string, shares: string | null, signal: AbortSignal): Promise<Vault> {
  const storage = nodeStorage(folder);
  const here = await readSlots(storage, [], signal);
  const { slots } = here;
  if (slots.every(({ kind }) => kind === 'passkey')) throw new PasskeepError('VAULT_UNREADABLE');
  for (let left = canAsk() && shares === null ? TRIES : 1; ; left--) {
    try {
      const opened = await openSlots(storage, here, await readProof(shares, signal), () => {}, signal);
      return (await Session.open(storage, opened, slots, signal)).vault;
    } catch (thrown) {
      const failure = toFailure(thrown);
      if (left <= 1 || !WRONG.includes(failure.code)) throw thrown;
      tell(explain(failure));
    }
  }
}

async function serve(vault: Vault, request: Request, signal: AbortSignal): Promise<number> {
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

function tell(text: string): void {
  process.stderr.write(`${text}\n`);
}
