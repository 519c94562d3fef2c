import type { KeyInfo } from '@/utils/vault/key-types';
import type { JSX } from 'preact';

/** Sheets for people who open the archives together. */
export function HeirsCard(_: { current: KeyInfo | null; vaultId: string }): JSX.Element | null {
  return null;
}
