import { inBrowser } from './in-browser.ts';
import { inspectSuite } from './inspect.ts';
import { type Row, table } from './rows.ts';
import { unlockSuite } from './unlock.ts';
import { weeksSuite } from './weeks.ts';

/** Measures, and says on the way, through `tell`, what it is at. */
type Suite = (tell: (line: string) => void, signal: AbortSignal) => Promise<readonly Row[]>;

/** What can be measured, by name. */
export const SUITES = {
  cipher: inBrowser(async () => (await import('./cipher.ts')).cipherRows),
  store: inBrowser(async () => (await import('./store.ts')).storeRows),
  weeks: weeksSuite,
  'small-files': inBrowser(async () => (await import('./small-files.ts')).smallFilesRows),
  memory: inBrowser(async () => (await import('./memory.ts')).memoryRows),
  unlock: unlockSuite,
  inspect: inspectSuite,
} satisfies Record<string, Suite>;

export function isSuite(name: string): name is keyof typeof SUITES {
  return Object.hasOwn(SUITES, name);
}

/** Runs suites (none named: all), one after the other, and prints their rows. */
export async function runSuites(
  names: readonly (keyof typeof SUITES)[],
  json: boolean,
  signal: AbortSignal,
): Promise<void> {
  const rows: Row[] = [];
  const tell = (line: string) => process.stderr.write(`${line}\n`);
  const all = Object.keys(SUITES).filter(isSuite);
  for (const name of names.length > 0 ? names : all) rows.push(...(await SUITES[name](tell, signal)));
  process.stdout.write(`${json ? JSON.stringify({ rows: rows.map(({ limit: _, ...row }) => row) }) : table(rows)}\n`);
}
