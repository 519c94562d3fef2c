import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { CheckExtent } from '@/utils/vault/check-report';

/** What the tool is asked to do. Paths are absolute. */
export interface Request {
  readonly vault: string;
  readonly extent: CheckExtent;
  readonly repair: boolean;
  /** One JSON object instead of lines. */
  readonly json: boolean;
  /** A file with the texts of heirs' sheets; null: what opens the vault is asked for. */
  readonly shares: string | null;
}

export const USAGE = `npm run check -- VAULT               checks keys, archives and index, and whether every piece is there
npm run check -- VAULT --data all    reads all that is saved besides, and holds it against its names
npm run check -- VAULT --data 10%    reads so much of it, drawn by lot
npm run check -- VAULT --data 3/12   reads the third of twelve parts: all twelve together are everything
npm run check -- VAULT --repair      reads everything, and repairs what can be; nothing is deleted

VAULT is the folder of the vault, or the one that holds its folder "Passkeep". The recovery words (or their digits), the
password or the heirs' sheets are asked for, or read from standard input; --shares FILE takes the sheets' texts from a
file. --json prints one JSON object. Without --repair nothing is written. Before a repair, wait until the folder is synced.`;

/** The request in the arguments of the command line, or null where they are none. `base` is what paths start from. */
export function parseRequest(args: readonly string[], base: string): Request | null {
  try {
    const [text, flag] = [{ type: 'string' }, { type: 'boolean' }] as const;
    const options = { data: text, shares: text, repair: flag, json: flag } as const;
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const [vault, ...more] = positionals;
    const { data, shares = null, repair = false, json = false } = values;
    const extent = data === undefined ? ({ kind: 'structure' } as const) : parseExtent(data);
    if (!vault || more.length > 0 || shares === '' || !extent || (repair && data !== undefined)) return null;
    return { vault: resolve(base, vault), extent, repair, json, shares: shares && resolve(base, shares) };
  } catch {
    return null;
  }
}

/** `all`, `10%`, `3/12`. */
function parseExtent(text: string): CheckExtent | null {
  if (text === 'all') return { kind: 'all' };
  const percent = Number(/^(\d{1,3}(?:\.\d{1,3})?)%$/.exec(text)?.[1] ?? 0);
  if (percent > 0 && percent <= 100) return { kind: 'percent', percent };
  const [part = 0, of = 0] = (/^(\d{1,4})\/(\d{1,4})$/.exec(text)?.slice(1) ?? []).map(Number);
  return part >= 1 && part <= of ? { kind: 'part', part, of } : null;
}
