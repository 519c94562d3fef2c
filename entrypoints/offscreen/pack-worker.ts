import { packMethods } from '@/utils/jobs/pack-methods';
import { type Channel, serve } from '@/utils/rpc';
import { blobWriter } from '@/utils/storage/blob-writer';
import { openDatabase } from '@/utils/storage/database';

// Started by the vault's worker, and ended when it is idle, or with that.
serve(
  self as unknown as Channel,
  packMethods(async () => blobWriter(await openDatabase())),
);
