import { quietly } from '@/utils/vault/progress';
import { vaultMethods } from '@/utils/jobs/vault-methods';
import { PasskeepError } from '@/utils/errors';
import { memoryStorage } from '@/utils/storage/memory';
import { briefMemory } from '@/utils/vault/key-memory';
import { expect, test } from 'vitest';
import { placeInMemory } from '../lib/places';
import { never } from '../lib/vaults';

test('a vault whose storage could not be opened is opened at the next use', async () => {
  let attempts = 0;
  const methods = vaultMethods(async () => {
    if (++attempts === 1) throw new PasskeepError('STORAGE_REFUSED');
    return { place: await placeInMemory(memoryStorage()), memory: briefMemory() };
  });
  const context = { signal: never, tell: quietly };
  await expect(methods.outline(undefined, context)).rejects.toMatchObject({ code: 'STORAGE_REFUSED' });
  const looks = [methods.outline(undefined, context), methods.outline(undefined, context)];
  for (const outline of await Promise.all(looks))
    expect(outline).toEqual({ stage: 'none', storedBytes: 0, place: null });
  expect(attempts).toBe(2);
});
