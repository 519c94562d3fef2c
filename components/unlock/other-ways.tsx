import type { KeyKind } from '@/utils/vault/key-types';
import { type Word, t } from '@/utils/words';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { UnlockPassword } from './unlock-password';
import { UnlockSheets } from './unlock-sheets';
import { UnlockWords } from './unlock-words';

type Way = Exclude<KeyKind, 'passkey'>;

const WAYS: readonly (readonly [Way, Word])[] = [
  ['words', 'unlockWithWords'],
  ['password', 'unlockWithPassword'],
  ['heirs', 'unlockWithSheets'],
];
const FORMS: Readonly<Record<Way, (props: { onBack: () => void }) => JSX.Element>> = {
  words: UnlockWords,
  password: UnlockPassword,
  heirs: UnlockSheets,
};

/** The ways to open the vault without the passkey. Which of them there are cannot be seen from outside: all are offered. */
export function OtherWays({ onBack }: { onBack: () => void }): JSX.Element {
  const way = useSignal<Way>('words');
  const around = useRef<HTMLDivElement>(null);
  useEffect(() => around.current?.querySelector('textarea')?.focus(), []);
  const Form = FORMS[way.value];
  return (
    <div ref={around} class="stack">
      <fieldset class="unlock-ways">
        <legend class="visually-hidden">{t('unlockWith')}</legend>
        {WAYS.map(([value, word]) => (
          <label key={value} class="unlock-way">
            <input
              id={`unlock-with-${value}`}
              type="radio"
              checked={way.value === value}
              onChange={() => (way.value = value)}
            />
            {t(word)}
          </label>
        ))}
      </fieldset>
      <Form onBack={onBack} />
    </div>
  );
}
