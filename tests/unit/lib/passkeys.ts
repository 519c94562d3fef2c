import { randomBytes } from '@/utils/bytes';
import type { NewPasskey } from '@/utils/passkey/types';
import { importWrapKey } from '@/utils/passkey/wrap-key';

/** A passkey as a ceremony hands it over, with a wrap key of its own. */
export async function newPasskey(): Promise<NewPasskey> {
  return {
    credentialId: randomBytes(32),
    transports: ['internal'],
    rpId: 'chrome-extension://abcdefghijklmnopabcdefghijklmnop',
    nonce: randomBytes(16),
    wrapKey: await importWrapKey(randomBytes(32)),
    userId: 'dGVzdA',
    aaguid: '00000000-0000-0000-0000-000000000000',
    backupEligible: false,
    backedUp: false,
  };
}
