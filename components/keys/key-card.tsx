import { Facts } from '@/components/facts';
import { Name } from '@/components/name';
import type { KeyInfo } from '@/utils/vault/key-types';
import { t } from '@/utils/words';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { keyDates, keyPlace, keyTitle } from './key-words';
import { RemoveKey } from './remove-key';
import { RenameKey } from './rename-key';
import { TryKey } from './try-key';

/** One key: what it is, where it lives, when it was used, and what can be done with it. */
export function KeyCard({ info }: { info: KeyInfo }): JSX.Element {
  const renaming = useSignal(false);
  const renameButton = useRef<HTMLButtonElement>(null);
  const title = keyTitle(info);
  const endRenaming = (): void => {
    renaming.value = false;
    renameButton.current?.focus();
  };
  return (
    <li class="card key" data-key={info.id} data-kind={info.kind}>
      {renaming.value ? (
        <RenameKey info={info} onDone={endRenaming} />
      ) : (
        <h3>
          <Name text={title} />
        </h3>
      )}
      <p class="soft">{keyPlace(info)}</p>
      <Facts items={keyDates(info)} />
      {info.isOutdated && <p class="soft">{t('keyOutdatedLine')}</p>}
      {info.isDue && !info.isOutdated && <p class="soft">{t('keyDueLine')}</p>}
      <TryKey info={info}>
        <button
          ref={renameButton}
          class="quiet rename-key"
          type="button"
          aria-expanded={renaming.value}
          onClick={() => (renaming.value = true)}
        >
          {t('keyRename')}
          <span class="visually-hidden"> {title}</span>
        </button>
        <RemoveKey info={info} />
      </TryKey>
    </li>
  );
}
