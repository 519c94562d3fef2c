import { day } from '@/components/figures';
import { LookAgain } from '@/components/look-again';
import { unwrap } from '@/utils/errors';
import { ask } from '@/utils/messages/client';
import { shownName } from '@/utils/shown-name';
import type { KeyList, StrayKey } from '@/utils/vault/key-types';
import { isolate, t } from '@/utils/words';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { ChangeDialog } from './change-dialog';
import { keyTitle } from './key-words';

/** Files of keys that are none (any more), and keys whose files are not here. Nothing where all is as it should be. */
export function StrayKeys({ list }: { list: KeyList }): JSX.Element | null {
  const { strays, missing } = list;
  if (strays.length === 0 && missing.length === 0) return null;
  return (
    <ul class="stack" id="stray-keys">
      {strays.map((stray) => (
        <Stray key={stray.file} stray={stray} />
      ))}
      {missing.length > 0 && (
        <li class="card notice" id="missing-keys">
          {missing.map((id) => (
            <p key={id}>{t('keysMissing', nameOf(id, list))}</p>
          ))}
          <LookAgain />
        </li>
      )}
    </ul>
  );
}

function Stray({ stray }: { stray: StrayKey }): JSX.Element {
  const { file, removed } = stray;
  const asking = useSignal(false);
  const words = removed
    ? t('keysStrayRemoved', day(removed.at), isolate(keyTitle(removed)))
    : t('keysStrayUnknown', isolate(shownName(file)));
  return (
    <li class="card notice" data-file={file}>
      <p>{words}</p>
      <div class="buttons">
        <button class="plain-button delete-stray" type="button" onClick={() => (asking.value = true)}>
          {t('keysStrayDelete')}
        </button>
      </div>
      {asking.value && (
        <ChangeDialog
          id="stray-dialog"
          heading={t('keysStrayHeading')}
          confirm={t('keysStrayDelete')}
          work={async () => unwrap(await ask('deleteKeyFile', { file }))}
          onClose={() => (asking.value = false)}
        >
          <p>{words}</p>
          <p>{removed ? t('keysStrayRemovedMeans') : t('keysStrayUnknownMeans')}</p>
        </ChangeDialog>
      )}
    </li>
  );
}

function nameOf(id: string, { keys }: KeyList): string {
  const key = keys.find((one) => one.id === id);
  return key ? isolate(keyTitle(key)) : t('keysNamelessMissing');
}
