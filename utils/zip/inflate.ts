import type { Bytes } from '@/utils/bytes';
import { PasskeepError } from '@/utils/errors';

/**
 * Deflated bytes handed to the platform at a time. It unpacks all of them before it can be stopped, and they may become
 * a thousand times as many.
 */
const STEP = 2 ** 15;

/**
 * Inflates (RFC 1951) as the bytes come.
 * @throws PasskeepError ZIP_DAMAGED for what is not deflated, ends too early or goes on after its end; what `packed` throws.
 */
export async function* inflate(packed: AsyncGenerator<Bytes>): AsyncGenerator<Bytes> {
  const { readable, writable } = new DecompressionStream('deflate-raw');
  const reader = (readable as ReadableStream<Bytes>).getReader();
  const feeding = feed(packed, writable.getWriter());
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      yield value;
    }
  } catch (cause) {
    // When its source failed, that is why.
    const failure = await feeding;
    throw failure === null ? new PasskeepError('ZIP_DAMAGED', { cause }) : failure.thrown;
  } finally {
    await reader.cancel().catch(() => {});
    await feeding;
  }
}

/** Hands everything to the stream. @returns what the source threw; null when it is not to blame. */
async function feed(
  packed: AsyncGenerator<Bytes>,
  writer: WritableStreamDefaultWriter<Bytes>,
): Promise<{ readonly thrown: unknown } | null> {
  // Damage is met by the reader too; here it must only not go unhandled.
  writer.closed.catch(() => {});
  for (;;) {
    const next = await packed.next().catch((thrown: unknown) => ({ thrown }));
    if ('thrown' in next) {
      await writer.abort(next.thrown).catch(() => {});
      return next;
    }
    try {
      if (next.done) {
        await writer.close();
        return null;
      }
      for (let at = 0; at < next.value.length; at += STEP) {
        await writer.ready;
        writer.write(next.value.subarray(at, at + STEP)).catch(() => {});
      }
    } catch {
      await packed.return(undefined);
      return null;
    }
  }
}
