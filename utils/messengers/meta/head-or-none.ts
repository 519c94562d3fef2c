import { PasskeepError } from '@/utils/errors';

/** What is read of a file ahead of its messages; null where it cannot be read, which reading the messages will tell. */
export async function headOrNone<T>(head: Promise<T>, signal: AbortSignal): Promise<T | null> {
  try {
    return await head;
  } catch (thrown) {
    signal.throwIfAborted();
    if (!(thrown instanceof PasskeepError) || thrown.code === 'CANCELLED') throw thrown;
    return null;
  }
}
