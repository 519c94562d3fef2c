import { rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { BenchExtension } from './browser/extension.ts';
import { watchMemory } from './browser/memory.ts';
import { writeNoise } from './noise.ts';
import { inRounds } from './rounds.ts';
import { type Row, rowOf } from './rows.ts';

const MB = 2 ** 20;
/** Sizes of files, in MiB: one after the other they are 400 MB, and 4 GB. */
const FILE = 100;
const [FEW, MANY] = [4, 40];
/** What the extension may take in all. MB. */
const MOST = 300;

/** What memory the extension's process takes while it backs up and restores little, and ten times as much. */
export async function memoryRows(
  extension: BenchExtension,
  folder: string,
  tell: (line: string) => void,
  signal: AbortSignal,
): Promise<readonly Row[]> {
  const browser = extension.session.browser.process()?.pid ?? 0;
  const measure = async (files: number): Promise<number> => {
    const from = join(folder, 'files');
    const paths = await writeNoise(from, files, FILE * MB, signal);
    const watch = await watchMemory(browser);
    try {
      const { archive } = await extension.backUp(paths);
      tell(`  saved: ${Math.round(watch.peak() / MB)} MB`);
      for (const path of paths) await extension.restore(archive, basename(path));
      await extension.remove(archive);
      return watch.peak() / MB;
    } finally {
      watch.stop();
      await rm(from, { recursive: true });
    }
  };
  const peaks = await inRounds(
    { 'peak, 400 MB': () => measure(FEW), 'peak, 4 GB': () => measure(MANY) },
    'MB',
    tell,
    signal,
  );
  const about = { name: 'Peak memory, 4 GB backed up and restored', unit: 'MB', limit: 'most' } as const;
  return [
    rowOf({ ...about, peer: 'what it may take', bar: 1 }, peaks['peak, 4 GB'], MOST),
    rowOf({ ...about, peer: 'the same with 400 MB', bar: 1.2 }, peaks['peak, 4 GB'], peaks['peak, 400 MB']),
  ];
}
