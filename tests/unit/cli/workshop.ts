import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, vi } from 'vitest';
import { cheapScrypt } from '../lib/cheap-scrypt';
import { writeVault, type Written } from './written-vault';

/** The committed vault. */
export const VECTORS = join(import.meta.dirname, '..', '..', 'vectors', 'vault-v1');

/** Where a test file's runs of `npm run restore` work: a folder that goes with them, and a vault that the engine writes. */
export interface Workshop {
  folder: string;
  /** The folder of the vault, and what is in it. */
  large: string;
  written: Written;
  /** A path of the folder that nothing has used. */
  place(name: string): string;
}

/** Opens the workshop before the tests of a file, and clears it away after them. */
export function openWorkshop(): Workshop {
  // Each run is a process of its own, which takes seconds where the machine is busy.
  vi.setConfig({ testTimeout: 180_000 });
  cheapScrypt();
  let places = 0;
  const shop = { place: (name: string) => join(shop.folder, `${name}-${places++}`) } as Workshop;
  beforeAll(async () => {
    shop.folder = await mkdtemp(join(tmpdir(), 'passkeep-cli-'));
    shop.large = join(shop.folder, 'large');
    await mkdir(shop.large);
    shop.written = await writeVault(shop.large);
  }, 120_000);
  afterAll(async () => await rm(shop.folder, { recursive: true, force: true }));
  return shop;
}
