import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median, type Row, rowOf } from './rows.ts';
import { resolveEngineImports } from '../lib/engine-imports.ts';

const [FEW, MANY] = [10, 1000];
const ROUNDS = 5;
/** What the list of many may take longer than that of few. Milliseconds. */
const MORE = 300;

/**
 * From the click on Unlock to the list of archives, in Chromium with the production build: few archives, and many. Both
 * have been opened there before, as a vault has that its user comes back to; the first time is told on the way.
 */
export async function unlockSuite(tell: (line: string) => void, signal: AbortSignal): Promise<readonly Row[]> {
  resolveEngineImports();
  const { openMany } = await import('./unlock/open-times.ts');
  const folder = await mkdtemp(join(tmpdir(), 'passkeep-bench-'));
  const opened: Awaited<ReturnType<typeof openMany>>[] = [];
  try {
    for (const archives of [FEW, MANY]) {
      const one = await openMany(join(folder, `${archives}`), archives, signal);
      opened.push(one);
      tell(`Unlock to list, ${archives} archives, for the first time: ${Math.round(await one.unlock())} ms`);
    }
    const times: number[][] = opened.map(() => []);
    for (let round = 1; round <= ROUNDS; round++)
      for (const [which, one] of opened.entries()) {
        signal.throwIfAborted();
        const time = await one.unlock();
        times[which]?.push(time);
        tell(`Round ${round} of ${ROUNDS}: unlock to list, ${[FEW, MANY][which]} archives: ${Math.round(time)} ms`);
      }
    const [few, many] = times.map(median) as [number, number];
    const about = {
      name: `Unlock to list, ${MANY.toLocaleString('en')} archives and 100 GB (bar: ${MORE} ms more)`,
      unit: 'ms',
      peer: `the same with ${FEW}`,
      bar: (few + MORE) / few,
      limit: 'most',
    } as const;
    return [rowOf(about, many, few)];
  } finally {
    for (const one of opened) await one.end();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
