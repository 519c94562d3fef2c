import type { Bytes } from '@/utils/bytes';
import { sendSignal } from '@simplewebauthn/browser';
import { toBase64Url } from './descriptor';

/**
 * Tells the browser that a passkey opens nothing any more, so that whoever keeps it may hide or delete it. Best effort:
 * not every browser or authenticator listens, and none answers. Chromium 156 takes the signal and passes it to nobody,
 * since it files an extension's passkeys under the whole origin and accepts only the bare ID here. Never rejects.
 */
export async function signalForgotten(credentialId: Bytes): Promise<void> {
  try {
    const rpID = location.hostname;
    await sendSignal({ signalName: 'unknownCredential', rpID, credentialID: toBase64Url(credentialId) });
  } catch {
    // The passkey then stays where it is, useless and harmless.
  }
}
