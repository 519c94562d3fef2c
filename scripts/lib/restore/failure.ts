import { FAILURE_WORDS } from '@/components/failure-words';
import type { ErrorCode, Failure } from '@/utils/errors';
import catalogue from '../../../public/_locales/en/messages.json' with { type: 'json' };

/** Where the app's sentences speak of a page or a browser: those of the command line. */
const OWN: Partial<Record<ErrorCode, string>> = {
  VAULT_MISSING:
    'There is no vault in this folder, nor in a folder "Passkeep" in it. Nothing was changed. Name the folder that ' +
    'holds the folders keys, packs, index and snapshots.',
  VAULT_UNREADABLE:
    'The file that the recovery words open is not in the folder "keys", or it is damaged. Nothing was changed. ' +
    'Where the folder is still being synced, wait until that is done; else take the folder from another copy.',
  STORAGE_REFUSED:
    'The folder of the vault can no longer be read. What was restored before is there. See to it that the disk is ' +
    'connected, then give the same command: it goes on where it stopped.',
  TARGET_REFUSED:
    'Files cannot be written there. Nothing was changed. Choose another folder to restore to, or one that is yours.',
  TARGET_FULL:
    'There is no space left where you are restoring to. What was restored before is there and whole. Free some ' +
    'space, then give the same command: it goes on where it stopped.',
  TARGET_GONE:
    'The folder to restore to is gone, or can no longer be written. What was restored before is whole. Connect the ' +
    'disk, then give the same command: it goes on where it stopped.',
  CANCELLED:
    'Stopped. What was restored before is there and whole; the vault is as it was. The same command goes on from there.',
};

/** What happened, what became of the data, what to do next. */
export function explain({ code, detail }: Failure): string {
  const { what, data, next } = FAILURE_WORDS[code];
  const app = `${catalogue[what].message}. ${catalogue[data].message} ${catalogue[next].message}`;
  return `${OWN[code] ?? app}${detail?.['message'] ? ` (${detail['message']})` : ''}`;
}
