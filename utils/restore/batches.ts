import { type Bytes, concat } from '@/utils/bytes';

/**
 * Passes bytes on in batches of at least `size`, the last one excepted. Each piece of a stream that crosses from one
 * context to another costs a message there and one back, whatever its length. `signal` ends both sides at once: a pipe's
 * own signal would first wait for the writes under way, for ever where nobody reads.
 */
export function batches(size: number, signal: AbortSignal): TransformStream<Uint8Array, Uint8Array> {
  let parts: Uint8Array[] = [];
  let length = 0;
  const flush = (controller: TransformStreamDefaultController<Uint8Array>) => {
    if (length > 0) controller.enqueue(concat(parts) satisfies Bytes);
    parts = [];
    length = 0;
  };
  return new TransformStream<Uint8Array, Uint8Array>({
    start(controller) {
      const end = () => controller.error(signal.reason);
      if (signal.aborted) end();
      else signal.addEventListener('abort', end, { once: true });
    },
    transform(bytes, controller) {
      parts.push(bytes);
      length += bytes.length;
      if (length >= size) flush(controller);
    },
    flush,
  });
}
