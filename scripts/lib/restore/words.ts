import type { FailureWords } from '../vault/failure.ts';

/** What a restore says of its own failures. */
export const RESTORE_WORDS: FailureWords = {
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
