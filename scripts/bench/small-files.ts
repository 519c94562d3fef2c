import { spawnSync } from 'node:child_process';
import { randomFillSync } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BenchExtension } from './browser/extension.ts';
import { findPeer, lackOf, timed } from './peers.ts';
import { inRounds } from './rounds.ts';
import { missingRow, type Row, rowOf } from './rows.ts';

const [FOLDERS, IN_FOLDER, SIZE] = [100, 1000, 1024];

/** How long many small files take. */
export async function smallFilesRows(
  extension: BenchExtension,
  folder: string,
  tell: (line: string) => void,
  signal: AbortSignal,
): Promise<readonly Row[]> {
  const about = { name: '100,000 files of 1 KB', unit: 's', peer: 'tar + age', bar: 3, limit: 'most' } as const;
  const age = findPeer('age');
  if (age === null) return [missingRow(about, lackOf('age'))];
  const keygen = spawnSync(`${age}-keygen`, { encoding: 'utf8' }).stderr;
  const recipient = /age1\S+/.exec(keygen)?.[0];
  if (recipient === undefined) return [missingRow(about, 'age-keygen is not beside age')];
  const from = join(folder, 'small');
  let archive = '';
  const medians = await inRounds(
    {
      backup: async () => {
        if (archive !== '') await extension.remove(archive);
        await writeSmall(from, signal);
        const ran = await extension.backUpPicked(from);
        archive = ran.archive;
        return ran.seconds;
      },
      'tar + age': () =>
        timed(`tar -C "${folder}" -c small | "${age}" -r ${recipient} -o "${folder}/small.tar.age"`, {}, signal),
    },
    's',
    tell,
    signal,
  );
  return [rowOf(about, medians.backup, medians['tar + age'])];
}

/** Other bytes each time. */
async function writeSmall(folder: string, signal: AbortSignal): Promise<void> {
  for (let at = 0; at < FOLDERS; at++) {
    signal.throwIfAborted();
    const place = join(folder, `${at}`);
    await mkdir(place, { recursive: true });
    for (let file = 0; file < IN_FOLDER; file++)
      await writeFile(join(place, `${file}.bin`), randomFillSync(Buffer.alloc(SIZE)));
  }
}
