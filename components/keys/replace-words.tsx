import type { JSX } from 'preact';

/** Replaces the recovery words of the open vault. */
export function ReplaceWords(): JSX.Element | null {
  return null;
}
