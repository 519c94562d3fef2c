import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** What the tool is asked to do. Paths are absolute. */
export interface Request {
  readonly vault: string;
  readonly dryRun: boolean;
  /** Nobody else uses the folder: nothing waits. */
  readonly alone: boolean;
  /** Nothing waits for archives that others name and that are not here. */
  readonly letGo: boolean;
  /** One JSON object instead of lines. */
  readonly json: boolean;
  /** A file with the texts of heirs' sheets; null: what opens the vault is asked for. */
  readonly shares: string | null;
}

export const USAGE = `npm run prune -- VAULT --dry-run  says what no archive needs any more, and changes nothing
npm run prune -- VAULT            deletes that of it which nothing has needed for 30 days
npm run prune -- VAULT --alone    deletes all of it, and writes packs anew of which much is not needed

VAULT is the folder of the vault, or the one that holds its folder "Passkeep". The recovery words (or their digits), the
password or the heirs' sheets are asked for, or read from standard input; --shares FILE takes the sheets' texts from a
file. --json prints one JSON object.

Another device may be at a backup that counts on what nothing here needs: so the 30 days, which run from the newer of a file's
own time and that of the newest record of a removal. --alone is for a folder that no browser and no sync program uses.
While archives that others name have not come, nothing is deleted; --let-go goes on without them.`;

/** The request in the arguments of the command line, or null where they are none. `base` is what paths start from. */
export function parseRequest(args: readonly string[], base: string): Request | null {
  try {
    const [text, flag] = [{ type: 'string' }, { type: 'boolean' }] as const;
    const options = { 'dry-run': flag, alone: flag, 'let-go': flag, json: flag, shares: text } as const;
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const [vault, ...more] = positionals;
    const { 'dry-run': dryRun = false, alone = false, 'let-go': letGo = false, json = false, shares = null } = values;
    if (!vault || more.length > 0 || shares === '') return null;
    return { vault: resolve(base, vault), dryRun, alone, letGo, json, shares: shares && resolve(base, shares) };
  } catch {
    return null;
  }
}
