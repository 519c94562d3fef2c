import { randomFillSync } from 'node:crypto';
import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';

const MB = 2 ** 20;

/** Writes `count` files that nothing makes smaller, of `size` bytes each. @returns their paths */
export async function writeNoise(
  folder: string,
  count: number,
  size: number,
  signal: AbortSignal,
): Promise<readonly string[]> {
  await mkdir(folder, { recursive: true });
  const paths: string[] = [];
  for (let index = 0; index < count; index++) {
    signal.throwIfAborted();
    const path = join(folder, `${String(index).padStart(6, '0')}.bin`);
    const file = await open(path, 'w');
    await fill(file, size);
    // On the disk before anything is measured: writing it there later would be paid by whoever writes then.
    await file.sync();
    await file.close();
    paths.push(path);
  }
  return paths;
}

async function fill(file: FileHandle, size: number): Promise<void> {
  for (let left = size; left > 0; left -= MB) await file.write(randomFillSync(Buffer.alloc(Math.min(MB, left))));
}
