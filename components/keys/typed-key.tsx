import { SharesField } from '@/components/heirs/shares-field';
import { WordsField } from '@/components/words-field';
import type { KeyInfo, KeyKind, KeyProof } from '@/utils/vault/key-types';
import { t } from '@/utils/words';
import { signal } from '@preact/signals';
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';

/** The kinds of keys that are typed. */
export type TypedKind = Exclude<KeyKind, 'passkey'>;

/** The handiest first, the weakest last. */
const TYPED_KINDS: readonly TypedKind[] = ['words', 'heirs', 'password'];

/** The handiest of the kinds among `keys` that are typed; null: there is none. */
export function firstTyped(keys: readonly Pick<KeyInfo, 'kind'>[]): TypedKind | null {
  return TYPED_KINDS.find((kind) => keys.some((key) => key.kind === kind)) ?? null;
}

/** A key while it is typed; nothing keeps it longer. */
export class TypedKey {
  readonly kind: TypedKind;
  readonly text = signal('');
  readonly shares = signal<readonly string[]>([]);

  constructor(kind: TypedKind) {
    this.kind = kind;
  }

  get isEmpty(): boolean {
    return this.kind === 'heirs' ? this.shares.value.every((share) => share.trim() === '') : this.text.value === '';
  }

  get proof(): KeyProof {
    if (this.kind === 'heirs') return { kind: this.kind, shares: this.shares.value };
    return { kind: this.kind, typed: this.text.value };
  }
}

/** A {@link TypedKey} that ends with its component. */
export function useTypedKey(kind: TypedKind): TypedKey {
  return useMemo(() => new TypedKey(kind), [kind]);
}

/** Where a key is typed: words, a password, or sheets. */
export function TypedKeyField({ id, typed }: { id: string; typed: TypedKey }): JSX.Element {
  if (typed.kind === 'words') return <WordsField id={id} value={typed.text} />;
  if (typed.kind === 'heirs') return <SharesField id={id} value={typed.shares} />;
  return (
    <p class="field">
      <label for={id}>{t('keysPassword')}</label>
      <input
        id={id}
        type="password"
        autocomplete="current-password"
        value={typed.text.value}
        onInput={(event) => (typed.text.value = event.currentTarget.value)}
      />
    </p>
  );
}
