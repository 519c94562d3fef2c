import { type LedgerEntry, memoryLedger } from '@/utils/storage/ledger';
import type { VaultStorage } from '@/utils/storage/storage';
import { FolderPlace } from '@/utils/sync/folder-place';
import type { StoredPlace } from '@/utils/sync/place-store';
import { Mortal } from './mortal';

/** What a browser remembers of its folder. */
export interface Memory {
  readonly ledger: Map<string, LedgerEntry>;
  place: StoredPlace | null;
}

/** A browser's memory that holds nothing yet. */
export function newMemory(): Memory {
  return { ledger: new Map(), place: null };
}

/** The place of a vault whose files in the browser are in `local`; what it remembers is in `memory`. */
export async function placeInMemory(
  local: VaultStorage,
  memory = newMemory(),
  { mortal = new Mortal(), now = Date.now }: { readonly mortal?: Mortal; readonly now?: () => number } = {},
): Promise<FolderPlace> {
  const ledger = memoryLedger(memory.ledger);
  return await FolderPlace.open({
    local,
    ledgerStore: {
      all: async () => new Map(memory.ledger),
      change: (entries) => mortal.change(() => ledger.change(entries)),
    },
    store: {
      read: async () => memory.place,
      write: (place) => mortal.change(() => void (memory.place = place)),
    },
    now,
  });
}
