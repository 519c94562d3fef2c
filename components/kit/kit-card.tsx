import type { JSX } from 'preact';

/** Prints a sheet for the drawer: what opens the archives, and how. */
export function KitCard(_: { vaultId: string }): JSX.Element | null {
  return null;
}
