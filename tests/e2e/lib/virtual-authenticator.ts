import type { Page } from 'puppeteer-core';
import { protocolOf } from './protocol.ts';

/**
 * What a passkey of the virtual authenticator can do: `prf` all that we need; `hmacSecretOnly` says that PRF is enabled and
 * gives no results; `noPrf` does not know of it.
 */
export type AuthenticatorKind = 'prf' | 'hmacSecretOnly' | 'noPrf';

/** A virtual authenticator; it belongs to one tab, survives navigation there, and is gone with the tab. */
export interface VirtualAuthenticator {
  /** Whether the next ceremonies find the right finger. */
  setUserVerified(verified: boolean): Promise<void>;
  /** Whether the user touches it by itself; where not, a ceremony waits. */
  setPresence(automatic: boolean): Promise<void>;
  /** The IDs of its passkeys, base64url. */
  passkeys(): Promise<string[]>;
  remove(): Promise<void>;
}

/** Options by kind; `hasPrf` together with `hasHmacSecretMc` crashes Chromium 156. */
const ABILITIES: Readonly<Record<AuthenticatorKind, object>> = {
  prf: { hasPrf: true },
  hmacSecretOnly: { hasHmacSecret: true },
  noPrf: {},
};

/** Plugs an authenticator into a tab. */
export async function addVirtualAuthenticator(page: Page, kind: AuthenticatorKind): Promise<VirtualAuthenticator> {
  const protocol = await protocolOf(page);
  await protocol.send('WebAuthn.enable');
  const { authenticatorId } = await protocol.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      ctap2Version: 'ctap2_1',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
      ...ABILITIES[kind],
    },
  });
  return {
    setUserVerified: (isUserVerified) => protocol.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified }),
    setPresence: (enabled) => protocol.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled }),
    async passkeys() {
      const { credentials } = await protocol.send('WebAuthn.getCredentials', { authenticatorId });
      return credentials.map(({ credentialId }) => credentialId);
    },
    remove: () => protocol.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId }),
  };
}
