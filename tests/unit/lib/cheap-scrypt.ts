import { Encrypter } from 'age-encryption';
import { vi } from 'vitest';

/**
 * Makes the slots that this test file writes for words and passwords cheap to open: scrypt at its real cost takes seconds.
 * How much is asked of it has a test of its own.
 */
export function cheapScrypt(): void {
  vi.spyOn(Encrypter.prototype, 'setScryptWorkFactor').mockImplementation(function cheap(this: Encrypter) {
    (this as unknown as { scryptWorkFactor: number }).scryptWorkFactor = 2;
  });
}
