import { FAILURE_WORDS } from '@/components/failure-words';
import type { ErrorCode, Failure } from '@/utils/errors';
import catalogue from '../../../public/_locales/en/messages.json' with { type: 'json' };

/** Sentences of a command line for failures, `{name}` a detail. */
export type FailureWords = Partial<Record<ErrorCode, string>>;

/** Where the app's sentences speak of a page or a browser, or know less: those of all commands that open a vault. */
const OPENING: FailureWords = {
  VAULT_MISSING:
    'There is no vault in this folder, nor in a folder "Passkeep" in it. Nothing was changed. Name the folder that ' +
    'holds the folders keys, packs, index and snapshots.',
  VAULT_UNREADABLE:
    'The file that this opens is not in the folder "keys", or it is damaged. Nothing was changed. ' +
    'Where the folder is still being synced, wait until that is done; else take the folder from another copy.',
  SHARE_INVALID:
    'Sheet {sheet} is mistyped, or not all of it. Nothing was changed. Compare each letter with the paper.',
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
  FILE_UNREADABLE: 'The file of the sheets cannot be read. Nothing was changed. Check its name.',
  SHARE_TWICE: 'Sheet {sheet} was given before. Nothing was changed. Take another one of the set.',
};

/** What happened, what became of the data, what to do next. `own` are the words of the one command. */
export function explain({ code, detail }: Failure, own: FailureWords = {}): string {
  const { what, data, next } = FAILURE_WORDS[code];
  const app = `${catalogue[what].message}. ${catalogue[data].message} ${catalogue[next].message}`;
  const words = own[code] ?? OPENING[code] ?? app;
  const said = words.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(detail?.[name] ?? '?'));
  return `${said}${detail?.['message'] ? ` (${detail['message']})` : ''}`;
}
