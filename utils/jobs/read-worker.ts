import type { Bytes } from '@/utils/bytes';
import { PasskeepError } from '@/utils/errors';
import type { StartWorker } from '@/utils/rpc';
import { readRanges, type ReadRanges, sizeOf } from '@/utils/vault/read-ranges';
import type { ReadMethods, ReadProgress } from './read-methods';
import { workerClient } from './worker-client';

/** What is read before a worker is started for more: starting it takes as long as reading this. Bytes. */
const QUICKER_HERE = 16 * 2 ** 20;

/** Has files read in a worker of its own, once there is much to read. Where it is gone, what it was at is read here. */
export function readWorker(start: StartWorker): ReadRanges {
  const call = workerClient<ReadMethods>(start);
  let asked = 0;
  return async (parts) => {
    asked += sizeOf(parts);
    if (asked <= QUICKER_HERE) return await readRanges(parts);
    let read: Bytes | undefined;
    const onProgress = (told: unknown) => (read = (told as ReadProgress).bytes);
    try {
      await call('read', parts, { onProgress });
    } catch (thrown) {
      if (!(thrown instanceof PasskeepError && thrown.code === 'INTERRUPTED')) throw thrown;
    }
    return read ?? (await readRanges(parts));
  };
}
