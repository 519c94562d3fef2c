import type { FromHook } from './channel';

/** Characters of a name; file systems take 255 bytes. */
const MOST_IN_NAME = 200;
/** Characters of an address; a `data:` address has its whole file in it. */
const MOST_IN_ADDRESS = 512 * 1024 * 1024;

/** A message of the hook, made anew of what is sound in it; null: it is none. The page itself may have sent it. */
export function soundFromHook(data: unknown): FromHook | null {
  if (typeof data !== 'object' || data === null) return null;
  const { type, name, blob, address, some } = data as Readonly<Record<string, unknown>>;
  if (type === 'coming' && typeof some === 'boolean') return { type, some };
  if (typeof name !== 'string') return null;
  if (type === 'file' && blob instanceof Blob) return { type, name: soundName(name), blob };
  if (type === 'address' && typeof address === 'string' && isLocal(address))
    return { type, name: soundName(name), address };
  return null;
}

/** As a browser would save it: no folders, nothing that cannot be seen, not too long for a file system. */
export function soundName(name: string): string {
  const clean = name
    .slice(-4 * MOST_IN_NAME)
    .replace(/[\p{Cc}/\\]/gu, '_')
    .trim();
  const short = clean.length > MOST_IN_NAME ? `${clean.slice(0, MOST_IN_NAME - 20)}…${clean.slice(-16)}` : clean;
  return /^\.*$/.test(short) ? '' : short.toWellFormed();
}

function isLocal(address: string): boolean {
  return address.length <= MOST_IN_ADDRESS && /^(blob|data):/.test(address);
}
