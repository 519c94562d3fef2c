import type { VaultStorage } from './storage';

/** A storage that is opened when it is first used. A failure to open is met again, and tried again, at the next use. */
export function lazyStorage(open: () => Promise<VaultStorage>): VaultStorage {
  let opened: Promise<VaultStorage> | undefined;
  const storage = () => {
    opened ??= open();
    opened.catch(() => (opened = undefined));
    return opened;
  };
  return {
    list: async (...input) => (await storage()).list(...input),
    open: async (...input) => (await storage()).open(...input),
    write: async (...input) => (await storage()).write(...input),
    remove: async (...input) => (await storage()).remove(...input),
  };
}
