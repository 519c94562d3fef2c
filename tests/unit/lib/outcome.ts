import { PasskeepError } from '@/utils/errors';

/** What `work` gives, or the code of the error that it throws. @throws any other error. */
export async function outcome<T>(work: () => T | Promise<T>): Promise<T | string> {
  try {
    return await work();
  } catch (thrown) {
    if (thrown instanceof PasskeepError) return thrown.code;
    throw thrown;
  }
}
