import { decryptFile } from '@/utils/age/file';
import { inMemory } from '@/utils/age/random-access';
import type { Bytes } from '@/utils/bytes';
import { PasskeepError } from '@/utils/errors';
import { packMethods } from '@/utils/jobs/pack-methods';
import { packWorker } from '@/utils/jobs/pack-worker';
import { serve, type StartWorker } from '@/utils/rpc';
import type { BlobWriter } from '@/utils/storage/blob-writer';
import { deriveKeys, newIdentity } from '@/utils/vault/keys';
import { afterEach, describe, expect, test } from 'vitest';
import { noise } from '../lib/bytes';
import { never } from '../lib/vaults';

const keys = await deriveKeys(await newIdentity());
const ports: MessagePort[] = [];
afterEach(() => ports.splice(0).forEach((port) => port.close()));

/** The methods behind a channel, as in a worker; and a way to have it crash. */
function workers(write: BlobWriter) {
  const crashes: (() => void)[] = [];
  const start: StartWorker = (onCrash) => {
    const { port1, port2 } = new MessageChannel();
    ports.push(port1, port2);
    serve(
      port2,
      packMethods(async () => write),
    );
    port1.start();
    port2.start();
    crashes.push(onCrash);
    return { channel: port1, end: () => port1.close() };
  };
  return { start, crashes };
}

const file = (plaintext: Bytes) => ({ path: 'packs/aa/a.age', plaintext, recipient: keys.recipient });

describe('a worker for packs', () => {
  test('writes what the vault can read, and gives the memory back before that', async () => {
    const plaintext = noise(200_000);
    const gate = Promise.withResolvers<void>();
    const written = new Map<string, Blob>();
    const { start } = workers(async (path, blob) => {
      await gate.promise;
      written.set(path, blob);
    });
    const given = plaintext.slice();
    const sent = packWorker(start)(file(given), never);
    expect(given.length).toBe(0);
    expect(await sent.encrypted).toEqual(plaintext);
    expect(written.size).toBe(0);
    gate.resolve();
    const blob = (await sent.written, written.get('packs/aa/a.age')) as Blob;
    expect(await sent.written).toBe(blob.size);
    const stored = inMemory(new Uint8Array(await blob.arrayBuffer()));
    expect(await decryptFile(stored, [keys.identity])).toEqual(plaintext);
  });

  test('fails with what the storage fails with', async () => {
    const { start } = workers(() => Promise.reject(new PasskeepError('STORAGE_FULL')));
    const sent = packWorker(start)(file(noise(10)), never);
    await expect(sent.written).rejects.toMatchObject({ code: 'STORAGE_FULL' });
  });

  test('that has crashed fails what it was at, and the next pack starts another', async () => {
    const written: string[] = [];
    const { start, crashes } = workers(async (path) => {
      if (crashes.length === 1) await new Promise(() => {});
      written.push(path);
    });
    const sink = packWorker(start);
    const lost = sink(file(noise(10)), never);
    await lost.encrypted;
    crashes[0]?.();
    await expect(lost.written).rejects.toMatchObject({ code: 'INTERRUPTED' });
    expect(await sink(file(noise(10)), never).written).toBeGreaterThan(0);
    expect([crashes.length, written.length]).toEqual([2, 1]);
  });

  test('writes nothing after an abort', async () => {
    const stop = new AbortController();
    const written: string[] = [];
    const { start } = workers(async (path) => void written.push(path));
    const sink = packWorker(start);
    stop.abort();
    const sent = sink(file(noise(10)), stop.signal);
    await expect(sent.written).rejects.toMatchObject({ name: 'AbortError' });
    await expect(sent.encrypted).rejects.toMatchObject({ name: 'AbortError' });
    expect(written).toEqual([]);
  });
});
