/** Longest credential ID: WebAuthn Level 3, section 4, "Credential ID". Bytes. */
export const MAX_CREDENTIAL_ID_BYTES = 1023;

/** Longest RP ID: a domain name, or `chrome-extension://` and 32 letters. Bytes of UTF-8. */
export const MAX_RP_ID_BYTES = 255;

/** Most transports kept of one passkey; WebAuthn knows six. */
export const MAX_TRANSPORTS = 16;

/** Longest transport. Bytes. */
export const MAX_TRANSPORT_BYTES = 32;

/**
 * Most passkeys named in one ceremony: Chromium refuses a longer list
 * (kPublicKeyCredentialDescriptorListMaxSize in its authenticator.mojom).
 */
export const MAX_LISTED_PASSKEYS = 64;

/** Whether `transport` has the form of one: WebAuthn Level 3, section 5.8.4; unknown ones are kept. */
export function isTransport(transport: unknown): transport is string {
  return (
    typeof transport === 'string' && transport.length <= MAX_TRANSPORT_BYTES && /^[a-z][a-z0-9-]*$/.test(transport)
  );
}
