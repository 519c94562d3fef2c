import { quietly } from '@/utils/vault/progress';
import { describe, expect, test, vi } from 'vitest';
import { FAULTS } from '../lib/faulty-storage';
import { type Deed, faultAtEach, FIRST, SECOND, vaultWith } from './faults';

vi.mock('@/utils/age/header', async (original) =>
  (await import('../lib/quick-headers')).sharedHeaders(await original()),
);

// Thousands of runs in all, on a machine that may be busy.
vi.setConfig({ testTimeout: 300_000 });

const [empty, one, two] = [await vaultWith(), await vaultWith('first'), await vaultWith('first', 'second')];

const deeds: Record<string, Deed> = {
  'the first backup': {
    files: empty.files,
    run: (vault, signal) => vault.backUp(FIRST, { title: 'first' }, quietly, signal),
    stays: [],
    after: ['first'],
  },
  'the second backup': {
    files: one.files,
    run: (vault, signal) => vault.backUp(SECOND, { title: 'second' }, quietly, signal),
    stays: ['first'],
    after: ['first', 'second'],
  },
  'a removal that repacks': {
    files: two.files,
    async run(vault, signal) {
      for (const { id, title } of vault.archives()) if (title === 'first') await vault.remove(id, quietly, signal);
    },
    stays: ['second'],
    after: ['second'],
  },
};

describe.each(Object.entries(deeds))('something goes wrong during %s', (_, deed) => {
  test.each(FAULTS)('%s, at each call of the storage', async (fault) => {
    expect(await faultAtEach(deed, fault)).toBeGreaterThan(3);
  });
});
