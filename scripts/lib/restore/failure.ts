import { FAILURE_WORDS } from '@/components/failure-words';
import type { ErrorCode, Failure } from '@/utils/errors';
import catalogue from '../../../public/_locales/en/messages.json' with { type: 'json' };

/** Where the app's sentences speak of a page or a browser, or know less: those of the command line, `{name}` a detail. */
const OWN: Partial<Record<ErrorCode, string>> = {
  VAULT_MISSING:
    'There is no vault in this folder, nor in a folder "Passkeep" in it. Nothing was changed. Name the folder that ' +
    'holds the folders keys, packs, index and snapshots.',
  VAULT_UNREADABLE:
    'The file that this opens is not in the folder "keys", or it is damaged. Nothing was changed. ' +
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
  FILE_UNREADABLE: 'The file of the sheets cannot be read. Nothing was changed. Check its name.',
  SHARE_INVALID:
    'Sheet {sheet} is mistyped, or not all of it. Nothing was changed. Compare each letter with the paper.',
  SHARE_TWICE: 'Sheet {sheet} was given before. Nothing was changed. Take another one of the set.',
  SHARES_OTHER_SET:
    'Sheet {sheet} is of another set than the others. Nothing was changed. Use sheets with the same set number.',
  SHARES_MISSING:
    'It takes {need} sheets of one set, and {have} are here. Nothing was changed. Give all of them, each beginning with ' +
    'PASSKEEP1.',
  SHARES_WRONG:
    'These sheets go together, but they open nothing here. Nothing was changed. They are of another folder, or other ' +
    'sheets have taken their place.',
  PASSWORD_WRONG:
    'This password opens nothing here. Nothing was changed. Type it again; for the words, type all twelve of them.',
  KEY_REMOVED:
    'This key was removed from the vault, and its file is back. Nothing was changed. Use a key that was not removed.',
  TOO_MANY_KEYS:
    'There are more files in the folder "keys" than can be tried. Nothing was changed. Take out of it what you did not ' +
    'put there, and keep it elsewhere.',
  CANCELLED:
    'Stopped. What was restored before is there and whole; the vault is as it was. The same command goes on from there.',
};

/** What happened, what became of the data, what to do next. */
export function explain({ code, detail }: Failure): string {
  const { what, data, next } = FAILURE_WORDS[code];
  const app = `${catalogue[what].message}. ${catalogue[data].message} ${catalogue[next].message}`;
  const said = (OWN[code] ?? app).replaceAll(/\{(\w+)\}/g, (_, name: string) => String(detail?.[name] ?? '?'));
  return `${said}${detail?.['message'] ? ` (${detail['message']})` : ''}`;
}
