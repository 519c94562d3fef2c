import type { KeyList } from '@/utils/vault/key-types';
import type { JSX } from 'preact';

/** What to do after a device was lost. */
export function RotateCard(_: { list: KeyList }): JSX.Element | null {
  return null;
}
