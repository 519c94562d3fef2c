import { join } from 'node:path';
import type { BenchExtension } from '../browser/extension.ts';
import { folderSize } from '../folder-size.ts';
import { timed } from '../peers.ts';

/** Something that keeps backups. */
export interface Keeper {
  readonly name: 'Passkeep' | 'restic' | 'borg';
  /** Backs a folder up. @returns seconds */
  keep(folder: string): Promise<number>;
  /** Bytes that it has stored. */
  stored(): Promise<number>;
}

/** Passkeep, and those of the others that are here, each with an empty place of its own. */
export async function keepers(
  extension: BenchExtension,
  { restic, borg }: { readonly restic: string | null; readonly borg: string | null },
  folder: string,
  signal: AbortSignal,
): Promise<readonly Keeper[]> {
  const all: Keeper[] = [
    {
      name: 'Passkeep',
      keep: async (exported) => (await extension.backUp([exported])).seconds,
      stored: () => extension.storedBytes(),
    },
  ];
  if (restic !== null) {
    const place = join(folder, 'restic');
    const env = {
      RESTIC_REPOSITORY: place,
      RESTIC_PASSWORD: 'bench',
      RESTIC_CACHE_DIR: join(folder, 'restic-cache'),
      RESTIC_PROGRESS_FPS: '0',
    };
    await timed(`"${restic}" init`, env, signal);
    all.push({
      name: 'restic',
      keep: async (exported) => await timed(`cd "${exported}" && "${restic}" backup --force --quiet .`, env, signal),
      stored: () => folderSize(place),
    });
  }
  if (borg !== null) {
    const place = join(folder, 'borg');
    const env = { BORG_REPO: place, BORG_PASSPHRASE: 'bench', BORG_BASE_DIR: join(folder, 'borg-base') };
    await timed(`"${borg}" init --encryption=repokey`, env, signal);
    let count = 0;
    all.push({
      name: 'borg',
      // Without its cache of files, as restic's --force: everything is read.
      keep: async (exported) =>
        await timed(`cd "${exported}" && "${borg}" create --files-cache=disabled ::${++count} .`, env, signal),
      stored: () => folderSize(place),
    });
  }
  return all;
}
