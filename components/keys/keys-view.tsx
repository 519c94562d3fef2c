import { appState } from '@/components/app-state';
import { FailureNotice } from '@/components/failure-notice';
import { Heading } from '@/components/heading';
import { KitCard } from '@/components/kit/kit-card';
import { SoftLine } from '@/components/soft-line';
import { t } from '@/utils/words';
import type { JSX } from 'preact';
import { ROTATION_ID } from './go-to-rotation';
import { KeyGroups } from './key-groups';
import { keyListFailure, loadKeys, useKeyList } from './key-list';
import { LockAfter } from './lock-after';
import { LockedKeys } from './locked-keys';
import { ProtectionLine } from './protection-line';
import { ReadsOnlyNotice } from './reads-only-notice';
import { RotateCard } from './rotate-card';
import { StrayKeys } from './stray-keys';

/** What opens the vault, what can be done with it, and when it locks by itself. */
export function KeysView(): JSX.Element {
  return (
    <>
      <Heading text={t('viewKeys')} />
      {appState.value?.vault === 'unlocked' ? <OpenKeys /> : <LockedKeys />}
      <LockAfter />
    </>
  );
}

function OpenKeys(): JSX.Element {
  const list = useKeyList();
  return (
    <>
      <FailureNotice failure={keyListFailure.value}>
        <button type="button" onClick={() => void loadKeys()}>
          {t('tryAgain')}
        </button>
      </FailureNotice>
      {!list && !keyListFailure.value && <SoftLine text={t('keysReading')} />}
      {list && (
        <>
          <ProtectionLine list={list} />
          <ReadsOnlyNotice />
          <StrayKeys list={list} />
          <KeyGroups list={list} />
          <div id={ROTATION_ID} tabIndex={-1}>
            <RotateCard list={list} />
          </div>
          <KitCard vaultId={list.vaultId} />
        </>
      )}
    </>
  );
}
