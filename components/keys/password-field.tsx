import { NO_SUGGESTIONS } from '@/components/words/no-suggestions';
import { t } from '@/utils/words';
import { type Signal, useSignal } from '@preact/signals';
import type { JSX } from 'preact';

interface Props {
  readonly id: string;
  readonly label: string;
  /** What a password manager may do: fill it in, or propose one. */
  readonly kind: 'current-password' | 'new-password';
  readonly value: Signal<string>;
  /** Id of what describes it. */
  readonly describedBy?: string;
}

const AS_TEXT = { type: 'text' } as const;
const AS_PASSWORD = { type: 'password' } as const;

/** Where a password is typed, hidden until its user wants to see it. */
export function PasswordField({ id, label, kind, value, describedBy }: Props): JSX.Element {
  const shown = useSignal(false);
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <div class="password">
        <input
          id={id}
          {...(shown.value ? AS_TEXT : AS_PASSWORD)}
          {...NO_SUGGESTIONS}
          dir="auto"
          autocomplete={kind}
          autocapitalize="none"
          spellcheck={false}
          aria-describedby={describedBy}
          value={value.value}
          onInput={(event) => (value.value = event.currentTarget.value)}
        />
        <label class="password-shown">
          <input type="checkbox" checked={shown.value} onChange={() => (shown.value = !shown.value)} />
          {t('passwordShow')}
        </label>
      </div>
    </div>
  );
}
