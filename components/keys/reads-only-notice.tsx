import { appState } from '@/components/app-state';
import type { JSX } from 'preact';
import { useKeyList } from './key-list';
import { Renewal } from './renewal';

/**
 * Says that what opened the vault is from before the vault's key was changed, and makes it good: nothing can be saved
 * until then. Nothing where all is well.
 */
export function ReadsOnlyNotice(): JSX.Element | null {
  const list = useKeyList();
  if (appState.value?.vault !== 'unlocked' || !list) return null;
  return <Renewal keys={list.keys} readsOnly={appState.value.readsOnly} />;
}
