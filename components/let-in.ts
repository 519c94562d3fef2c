import { PasskeepError, unwrap } from '@/utils/errors';
import { ask } from '@/utils/messages/client';

/** Of WICG's File System Access, which TypeScript's library does not know. */
interface Askable {
  requestPermission?(wish: { mode: 'readwrite' }): Promise<PermissionState>;
}

/**
 * Has the browser ask the user whether Passkeep may read and write the folder that the vault lives in; no question where
 * it may already, or where the vault is in no folder. Called in the handler of a click, without which the browser does
 * not ask.
 * @throws {PasskeepError} FOLDER_DENIED unless the user allows it, and the codes of `getFolder`
 */
export async function askForFolder(): Promise<void> {
  const folder = unwrap(await ask('getFolder'));
  const { requestPermission } = (folder ?? {}) as Askable;
  if (!requestPermission) return;
  try {
    if ((await requestPermission.call(folder, { mode: 'readwrite' })) === 'granted') return;
  } catch (cause) {
    throw new PasskeepError('FOLDER_DENIED', { cause });
  }
  throw new PasskeepError('FOLDER_DENIED');
}

/**
 * {@link askForFolder}, and brings folder and browser together then.
 * @throws {PasskeepError} the codes of {@link askForFolder} and of `startSync`
 */
export async function letIn(): Promise<void> {
  await askForFolder();
  unwrap(await ask('startSync'));
}
