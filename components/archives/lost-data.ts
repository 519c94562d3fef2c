import { appState } from '@/components/app-state';
import { type Failure, settle, unwrap } from '@/utils/errors';
import { ask } from '@/utils/messages/client';
import type { LostArchives } from '@/utils/vault/types';
import { signal } from '@preact/signals';

/** What the folder has lost or not got yet; null while it is not known. */
export const lost = signal<LostArchives | null>(null);

/** Why it could not be found out. */
export const lostFailure = signal<Failure | null>(null);

/** Asks anew. */
export async function loadLost(): Promise<void> {
  const result = await settle(async () => unwrap(await ask('listLost')));
  if (appState.peek()?.vault !== 'unlocked') return;
  lostFailure.value = result.ok ? null : result.error;
  if (result.ok) lost.value = result.value;
}
