import { mkdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { BenchExtension } from './browser/extension.ts';
import { coolDown } from './cold-files.ts';
import { writeNoise } from './noise.ts';
import { inRounds } from './rounds.ts';
import { type Row, rowOf } from './rows.ts';

/** The files that are backed up: 1 GB. MiB. */
const [FILES, FILE] = [8, 128];
const AMOUNT = FILES * FILE;
const PACKS = AMOUNT / 16;
/** What is encrypted by age-encryption alone: its rate is the same for all of it. MiB. */
const SAMPLE = 256;

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
  const database = join(extension.session.profile, 'Default', 'IndexedDB');
  await mkdir(from);
  const medians = await inRounds(
    {
      'age-encryption alone': async () =>
        SAMPLE / (await extension.peer({ kind: 'encrypt', with: 'age-encryption', mb: SAMPLE })),
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
      'raw reads': async () => {
        await coolDown(database);
        const rate = AMOUNT / (await extension.peer({ kind: 'read', packs: PACKS }));
        await extension.peer({ kind: 'drop' });
        return rate;
      },
      restore: async () => {
        await coolDown(database);
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
      { ...rate, name: 'Restore of the same 1 GB, from the disk', peer: 'raw reads', bar: 0.85 },
      medians.restore,
      medians['raw reads'],
    ),
  ];
}
