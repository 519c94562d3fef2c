import type { KeyInfo } from '@/utils/vault/key-types';
import type { JSX } from 'preact';

/** Adds a password to the open vault, or replaces the one there is. */
export function PasswordCard(_: { current: KeyInfo | null }): JSX.Element | null {
  return null;
}
