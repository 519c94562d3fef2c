import { Encrypter } from 'age-encryption';
import { encryptInto } from '@/utils/age/file';
import { BufferPool } from '@/utils/buffer-pool';
import { LARGEST_PACK_FILE } from '@/utils/vault/pack';
import { finished, openStore, transacted } from './peer-store';
import type { PeerTask } from './peer-tasks';

// What is measured beside Passkeep, in a worker of its own in the real offscreen document.

const MB = 2 ** 20;
/** Bytes that are encrypted or stored at a time, as a full pack is. */
const PACK = 16 * MB;
/** Of age's payload. */
const CHUNK = 64 * 1024;
/** Packs that Passkeep encrypts at a time. */
const PACKS_IN_FLIGHT = 2;
/** Chunks given to the platform's cipher at a time: with more it is no quicker. */
const CHUNKS_IN_FLIGHT = 32;

type Work = (data: Uint8Array<ArrayBuffer>, mb: number) => Promise<void>;

const encryption: Record<'passkeep' | 'age-encryption' | 'webcrypto', Work> = {
  async passkeep(data, mb) {
    const files = new BufferPool(LARGEST_PACK_FILE);
    await inTurn((mb * MB) / PACK, PACKS_IN_FLIGHT, async () => {
      const memory = files.take();
      await encryptInto(memory, data, NOBODY);
      files.give(memory);
    });
  },
  async 'age-encryption'(data, mb) {
    const encrypter = new Encrypter();
    encrypter.addRecipient(NOBODY);
    let done = 0;
    const source = new ReadableStream<Uint8Array>({
      pull(controller) {
        controller.enqueue(data.subarray(done % PACK, (done % PACK) + CHUNK));
        done += CHUNK;
        if (done >= mb * MB) controller.close();
      },
    });
    const reader = (await encrypter.encrypt(source)).getReader();
    while (!(await reader.read()).done);
  },
  async webcrypto(data, mb) {
    const name = 'ChaCha20-Poly1305';
    const key = await crypto.subtle.importKey('raw-secret' as 'raw', data.slice(0, 32), name, false, ['encrypt']);
    await inTurn((mb * MB) / CHUNK, CHUNKS_IN_FLIGHT, async (index) => {
      const iv = new Uint8Array(12);
      new DataView(iv.buffer).setUint32(7, index);
      const at = (index * CHUNK) % PACK;
      await crypto.subtle.encrypt({ name, iv, tagLength: 128 } as AesGcmParams, key, data.subarray(at, at + CHUNK));
    });
  },
};

/** A recipient that nothing is wrapped for: payloads are compared. */
const NOBODY = { wrapFileKey: () => [] };

async function writeRaw(data: Uint8Array<ArrayBuffer>, packs: number): Promise<void> {
  const database = await openStore();
  await inTurn(packs, PACKS_IN_FLIGHT, async (index) => {
    const transaction = database.transaction('files', 'readwrite', { durability: 'strict' });
    transaction.objectStore('files').put(new Blob([data]), index);
    await transacted(transaction);
  });
  database.close();
}

async function readRaw(packs: number): Promise<void> {
  const database = await openStore();
  await inTurn(packs, PACKS_IN_FLIGHT, async (index) => {
    const blob: Blob = await finished(database.transaction('files').objectStore('files').get(index));
    await blob.arrayBuffer();
  });
  database.close();
}

/** `count` pieces of work, some at a time. */
async function inTurn(count: number, inFlight: number, work: (index: number) => Promise<void>): Promise<void> {
  let next = 0;
  const lane = async () => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: inFlight }, lane));
}

function noise(size: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size);
  for (let at = 0; at < size; at += 65536) crypto.getRandomValues(bytes.subarray(at, at + 65536));
  return bytes;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function run(task: PeerTask): Promise<number> {
  const data = noise(PACK);
  switch (task.kind) {
    case 'encrypt':
      return await timed(() => encryption[task.with](data, task.mb));
    case 'write':
      return await timed(() => writeRaw(data, task.packs));
    case 'read':
      return await timed(() => readRaw(task.packs));
    case 'drop':
      return await timed(() => finished(indexedDB.deleteDatabase('bench')));
  }
}

const owner = self as unknown as Worker;
owner.addEventListener('message', ({ data }: MessageEvent<PeerTask>) => {
  run(data).then(
    (ms) => owner.postMessage({ ms }, []),
    (error: unknown) => owner.postMessage({ error: String(error) }, []),
  );
});
