import type { KeyInfo, KeyKind, KeyList } from '@/utils/vault/key-types';

/** Whether losing any one key locks nobody out, and what is missing where it does. */
export type Protection =
  /** So many keys count; a password never does. */
  | { readonly kind: 'protected'; readonly keys: number }
  | { readonly kind: 'lacks'; readonly what: 'words' | 'passkey' | 'trial' };

/** What the page says first. */
export function protectionOf({ keys, missing, isProtected }: KeyList): Protection {
  const counted = keys.filter(({ id, kind }) => kind !== 'password' && !missing.includes(id));
  if (isProtected) return { kind: 'protected', keys: counted.length };
  const has = (kind: KeyKind): boolean => counted.some((key: KeyInfo) => key.kind === kind);
  if (!has('words') && !has('heirs')) return { kind: 'lacks', what: 'words' };
  return { kind: 'lacks', what: counted.length < 2 || !has('passkey') ? 'passkey' : 'trial' };
}
