import { type Bytes, concat } from '@/utils/bytes';

/**
 * Passes bytes on in batches of at least `size`, the last one excepted. Each piece of a stream that crosses from one
 * context to another costs a message there and one back, whatever its length.
 */
export function batches(size: number): TransformStream<Uint8Array, Uint8Array> {
  let parts: Uint8Array[] = [];
  let length = 0;
  const flush = (controller: TransformStreamDefaultController<Uint8Array>) => {
    if (length > 0) controller.enqueue(concat(parts) satisfies Bytes);
    parts = [];
    length = 0;
  };
  return new TransformStream<Uint8Array, Uint8Array>({
    transform(bytes, controller) {
      parts.push(bytes);
      length += bytes.length;
      if (length >= size) flush(controller);
    },
    flush,
  });
}
