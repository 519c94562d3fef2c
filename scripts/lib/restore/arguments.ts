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
}

export const USAGE = `npm run restore -- VAULT                     lists the archives of a vault
npm run restore -- VAULT OUT                 restores all of them into the folder OUT
npm run restore -- VAULT OUT --archive WHICH restores one, named by its id or its title
npm run restore -- VAULT --verify            reads everything and writes nothing

VAULT is the folder of the vault, or the one that holds its folder "Passkeep". The recovery words are asked for, or
read from standard input. A restore that was stopped goes on when it is asked for again.`;

/** The request in the arguments of the command line, or null where they are none. `base` is what paths start from. */
export function parseRequest(args: readonly string[], base: string): Request | null {
  try {
    const options = { archive: { type: 'string' }, verify: { type: 'boolean' } } as const;
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const [vault, out, ...more] = positionals;
    const { archive = null, verify = false } = values;
    if (!vault || out === '' || archive === '' || more.length > 0 || (verify && out)) return null;
    if (archive !== null && !out && !verify) return null;
    return { vault: resolve(base, vault), out: out ? resolve(base, out) : null, archive, verify };
  } catch {
    return null;
  }
}
