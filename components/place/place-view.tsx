import { appState } from '@/components/app-state';
import { Heading } from '@/components/heading';
import { t } from '@/utils/words';
import type { JSX } from 'preact';
import { InBrowser } from './in-browser';
import { InFolder } from './in-folder';

/** Where the archives are, and how to have them elsewhere. */
export function PlaceView(): JSX.Element | null {
  const state = appState.value;
  if (!state) return null;
  const { folder } = state;
  return (
    <>
      {/* Another heading for another place: the button that had the focus is gone. */}
      <Heading key={folder ? 'folder' : 'browser'} text={t('viewPlace')} />
      {folder ? <InFolder state={state} folder={folder} /> : <InBrowser state={state} />}
    </>
  );
}
