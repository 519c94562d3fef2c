/** What a ceremony needs to know of a passkey that opens the vault. Nothing in it is secret. */
export interface PasskeyHint {
  readonly credentialId: Uint8Array<ArrayBuffer>;
  readonly transports: readonly string[];
  /** As the authenticator hashes it: `chrome-extension://<id>`. */
  readonly rpId: string;
  /** 16 bytes, from the slot's stanza. */
  readonly nonce: Uint8Array<ArrayBuffer>;
}

/**
 * The key that wraps one slot's file key: derived in the ceremony from the passkey's answers, which never leave it.
 * Where the platform has ChaCha20-Poly1305 it is a CryptoKey that nobody can read (usages encrypt and decrypt),
 * elsewhere 32 bytes.
 */
export type WrapKey = CryptoKey | Uint8Array<ArrayBuffer>;

/** A passkey that has just been made and has answered once more since. */
export interface NewPasskey extends PasskeyHint {
  readonly wrapKey: WrapKey;
  /** The user ID that it was made with, base64url. */
  readonly userId: string;
  /** 16 bytes as UUID text; all zeros where the authenticator does not say. */
  readonly aaguid: string;
  /** The authenticator says that the passkey may be synced (BE), and that it is (BS). */
  readonly backupEligible: boolean;
  readonly backedUp: boolean;
}

/** The passkey that answered, and the key for its slot. */
export interface PasskeyAnswer {
  readonly credentialId: Uint8Array<ArrayBuffer>;
  readonly wrapKey: WrapKey;
}
