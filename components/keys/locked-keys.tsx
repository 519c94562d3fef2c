import { Unlock } from '@/components/unlock/unlock';
import { settle, unwrap } from '@/utils/errors';
import { ask } from '@/utils/messages/client';
import { count, t } from '@/utils/words';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';

/** What can be said of the keys while the vault is locked, and the way in. */
export function LockedKeys(): JSX.Element {
  const passkeys = useSignal(0);
  useEffect(() => void countPasskeys().then((n) => (passkeys.value = n)), [passkeys]);
  return (
    <>
      <p>{t('keysIntro')}</p>
      <ul class="tiles">
        <li class="card">
          <h2>{passkeys.value > 0 ? count('keysPasskeyCount', passkeys.value) : t('keyPasskey')}</h2>
          <p class="soft">{t('keyPasskeyMeans')}</p>
        </li>
        <li class="card">
          <h2>{t('keyWords')}</h2>
          <p class="soft">{t('keyWordsMeans')}</p>
        </li>
      </ul>
      <section class="card stack" id="unlock-keys">
        <h2>{t('keysLockedHeading')}</h2>
        <p>{t('keysLockedMeans')}</p>
        <Unlock />
      </section>
    </>
  );
}

/** How many passkeys there are; 0 where they cannot be listed, and unlocking says why. */
async function countPasskeys(): Promise<number> {
  const listed = await settle(async () => unwrap(await ask('listPasskeys')));
  return listed.ok ? listed.value.length : 0;
}
