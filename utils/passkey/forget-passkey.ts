import type { Bytes } from '@/utils/bytes';
import { sendSignal } from '@simplewebauthn/browser';
import { toBase64Url } from './descriptor';

/**
 * Tells the browser that a passkey opens nothing any more, so that whoever keeps it may hide or delete it. Best effort:
 * not every browser or authenticator listens, and none answers. Never rejects.
 */
export async function signalForgotten(credentialId: Bytes): Promise<void> {
  try {
    // Here the RP ID is the bare extension ID; the whole origin is a SecurityError (Chromium 156).
    const rpID = location.hostname;
    await sendSignal({ signalName: 'unknownCredential', rpID, credentialID: toBase64Url(credentialId) });
  } catch {
    // The passkey then stays where it is, useless and harmless.
  }
}
