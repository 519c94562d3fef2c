/** What the worker of peers can be asked for; it answers in milliseconds. `packs` are of 16 MiB. */
export type PeerTask =
  | { readonly kind: 'encrypt'; readonly with: 'passkeep' | 'age-encryption' | 'webcrypto'; readonly mb: number }
  | { readonly kind: 'write'; readonly packs: number }
  | { readonly kind: 'read'; readonly packs: number }
  | { readonly kind: 'drop' };
