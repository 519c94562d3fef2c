import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

/**
 * Has the system forget what it keeps in memory of the files in a folder, so that they are read from the disk again, as they
 * are by whoever restores what was saved long ago. Linux, with GNU's `dd`; needs no rights.
 */
export async function coolDown(folder: string): Promise<void> {
  // What is not on the disk yet cannot be forgotten.
  await promisify(execFile)('sync', ['-f', folder]);
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    await promisify(execFile)('dd', [`if=${file}`, 'iflag=nocache', 'count=0', 'status=none']).catch(() => {});
  }
}
