import { PasskeepError, unwrap } from '@/utils/errors';
import { ask } from '@/utils/messages/client';

/** Of WICG's File System Access, which TypeScript's library does not know. */
interface Askable {
  requestPermission?(wish: { mode: 'readwrite' }): Promise<PermissionState>;
}

/**
 * Has the browser ask the user whether Passkeep may read and write the folder that the vault lives in, and brings folder
 * and browser together then. Called in the handler of a click, without which the browser does not ask.
 * @throws {PasskeepError} FOLDER_DENIED unless the user allows it, and the codes of `getFolder` and `startSync`
 */
export async function letIn(): Promise<void> {
  const folder = unwrap(await ask('getFolder'));
  if (!folder) return;
  await askPermission(folder);
  unwrap(await ask('startSync'));
}

/**
 * Has the browser ask the user whether Passkeep may read and write `folder`; no question where it may already. Called in
 * the handler of a click.
 * @throws {PasskeepError} FOLDER_DENIED
 */
async function askPermission(folder: FileSystemDirectoryHandle): Promise<void> {
  const { requestPermission } = folder as Askable;
  try {
    if (!requestPermission || (await requestPermission.call(folder, { mode: 'readwrite' })) === 'granted') return;
  } catch (cause) {
    throw new PasskeepError('FOLDER_DENIED', { cause });
  }
  throw new PasskeepError('FOLDER_DENIED');
}
