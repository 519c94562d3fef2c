import { memoryStorage } from '@/utils/storage/memory';
import { newIdentity } from '@/utils/vault/keys';
import { storedBytes, Vault } from '@/utils/vault/vault';
import type { SourceEntry } from '@/utils/vault/types';
import { expect, test } from 'vitest';

const never = new AbortController().signal;
function entry(path: string, bytes: Uint8Array): SourceEntry {
  return { path, file: new File([bytes as Uint8Array<ArrayBuffer>], path, { lastModified: 1_700_000_000_000 }) };
}
function random(n: number): Uint8Array {
  const b = new Uint8Array(n);
  for (let i = 0; i < n; i += 65536) crypto.getRandomValues(b.subarray(i, i + 65536));
  return b;
}
test('round trip', async () => {
  const storage = memoryStorage();
  const identity = await newIdentity();
  const vault = await Vault.open(storage, [identity]);
  const big = random(60_000_000);
  const text = new TextEncoder().encode('hello world, this is a message\n'.repeat(100_000));
  const entries = [entry('a/big.bin', big), entry('a/empty', new Uint8Array()), entry('chat.txt', text)];
  const t0 = performance.now();
  const out = await vault.backUp(entries, 'Family', () => {}, never);
  console.log('backup', performance.now() - t0, out.addedBytes, [...storage.files].map(([p, b]) => `${p} ${b.length}`));
  const again = await vault.backUp(entries, 'Family', () => {}, never);
  console.log('again', again.addedBytes);
  const reopened = await Vault.open(storage, [identity]);
  const got = new Map<string, Uint8Array>();
  const t1 = performance.now();
  const r = await reopened.restore(out.archive, null, {
    async file(file, content) {
      const parts: Uint8Array[] = [];
      for await (const b of content) parts.push(b);
      got.set(file.path, Buffer.concat(parts));
    },
    async finish() {},
  }, () => {}, never);
  console.log('restore', performance.now() - t1, r);
  for (const e of entries) expect(Buffer.compare(Buffer.from(await e.file.arrayBuffer()), got.get(e.path)!)).toBe(0);
  expect(reopened.archives()).toHaveLength(2);
  await reopened.remove(out.archive, never);
  expect(reopened.archives()).toHaveLength(1);
  const before = await storedBytes(storage);
  await reopened.remove(again.archive, never);
  console.log(before, await storedBytes(storage), [...storage.files.keys()]);
});
