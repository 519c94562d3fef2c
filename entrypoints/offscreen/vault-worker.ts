import { vaultMethods } from '@/utils/jobs/vault-methods';
import { type Channel, serve } from '@/utils/rpc';
import { openDatabase } from '@/utils/storage/database';
import { indexedDbStorage } from '@/utils/storage/indexeddb';
import { lazyStorage } from '@/utils/storage/lazy';

// The unlocked vault lives in this worker and nowhere else: ending it locks the vault.
serve(self as unknown as Channel, vaultMethods(lazyStorage(async () => indexedDbStorage(await openDatabase()))));
