import { useAction } from '@/components/action';
import { appState } from '@/components/app-state';
import { FailureNotice } from '@/components/failure-notice';
import { unwrap } from '@/utils/errors';
import { ask } from '@/utils/messages/client';
import { count, t } from '@/utils/words';
import type { JSX } from 'preact';
import { LockShortcut } from './lock-shortcut';
import { LockWithSystem } from './lock-with-system';

/** Minutes to choose from. */
const CHOICES = [5, 15, 30, 60];

/** When the vault locks: after how many minutes without use, whether with the system, by which keys at once. */
export function LockAfter(): JSX.Element {
  const action = useAction();
  const now = appState.value?.lockAfterMinutes ?? 15;
  const set = (minutes: number): void => action.run(async () => unwrap(await ask('setLockAfter', { minutes })));
  return (
    <section class="card stack">
      <h2>{t('lockHeading')}</h2>
      <p class="field inline">
        <label for="lock-after">{t('lockAfter')}</label>
        <select
          id="lock-after"
          value={now}
          disabled={action.busy}
          onChange={(event) => set(Number(event.currentTarget.value))}
        >
          {[...new Set([...CHOICES, now])]
            .toSorted((a, b) => a - b)
            .map((minutes) => (
              <option key={minutes} value={minutes}>
                {count('minutes', minutes)}
              </option>
            ))}
        </select>
      </p>
      <FailureNotice failure={action.failure} />
      <LockWithSystem />
      <p class="soft">{t('lockMeans')}</p>
      <LockShortcut />
    </section>
  );
}
