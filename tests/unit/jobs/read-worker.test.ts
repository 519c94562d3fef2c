import { readMethods } from '@/utils/jobs/read-methods';
import { readWorker } from '@/utils/jobs/read-worker';
import { serve, type StartWorker } from '@/utils/rpc';
import { describe, expect, test } from 'vitest';
import { noise } from '../lib/bytes';
import { channelPair } from '../lib/channels';
import { TroubledFile } from '../lib/files';

const MIB = 2 ** 20;

/** The methods behind a channel. */
function workers(methods: typeof readMethods) {
  const crashes: (() => void)[] = [];
  const start: StartWorker = (onCrash) => {
    const [channel, there] = channelPair();
    serve(there, methods);
    crashes.push(onCrash);
    return { channel, end: () => {} };
  };
  return { start, crashes };
}

const bytes = noise(17 * MIB);
const file = new File([bytes], 'a');
const all = [{ file, start: 0, end: bytes.length }];

describe('a worker for files', () => {
  test('reads what it is asked for, once there is much to read', async () => {
    const { start, crashes } = workers(readMethods);
    const read = readWorker(start);
    expect(await read([{ file, start: 5, end: 9 }])).toEqual(bytes.slice(5, 9));
    expect(crashes).toHaveLength(0);
    const parts = [
      { file, start: 0, end: bytes.length },
      { file, start: 10, end: 20 },
    ];
    const got = await read(parts);
    expect(crashes).toHaveLength(1);
    expect(Buffer.compare(got, Buffer.concat([bytes, bytes.slice(10, 20)]))).toBe(0);
  });

  test.each([
    [0, 'NotReadableError', 'FILE_UNREADABLE'],
    [MIB, 'NotReadableError', 'FILE_CHANGED'],
    [MIB, 'NotFoundError', 'FILE_UNREADABLE'],
    [MIB, 'short', 'FILE_CHANGED'],
  ] as const)('says why a part from byte %i cannot be read: %s', async (start, trouble, code) => {
    const troubled = new TroubledFile(bytes, 'a', trouble, start);
    const read = readWorker(workers(readMethods).start);
    await expect(read([{ file: troubled, start, end: start + 17 * MIB - MIB }])).rejects.toMatchObject({ code });
    await expect(read([{ file: troubled, start, end: start + MIB }])).rejects.toMatchObject({ code });
  });

  test('that has crashed costs nothing: what it was at is read here, and the next read starts another', async () => {
    const { start, crashes } = workers({ read: () => new Promise<void>(() => {}) });
    const read = readWorker(start);
    for (const count of [1, 2]) {
      const got = read(all);
      expect(crashes).toHaveLength(count);
      crashes.at(-1)?.();
      expect(Buffer.compare(await got, bytes)).toBe(0);
    }
  });
});
