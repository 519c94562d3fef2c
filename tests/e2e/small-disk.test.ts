import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lackingSmallDisk, mountSmallDisk } from './lib/small-disk.ts';

describe.skipIf(lackingSmallDisk)(`a small disk${lackingSmallDisk}`, () => {
  it('is full, is given more room, becomes read-only and writable again, and is gone', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'passkeep-small-disk-'));
    const disk = mountSmallDisk(join(folder, 'disk'), 1);
    try {
      const write = (name: string, size: number) => writeFileSync(join(disk.path, name), Buffer.alloc(size, 1));
      write('first', 500_000);
      expect(() => write('second', 1_000_000)).toThrow('ENOSPC');
      disk.resize(2);
      write('second', 1_000_000);
      disk.setReadOnly(true);
      expect(() => write('third', 1)).toThrow('EROFS');
      expect(readFileSync(join(disk.path, 'first'))).toHaveLength(500_000);
      disk.setReadOnly(false);
      write('third', 1);
      expect(readdirSync(disk.path)).toHaveLength(3);
    } finally {
      disk.remove();
    }
    expect(readdirSync(disk.path)).toEqual([]);
    await rm(folder, { recursive: true });
  });
});
