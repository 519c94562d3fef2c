/** What this browser remembers of the vault's keys, beside the vault: nothing in it is secret. */
export interface Remembered {
  /** When each key was last used here, milliseconds since 1970, by its id. */
  readonly used: Readonly<Record<string, number>>;
  /** Digests of slots that were deleted here since their key was removed: one that is there again was put back. */
  readonly deleted: readonly string[];
  /** Ids of the slots of the vault's keys when it was last open. */
  readonly slots: readonly string[];
}

/** Keeps what is {@link Remembered}. */
export interface KeyMemory {
  read(): Promise<Remembered>;
  write(remembered: Remembered): Promise<void>;
}

export const NOTHING: Remembered = { used: {}, deleted: [], slots: [] };

/** A memory that ends with the program: for command-line tools and tests. */
export function briefMemory(remembered = NOTHING): KeyMemory {
  return {
    read: async () => remembered,
    write: async (changed) => void (remembered = changed),
  };
}
