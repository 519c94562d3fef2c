import { appState } from '@/components/app-state';
import { askForFolder } from '@/components/let-in';
import { whileOpen } from '@/components/unlock/ceremony';

/**
 * Does what needs the folder and the open vault: has the browser ask for the folder first where it wants to, and for the
 * passkey where the vault is locked. Called in the handler of a click.
 * @throws {PasskeepError} the codes of `askForFolder`, of `whileOpen` and of `work`
 */
export async function withFolder<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
  if (appState.peek()?.folder?.access === 'ask') await askForFolder();
  return await whileOpen(work, signal);
}
