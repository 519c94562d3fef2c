import type { VaultKeys } from '@/utils/vault/keys';

type Keys = typeof import('@/utils/vault/keys');

/** The real functions for a vault's keys, which derive those of an identity once. For `vi.mock`. */
export function rememberedKeys(real: Keys): Keys {
  const derived = new Map<string, Promise<VaultKeys>>();
  return {
    ...real,
    deriveKeys(identity) {
      const keys = derived.get(identity) ?? real.deriveKeys(identity);
      derived.set(identity, keys);
      return keys;
    },
  };
}
