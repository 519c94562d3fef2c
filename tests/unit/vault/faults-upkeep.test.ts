import { quietly } from '@/utils/vault/progress';
import type { Bytes } from '@/utils/bytes';
import { memoryStorage } from '@/utils/storage/memory';
import { describe, expect, test, vi } from 'vitest';
import { flipped } from '../lib/bytes';
import { FAULTS } from '../lib/faulty-storage';
import { copyOf } from '../lib/storages';
import { keepingSink, openVault } from '../lib/vaults';
import { type Deed, faultAtEach, vaultWith } from './faults';

vi.mock('@/utils/age/header', async (original) =>
  (await import('../lib/quick-headers')).sharedHeaders(await original()),
);

// Thousands of runs in all, on a machine that may be busy.
vi.setConfig({ testTimeout: 300_000 });

const [one, two] = [await vaultWith('first'), await vaultWith('first', 'second')];

/** A vault of which an archive has been removed, and nothing freed yet. */
async function untidy() {
  const files = copyOf(two.files);
  const [removed = ''] = two.names;
  await (await openVault(memoryStorage(files))).snapshots.remove(removed);
  return files;
}

/** A vault of which an index file is damaged: no archive is touched by that, and a repair has something to do. */
function damaged() {
  const files = copyOf(one.files);
  const [path = ''] = [...files.keys()].filter((each) => each.startsWith('index/'));
  files.set(path, flipped(files.get(path) as Bytes, 1700));
  return files;
}

const first = { files: one.files, onlyReads: true, stays: ['first'], after: ['first'] } as const;
const deeds: Record<string, Deed> = {
  'a prune that repacks': {
    files: await untidy(),
    run: (vault, signal) => vault.prune(quietly, signal),
    stays: ['second'],
    after: ['second'],
  },
  'a restore': {
    ...first,
    async run(vault, signal) {
      for (const { id } of vault.archives()) {
        const { problems } = await vault.restore(id, null, keepingSink(), quietly, signal);
        expect(problems).toEqual([]);
      }
    },
  },
  'a check of everything': {
    ...first,
    async run(vault, signal) {
      const report = await vault.check({ kind: 'all' }, quietly, signal);
      expect(report.findings).toEqual([]);
    },
  },
  'a repair of the index': {
    files: damaged(),
    async run(vault, signal) {
      const report = await vault.repair(quietly, signal);
      expect(report.chunksLost).toBe(0);
    },
    stays: ['first'],
    after: ['first'],
  },
};

describe.each(Object.entries(deeds))('something goes wrong during %s', (_, deed) => {
  test.each(FAULTS)('%s, at each call of the storage', async (fault) => {
    expect(await faultAtEach(deed, fault)).toBeGreaterThan(3);
  });
});
