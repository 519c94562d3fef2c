import { go } from '@/components/address';
import { appState } from '@/components/app-state';
import { pickFolder } from '@/components/pick-folder';
import { unlockWithPasskey, whileOpen } from '@/components/unlock/ceremony';
import { unwrap } from '@/utils/errors';
import { ask } from '@/utils/messages/client';
import type { FolderLook } from '@/utils/sync/look';
import type { Way } from './ways';

/**
 * Asks for a folder, and looks at what it holds. Called in the handler of a click, as the picker needs one.
 * @throws {PasskeepError} the codes of `pickFolder` and of `lookAtFolder`
 */
export async function pickAndLook(): Promise<FolderLook> {
  const directory = await pickFolder('vault');
  return unwrap(await ask('lookAtFolder', { directory }));
}

/** What the user has decided about a picked folder. */
export interface Decision {
  readonly way: Way;
  readonly keepsCopy: boolean;
  /** Go on without the folder that the vault lived in before, which is out of reach. */
  readonly withoutOld: boolean;
}

/**
 * Does what was decided. Asks for the passkey first where the vault is locked and has to be open.
 * @throws {PasskeepError} the codes of `whileOpen`, `useFolder`, `openFolder` and `giveUpVault`
 */
export async function carryOut(decision: Decision, look: FolderLook, signal: AbortSignal): Promise<void> {
  const { way, ...options } = decision;
  const { directory, picked, name } = look;
  if (way === 'open') {
    unwrap(await ask('openFolder', { directory }));
    return go('archives');
  }
  if (way === 'giveUp') await giveUp(directory, signal);
  const where =
    way === 'beside' ? { directory: picked, name: picked.name, sub: look.freeName } : { directory, name, sub: null };
  await whileOpen(async () => unwrap(await ask('useFolder', { ...where, ...options })), signal);
}

async function giveUp(directory: FileSystemDirectoryHandle, signal: AbortSignal): Promise<void> {
  // First, so that nothing is deleted for someone who then does not unlock.
  if (appState.peek()?.vault !== 'unlocked') await unlockWithPasskey(signal);
  // After a failure behind this, the second try finds nothing to give up any more.
  const { holds } = unwrap(await ask('lookAtFolder', { directory }));
  if (holds === 'other') unwrap(await ask('giveUpVault', { directory }));
}
