import type { Bytes } from '@/utils/bytes';
import { PasskeepError } from '@/utils/errors';
import type { StartWorker } from '@/utils/rpc';
import { readRanges, type ReadRanges, sizeOf } from '@/utils/vault/read-ranges';
import type { ReadMethods, ReadProgress } from './read-methods';
import { workerClient } from './worker-client';

/** What is read before a worker is started for more: starting it takes as long as reading this. Bytes. */
const QUICKER_HERE = 16 * 2 ** 20;

/** What reads the files of one backup. */
export interface FileReading {
  readonly read: ReadRanges;
  /** To be called at its end: what its worker has used stays with it as long as it is there. */
  end(): void;
}

/** Has files read in a worker of its own, once there is much to read. Where it is gone, what it was at is read here. */
export function readWorker(start: StartWorker): FileReading {
  const client = workerClient<ReadMethods>(start);
  let asked = 0;
  const read: ReadRanges = async (parts) => {
    asked += sizeOf(parts);
    if (asked <= QUICKER_HERE) return await readRanges(parts);
    let bytes: Bytes | undefined;
    const onProgress = (told: unknown) => (bytes = (told as ReadProgress).bytes);
    try {
      await client.rpc.call('read', parts, { onProgress });
    } catch (thrown) {
      if (!(thrown instanceof PasskeepError && thrown.code === 'INTERRUPTED')) throw thrown;
    }
    return bytes ?? (await readRanges(parts));
  };
  return { read, end: () => client.end() };
}
