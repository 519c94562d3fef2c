import { Name } from '@/components/name';
import type { KeyInfo } from '@/utils/vault/key-types';
import type { JSX } from 'preact';
import { keyTitle } from './key-words';

/** Keys by their names. */
export function RotateKeyNames({ keys }: { keys: readonly KeyInfo[] }): JSX.Element {
  return (
    <ul class="rotate-list">
      {keys.map((key) => (
        <li key={key.id}>
          <Name text={keyTitle(key)} />
        </li>
      ))}
    </ul>
  );
}
