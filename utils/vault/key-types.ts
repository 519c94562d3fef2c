import type { PasskeyAnswer } from '@/utils/passkey/types';

/** The kinds of keys that a user can have. */
export type KeyKind = 'passkey' | 'words' | 'password' | 'heirs';

/** What a user shows to open the vault. */
export type KeyProof =
  | { readonly kind: 'passkey'; readonly answer: PasskeyAnswer }
  /** The twelve words or their digits, as typed. */
  | { readonly kind: 'words'; readonly typed: string }
  | { readonly kind: 'password'; readonly typed: string }
  /** The texts of the sheets, as typed or scanned, one each. */
  | { readonly kind: 'heirs'; readonly shares: readonly string[] };

/** What is known of a passkey beside the way to ask for it. Nothing in it is secret. */
export interface PasskeyFacts {
  readonly credentialId: Uint8Array<ArrayBuffer>;
  /** As given when it was made, for signals to whoever keeps it; base64url. */
  readonly userId: string;
  /** Model of the authenticator, UUID text; all zeros where it does not say. */
  readonly aaguid: string;
  /** It may be synced, and it is; as told when it was made. */
  readonly backupEligible: boolean;
  readonly backedUp: boolean;
  readonly transports: readonly string[];
}

/** A set of sheets for heirs. */
export interface HeirsFacts {
  /** Eight hexadecimal digits, printed on each sheet. */
  readonly set: string;
  /** So many of the people together open the vault. */
  readonly threshold: number;
  /** Who has a sheet, in the order of their numbers from 1; '' where no name was given. */
  readonly people: readonly string[];
}

/** A key of the vault, as the page shows it. */
export interface KeyInfo {
  readonly id: string;
  readonly kind: KeyKind;
  /** As the user named it; '' before. */
  readonly name: string;
  /** Milliseconds since 1970. Used: it opened the vault. Proved: it was used, or tried; null: not since it was made. */
  readonly madeAt: number;
  readonly usedAt: number | null;
  readonly provedAt: number | null;
  /** Not proved for 180 days. */
  readonly isDue: boolean;
  /** Left behind by a change of the vault's key: it reads, but what it opens cannot save. Trying it renews it. */
  readonly isOutdated: boolean;
  /** Whether enough is left without it. */
  readonly isRemovable: boolean;
  readonly passkey: PasskeyFacts | null;
  readonly heirs: HeirsFacts | null;
}

/** A file of a key that is not the vault's: nobody's, as far as is known, or one that was removed and is back. */
export interface StrayKey {
  /** Its path in the vault. */
  readonly file: string;
  /** What it is when it was once a key; null: unknown, and it opens nothing unless it is tried. */
  readonly removed: { readonly kind: KeyKind; readonly name: string; readonly at: number } | null;
}

/** The keys of a vault. */
export interface KeyList {
  readonly keys: readonly KeyInfo[];
  readonly strays: readonly StrayKey[];
  /** Keys of the vault whose files are not here (yet), or damaged: their ids. */
  readonly missing: readonly string[];
  /** Whether at least two independent keys open the vault. */
  readonly isProtected: boolean;
  /** `3F2A-91BC`: tells this vault from another one, on paper. */
  readonly vaultId: string;
  /** When the vault's key was last changed, milliseconds since 1970; null: never. */
  readonly rotatedAt: number | null;
  /** Archives that the vault's earlier keys can read, and their bytes. */
  readonly oldArchives: number;
  readonly oldBytes: number;
}

/** What trying a key came to. */
export interface KeyTried {
  /** The key's id. */
  readonly key: string;
  /** A sample of the newest archive was decrypted and compared: bytes; null: there is no archive, or nothing of it is here. */
  readonly sampleBytes: number | null;
  /** It had been left behind by a change of the vault's key, and opens everything again. */
  readonly renewed: boolean;
}

/** A new set of sheets. */
export interface HeirsRequest {
  /** Who gets a sheet, 2 to 15; names may be ''. */
  readonly people: readonly string[];
  /** 2 or more, and not more than there are people. */
  readonly threshold: number;
}

/** The sheets' secret texts, in the order of the people. To be shown and printed, never stored. */
export interface HeirsSheets {
  readonly set: string;
  readonly shares: readonly string[];
}
