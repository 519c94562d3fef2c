import { mkdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { BenchExtension } from './browser/extension.ts';
import { writeNoise } from './noise.ts';
import { inRounds } from './rounds.ts';
import { type Row, rowOf } from './rows.ts';

/** The files that are backed up: 1 GB. MiB. */
const [FILES, FILE] = [8, 128];
const AMOUNT = FILES * FILE;
const PACKS = AMOUNT / 16;

/** How fast 1 GB gets into IndexedDB and out of it again. */
export async function storeRows(
  extension: BenchExtension,
  folder: string,
  tell: (line: string) => void,
  signal: AbortSignal,
): Promise<readonly Row[]> {
  let archive = '';
  let paths: readonly string[] = [];
  const from = join(folder, 'gigabyte');
  await mkdir(from);
  const medians = await inRounds(
    {
      'age-encryption alone': async () =>
        AMOUNT / (await extension.peer({ kind: 'encrypt', with: 'age-encryption', mb: AMOUNT })),
      'raw writes': async () => AMOUNT / (await extension.peer({ kind: 'write', packs: PACKS })),
      backup: async (round) => {
        // New bytes each time: what is stored already would not be stored again.
        if (archive !== '') await extension.remove(archive);
        await rm(from, { recursive: true });
        paths = await writeNoise(from, FILES, FILE * 2 ** 20, signal);
        const ran = await extension.backUp(paths);
        archive = ran.archive;
        if (ran.addedBytes < AMOUNT * 2 ** 20) throw new Error(`round ${round}: not all of it was stored`);
        return AMOUNT / ran.seconds;
      },
      'raw reads': async () => AMOUNT / (await extension.peer({ kind: 'read', packs: PACKS })),
      restore: async () => {
        await extension.peer({ kind: 'drop' });
        let seconds = 0;
        for (const path of paths) seconds += await extension.restore(archive, basename(path));
        return AMOUNT / seconds;
      },
    },
    'MiB/s',
    tell,
    signal,
  );
  const rate = { unit: 'MiB/s', limit: 'least' } as const;
  const backup = { ...rate, name: 'Backup of 1 GB, files to IndexedDB' };
  return [
    rowOf({ ...backup, peer: 'raw writes, packs of the same size', bar: 0.85 }, medians.backup, medians['raw writes']),
    rowOf(
      { ...backup, peer: 'age-encryption, encryption alone', bar: 1.2 },
      medians.backup,
      medians['age-encryption alone'],
    ),
    rowOf(
      { ...rate, name: 'Restore of the same 1 GB', peer: 'raw reads', bar: 0.85 },
      medians.restore,
      medians['raw reads'],
    ),
  ];
}
