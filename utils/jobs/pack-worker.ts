import type { Bytes } from '@/utils/bytes';
import { PasskeepError } from '@/utils/errors';
import { RpcClient, type StartWorker } from '@/utils/rpc';
import type { PackSink } from '@/utils/storage/pack-sink';
import type { PackMethods, PackProgress } from './pack-methods';

/**
 * Has packs encrypted and written in a worker of its own, which is started for the first and ended with whoever started it.
 * Where it is gone, what it was at fails with INTERRUPTED, and the next pack starts another.
 */
export function packWorker(start: StartWorker): PackSink {
  let client: RpcClient<PackMethods> | undefined;
  const started = () => {
    const worker = start(() => {
      if (client === own) client = undefined;
      worker.end();
      own.fail(new PasskeepError('INTERRUPTED'));
    });
    const own = new RpcClient<PackMethods>(worker.channel);
    return own;
  };
  return (file, signal) => {
    client ??= started();
    const { promise, resolve, reject } = Promise.withResolvers<Bytes>();
    const onProgress = (told: unknown) => resolve((told as PackProgress).encrypted);
    const written = client.call('write', file, { signal, onProgress }, [file.plaintext.buffer]);
    written.catch(reject);
    return { encrypted: promise, written };
  };
}
