import type { AppState } from '@/utils/messages/state';
import type { Settings } from './settings';
import type { Outline } from './vault-methods';

/** What the state is made of: what is remembered, what is seen of the vault without a key, and what runs. */
export interface AppStateParts extends Pick<
  AppState,
  'lockPending' | 'readsOnly' | 'opening' | 'captures' | 'inspection' | 'folder' | 'jobs'
> {
  readonly settings: Settings;
  readonly outline: Outline;
  readonly isOpen: boolean;
}

/** What the views show. */
export function appStateOf({ settings, outline: { stage, storedBytes }, isOpen, ...rest }: AppStateParts): AppState {
  const { pendingBackups: _, ...remembered } = settings;
  return {
    ...remembered,
    ...rest,
    storedBytes,
    vault: stage === 'protected' ? (isOpen ? 'unlocked' : 'locked') : stage,
    setupOpen: stage === 'setup' && isOpen,
  };
}
