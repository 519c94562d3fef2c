import type { Bytes } from '@/utils/bytes';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Runs another program where it is there; throws what it says when it finds fault. @returns null when it is not there. */
export async function run(command: string, args: readonly string[]): Promise<string | null> {
  try {
    return (await promisify(execFile)(command, args)).stdout;
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code !== 'ENOENT') throw thrown;
    return null;
  }
}

/** Works in a folder that is gone afterwards. */
export async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'zip-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Has other programs, as far as they are there, read all of a zip. */
export async function otherReaders(zip: Bytes): Promise<void> {
  await inFolder(async (folder) => {
    const path = join(folder, 'a.zip');
    await writeFile(path, zip);
    await run('unzip', ['-tq', path]);
    await run('python3', ['-m', 'zipfile', '-t', path]);
  });
}
