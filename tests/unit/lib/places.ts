import { type LedgerEntry, memoryLedger } from '@/utils/storage/ledger';
import type { VaultStorage } from '@/utils/storage/storage';
import { FolderPlace } from '@/utils/sync/folder-place';
import type { StoredPlace } from '@/utils/sync/place-store';

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
export async function placeInMemory(local: VaultStorage, memory = newMemory()): Promise<FolderPlace> {
  return await FolderPlace.open({
    local,
    ledgerStore: memoryLedger(memory.ledger),
    store: {
      read: async () => memory.place,
      async write(place) {
        memory.place = place;
      },
    },
  });
}
