import { go } from '@/components/address';
import { App } from '@/components/app';
import { appState, followState } from '@/components/app-state';
import { followArchives } from '@/components/archives/archive-data';
import { takeDrops } from '@/components/backup/drop-anywhere';
import { followDraft } from '@/components/backup/inspection';
import { setLanguage } from '@/components/set-language';
import { render } from 'preact';

const { signal } = new AbortController();

function acceptsDrops(): boolean {
  const vault = appState.value?.vault;
  return vault === 'locked' || vault === 'unlocked';
}

setLanguage();
followState(signal);
followArchives();
followDraft();
takeDrops(acceptsDrops, () => go('backup'), signal);
const root = document.getElementById('app');
if (root) render(<App />, root);
