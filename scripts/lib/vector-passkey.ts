import { randomBytes } from '@/utils/bytes';
import { deriveWrapKey, prfInputs } from '@/utils/passkey/prf';
import type { NewPasskey } from '@/utils/passkey/types';
import { softwarePrf } from '../../tests/unit/format/reader-keys.ts';

const RP_ID = 'chrome-extension://pcnbofloaokmfmomdgmpclloallcfgfp';

/** A software passkey: what a ceremony gives of it, and its secrets for the description of the vectors. */
export async function softwarePasskey(): Promise<{ readonly passkey: NewPasskey; readonly described: object }> {
  const [secret, credentialId, nonce] = [randomBytes(32), randomBytes(32), randomBytes(16)];
  const { first, second } = prfInputs(nonce);
  const prf = softwarePrf(secret);
  const transports = ['hybrid', 'internal'];
  const passkey = {
    credentialId,
    transports,
    rpId: RP_ID,
    nonce,
    wrapKey: await deriveWrapKey(prf(first), prf(second)),
    userId: Buffer.from(randomBytes(16)).toString('base64url'),
    aaguid: 'ea9b8d66-4d01-1d21-3ce4-b6b48cb575d4',
    backupEligible: true,
    backedUp: true,
  };
  return { passkey, described: { secret: hex(secret), credentialId: hex(credentialId), rpId: RP_ID, transports } };
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
