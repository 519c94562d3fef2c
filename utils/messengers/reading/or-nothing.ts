import { mustBeFileFault } from '../source/file-fault';

/**
 * What was read of a file that only adds to others: what stands for nothing where it cannot be read.
 * @throws an abort, and what is no fault of the file
 */
export async function orNothing<T>(reading: Promise<T>, nothing: T, signal: AbortSignal): Promise<T> {
  try {
    return await reading;
  } catch (thrown) {
    mustBeFileFault(thrown, signal);
    return nothing;
  }
}
