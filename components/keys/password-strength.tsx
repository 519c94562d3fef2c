import { type Estimate, type Strength, loadEstimate } from '@/utils/recovery/password-strength';
import { t } from '@/utils/words';
import type { ReadonlySignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { strengthSaid } from './password-words';

/** Milliseconds without a change, before it is estimated: that takes its time. */
const QUIET = 250;

/** How long the password that is being typed would hold, in words and as a bar. */
export function PasswordStrength({ id, password }: { id: string; password: ReadonlySignal<string> }): JSX.Element {
  const [estimate, setEstimate] = useState<Estimate | null>(null);
  const [strength, setStrength] = useState<Strength | null>(null);
  const text = password.value;
  useEffect(() => {
    let wanted = true;
    // Without it a password is set as well; there is only nothing to say of it.
    loadEstimate().then(
      (loaded) => wanted && setEstimate(() => loaded),
      () => {},
    );
    return () => void (wanted = false);
  }, []);
  useEffect(() => {
    const timer = setTimeout(() => setStrength(estimate && text !== '' ? estimate(text) : null), QUIET);
    return () => clearTimeout(timer);
  }, [estimate, text]);
  return (
    <div class="password-strength">
      <meter
        aria-label={t('passwordMeter')}
        aria-hidden={strength === null}
        min={0}
        max={4}
        low={2}
        high={3}
        optimum={4}
        value={strength === null ? 0 : strength.level + 1}
        data-level={strength?.level}
      />
      <output id={id} class="soft">
        {strength === null ? t('passwordShort') : `${strengthSaid(strength)} ${t('passwordEstimate')}`}
      </output>
    </div>
  );
}
