import { decryptFile, encryptFile } from '@/utils/age/file';
import { inMemory } from '@/utils/age/random-access';
import { type Bytes, concat, equalBytes, startsWith, utf8 } from '@/utils/bytes';
import { PasskeepError, settle } from '@/utils/errors';
import type { CacheName, CacheStore } from '@/utils/storage/cache-store';
import { checkType, typeLine } from './framing';
import { mac, type VaultKeys } from './keys';

const MAC_SIZE = 32;

/**
 * Keeps `content`, encrypted for the vault's current identity. A cache is: the type line, its name and a line feed, 32
 * bytes that say for which identities it was made (what is of which one is told by its place among them), the content,
 * and the MAC of all that under the snapshot key: knowing the recipient is not enough to make one.
 */
export async function keep(
  store: CacheStore,
  name: CacheName,
  keys: readonly VaultKeys[],
  content: Bytes,
  signal?: AbortSignal,
): Promise<void> {
  const [current] = keys;
  if (!current) throw new PasskeepError('LOCKED');
  const body = concat([await headOf(name, keys), content]);
  const file = await encryptFile(concat([body, await mac(current.snapshotKey, body)]), current.recipient, signal);
  await store.write(name, file);
}

/**
 * What `read` makes of the content that was kept; null where there is none for these identities, it is damaged or made by
 * others, or the storage refuses: nothing is lost with it.
 */
export async function recall<T>(
  store: CacheStore,
  name: CacheName,
  keys: readonly VaultKeys[],
  read: (content: Bytes) => T,
  signal?: AbortSignal,
): Promise<T | null> {
  const recalled = await settle(async () => {
    const file = await store.read(name);
    return file && read(await openCache(file, name, keys, signal));
  });
  signal?.throwIfAborted();
  return recalled.ok ? recalled.value : null;
}

/** @throws PasskeepError DAMAGED, TOO_NEW. */
async function openCache(
  file: Bytes,
  name: CacheName,
  keys: readonly VaultKeys[],
  signal?: AbortSignal,
): Promise<Bytes> {
  const [current] = keys;
  if (!current) throw new PasskeepError('LOCKED');
  const plaintext = await decryptFile(inMemory(file), [current.identity], signal);
  checkType(plaintext, 'cache');
  const head = await headOf(name, keys);
  const body = plaintext.subarray(0, -MAC_SIZE);
  const isOurs =
    startsWith(body, head) && equalBytes(await mac(current.snapshotKey, body), plaintext.subarray(-MAC_SIZE));
  if (!isOurs) throw new PasskeepError('DAMAGED');
  return body.subarray(head.length);
}

async function headOf(name: CacheName, keys: readonly VaultKeys[]): Promise<Bytes> {
  const recipients = utf8(keys.map(({ recipient }) => recipient).join('\n'));
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', recipients));
  return concat([typeLine('cache'), utf8(`${name}\n`), digest]);
}
