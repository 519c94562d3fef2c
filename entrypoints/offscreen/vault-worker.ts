import { packWorker } from '@/utils/jobs/pack-worker';
import { readWorker } from '@/utils/jobs/read-worker';
import { indexedDbKeyMemory } from '@/utils/jobs/stored-key-memory';
import { vaultMethods } from '@/utils/jobs/vault-methods';
import { type Channel, serve } from '@/utils/rpc';
import { openDatabase } from '@/utils/storage/database';
import { indexedDbStorage } from '@/utils/storage/indexeddb';
import { indexedDbLedger } from '@/utils/storage/ledger';
import { FolderPlace } from '@/utils/sync/folder-place';
import { indexedDbPlace } from '@/utils/sync/place-store';
import { startPackWorker } from './start-pack-worker';
import { startReadWorker } from './start-read-worker';

async function open() {
  const database = await openDatabase();
  const place = await FolderPlace.open({
    local: indexedDbStorage(database, packWorker(startPackWorker)),
    ledgerStore: indexedDbLedger(database),
    store: indexedDbPlace(database),
  });
  return { place, memory: indexedDbKeyMemory(database), read: readWorker(startReadWorker) };
}

// The unlocked vault lives in this worker and nowhere else: ending it locks the vault.
serve(self as unknown as Channel, vaultMethods(open));
