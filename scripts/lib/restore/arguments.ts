import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** What the tool is asked to do. Paths are absolute. */
export interface Request {
  readonly vault: string;
  /** Where to restore to; null: list, or verify. */
  readonly out: string | null;
  /** An archive's id, the beginning of one, or its title; null: all of them. */
  readonly archive: string | null;
  readonly verify: boolean;
  /** A file with the texts of heirs' sheets; null: what opens the vault is asked for. */
  readonly shares: string | null;
}

export const USAGE = `npm run restore -- VAULT                     lists the archives of a vault
npm run restore -- VAULT OUT                 restores all of them into the folder OUT
npm run restore -- VAULT OUT --archive WHICH restores one, named by its id or its title
npm run restore -- VAULT --verify            reads everything and writes nothing

VAULT is the folder of the vault, or the one that holds its folder "Passkeep". The recovery words (or their digits), the
password or the heirs' sheets are asked for, or read from standard input; --shares FILE takes the sheets' texts from a
file. A restore that was stopped goes on when it is asked for again.`;

/** The request in the arguments of the command line, or null where they are none. `base` is what paths start from. */
export function parseRequest(args: readonly string[], base: string): Request | null {
  try {
    const text = { type: 'string' } as const;
    const options = { archive: text, shares: text, verify: { type: 'boolean' } } as const;
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const [vault, out, ...more] = positionals;
    const { archive = null, shares = null, verify = false } = values;
    if (!vault || [out, archive, shares].includes('') || more.length > 0 || (verify && out)) return null;
    if (archive !== null && !out && !verify) return null;
    const place = (path: string | null | undefined) => (path ? resolve(base, path) : null);
    return { vault: resolve(base, vault), out: place(out), archive, verify, shares: place(shares) };
  } catch {
    return null;
  }
}
