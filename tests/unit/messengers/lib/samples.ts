import { readdirSync, statSync, existsSync, openAsBlob } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { SourceEntry } from '@/utils/vault/types';

/** Real exports, beside the project where they are present; SOURCES.tsv there says whose they are. */
export const SAMPLES = join(import.meta.dirname, '..', '..', '..', '..', '..', 'shared', 'samples');

export const haveSamples = existsSync(SAMPLES);

/** A file or folder on disk as a user would give it: paths begin with its own name. */
export async function entriesAt(path: string): Promise<SourceEntry[]> {
  const paths = statSync(path).isDirectory()
    ? readdirSync(path, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
        .toSorted()
    : [path];
  return await Promise.all(
    paths.map(async (file) => ({
      path: relative(join(path, '..'), file).replaceAll(sep, '/'),
      file: (await openAsBlob(file)) as File,
    })),
  );
}
