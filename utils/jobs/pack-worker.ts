import type { Bytes } from '@/utils/bytes';
import type { StartWorker } from '@/utils/rpc';
import type { PackSink } from '@/utils/storage/pack-sink';
import type { PackMethods, PackProgress } from './pack-methods';
import { workerClient } from './worker-client';

/** Has packs encrypted and written in a worker of its own. See {@link workerClient}. */
export function packWorker(start: StartWorker): PackSink {
  const call = workerClient<PackMethods>(start);
  return (file, signal) => {
    const { promise, resolve, reject } = Promise.withResolvers<Bytes>();
    const onProgress = (told: unknown) => resolve((told as PackProgress).encrypted);
    const written = call('write', file, { signal, onProgress }, [file.plaintext.buffer]);
    written.catch(reject);
    return { encrypted: promise, written };
  };
}
