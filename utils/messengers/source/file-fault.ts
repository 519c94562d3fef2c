import { PasskeepError } from '@/utils/errors';

/**
 * To be called with what reading a file has thrown: returns where that is a fault of the file, which costs no other.
 * @throws an abort, and what is no fault of the file
 */
export function mustBeFileFault(thrown: unknown, signal: AbortSignal): asserts thrown is PasskeepError {
  signal.throwIfAborted();
  if (!(thrown instanceof PasskeepError) || thrown.code === 'CANCELLED') throw thrown;
}
