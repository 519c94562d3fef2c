import type { Bytes } from '@/utils/bytes';
import { sendSignal } from '@simplewebauthn/browser';
import { toBase64Url } from './descriptor';

// What the vault tells whoever keeps its passkeys. Best effort: not every browser or authenticator listens, and none
// answers. Chromium 156 takes the signals and passes them to nobody, since it files an extension's passkeys under the
// whole origin and accepts only the bare ID here.

/** Says that a passkey opens nothing any more, so that whoever keeps it may hide or delete it. Never rejects. */
export async function signalForgotten(credentialId: Bytes): Promise<void> {
  await signal((rpID) => ({ signalName: 'unknownCredential', rpID, credentialID: toBase64Url(credentialId) }));
}

/**
 * Says how a passkey is called from now on, in the lists of whoever keeps it. Never rejects.
 * @param userId as it was made with, base64url
 */
export async function signalRenamed(userId: string, userName: string, userDisplayName: string): Promise<void> {
  await signal((rpID) => ({ signalName: 'currentUserDetails', rpID, userID: userId, userName, userDisplayName }));
}

async function signal(options: (rpID: string) => Parameters<typeof sendSignal>[0]): Promise<void> {
  try {
    await sendSignal(options(location.hostname));
  } catch {
    // The passkey then stays as it is, which harms nobody.
  }
}
