import { patch } from './patch';

/** Milliseconds that a Blob is kept after its address was revoked: what shows a download may be told a moment later. */
const AFTER_REVOKED = 1000;

/** The Blobs that the page has made addresses of since the hook is there. */
export interface ObjectUrls {
  /** The Blob that an address stands for, or stood for a moment ago; null: not known. */
  find(address: string): Blob | null;
  /** Puts everything back, and lets go of all Blobs. */
  stop(): void;
}

/**
 * Notes which Blob each `URL.createObjectURL` was for. That keeps no data that the page's own address does not keep as
 * well, as the note goes with the address: pages revoke it in the tick in which they start the download, or a minute later.
 */
export function watchObjectUrls(): ObjectUrls {
  const blobs = new Map<string, Blob>();
  const timers = new Set<number>();
  const restore = [
    patch(URL, 'createObjectURL', (original, [source]) => {
      const address = original();
      if (isBlob(source) && typeof address === 'string') blobs.set(address, source);
      return address;
    }),
    patch(URL, 'revokeObjectURL', (original, [address]) => {
      const nothing = original();
      if (typeof address === 'string' && blobs.has(address)) {
        const timer = window.setTimeout(() => (timers.delete(timer), blobs.delete(address)), AFTER_REVOKED);
        timers.add(timer);
      }
      return nothing;
    }),
  ];
  return {
    find: (address) => blobs.get(address.split('#', 1)[0] ?? '') ?? null,
    stop() {
      for (const put of restore) put();
      for (const timer of timers) clearTimeout(timer);
      blobs.clear();
    },
  };
}

const sizeOf = Object.getOwnPropertyDescriptor(Blob.prototype, 'size')?.get;

/** Also of another frame, whose `Blob` is not this one's. */
function isBlob(value: unknown): value is Blob {
  try {
    return sizeOf?.call(value) !== undefined;
  } catch {
    return false;
  }
}
