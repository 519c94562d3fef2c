import type { ErrorCode } from '@/utils/errors';
import type { Word } from '@/utils/words';

/** The three sentences of a failure: what happened, what became of the messages, what to do next. */
export interface FailureWords {
  readonly what: Word;
  readonly data: Word;
  readonly next: Word;
}

/** Every failure in words. */
export const FAILURE_WORDS: Readonly<Record<ErrorCode, FailureWords>> = {
  PASSKEY_CANCELLED: { what: 'passkeyCancelledWhat', data: 'nothingChanged', next: 'tryWhenReady' },
  PASSKEY_TIMEOUT: { what: 'passkeyTimeoutWhat', data: 'nothingChanged', next: 'tryAgainHaveReady' },
  PASSKEY_UNSUPPORTED: { what: 'passkeyUnsupportedWhat', data: 'nothingChanged', next: 'passkeyUnsupportedNext' },
  PASSKEY_NO_PRF: { what: 'passkeyNoPrfWhat', data: 'nothingChanged', next: 'useOtherPasskey' },
  PASSKEY_NO_PRF_RESULT: { what: 'passkeyNoPrfResultWhat', data: 'nothingChanged', next: 'useOtherPasskey' },
  PASSKEY_UNSTABLE: { what: 'passkeyUnstableWhat', data: 'nothingChanged', next: 'useOtherPasskey' },
  PASSKEY_NOT_VERIFIED: { what: 'passkeyNotVerifiedWhat', data: 'nothingChanged', next: 'passkeyNotVerifiedNext' },
  PASSKEY_FAILED: { what: 'passkeyFailedWhat', data: 'nothingChanged', next: 'passkeyFailedNext' },
  PASSKEY_UNKNOWN: { what: 'passkeyUnknownWhat', data: 'archivesSafe', next: 'useKnownKeyOrWords' },
  PASSKEY_WRONG_ANSWER: { what: 'passkeyWrongAnswerWhat', data: 'archivesSafe', next: 'useKnownKeyOrWords' },
  WORDS_INVALID: { what: 'wordsInvalidWhat', data: 'nothingChanged', next: 'wordsInvalidNext' },
  WORDS_WRONG: { what: 'wordsWrongWhat', data: 'nothingChanged', next: 'wordsWrongNext' },
  SHARE_INVALID: { what: 'shareInvalidWhat', data: 'nothingChanged', next: 'shareInvalidNext' },
  SHARE_TWICE: { what: 'shareTwiceWhat', data: 'nothingChanged', next: 'shareTwiceNext' },
  SHARES_OTHER_SET: { what: 'shareOtherSetWhat', data: 'nothingChanged', next: 'shareOtherSetNext' },
  SHARES_MISSING: { what: 'shareMissingWhat', data: 'nothingChanged', next: 'shareMissingNext' },
  SHARES_WRONG: { what: 'shareWrongWhat', data: 'nothingChanged', next: 'shareWrongNext' },
  PASSWORD_WRONG: { what: 'passwordWrongWhat', data: 'nothingChanged', next: 'passwordWrongNext' },
  PASSWORD_WEAK: { what: 'passwordWeakWhat', data: 'nothingChanged', next: 'passwordWeakNext' },
  LOCKED: { what: 'lockedWhat', data: 'archivesSafe', next: 'lockedNext' },
  VAULT_EXISTS: { what: 'vaultExistsWhat', data: 'archivesSafe', next: 'reloadNext' },
  VAULT_MISSING: { what: 'vaultMissingWhat', data: 'vaultMissingData', next: 'reloadNext' },
  VAULT_UNREADABLE: { what: 'vaultUnreadableWhat', data: 'vaultUnreadableData', next: 'restartNext' },
  ARCHIVE_MISSING: { what: 'archiveMissingWhat', data: 'othersSafe', next: 'reloadNext' },
  DAMAGED: { what: 'damagedWhat', data: 'damagedData', next: 'damagedNext' },
  TOO_NEW: { what: 'tooNewWhat', data: 'archivesSafe', next: 'tooNewNext' },
  STORAGE_FULL: { what: 'storageFullWhat', data: 'savedBeforeSafe', next: 'storageFullNext' },
  STORAGE_REFUSED: { what: 'storageRefusedWhat', data: 'savedBeforeSafe', next: 'restartNext' },
  STORAGE_MISSING: { what: 'storageMissingWhat', data: 'othersSafe', next: 'storageMissingNext' },
  FOLDER_DENIED: { what: 'folderDeniedWhat', data: 'folderDeniedData', next: 'folderDeniedNext' },
  FOLDER_GONE: { what: 'folderGoneWhat', data: 'folderKeptHere', next: 'folderGoneNext' },
  FOLDER_FULL: { what: 'folderFullWhat', data: 'folderKeptHere', next: 'folderFullNext' },
  FOLDER_REFUSED: { what: 'folderRefusedWhat', data: 'folderKeptHere', next: 'folderRefusedNext' },
  FOLDER_EMPTIED: { what: 'folderEmptiedWhat', data: 'folderKeptHere', next: 'folderEmptiedNext' },
  FOLDER_OTHER_VAULT: { what: 'folderOtherVaultWhat', data: 'folderNothingTouched', next: 'folderOtherVaultNext' },
  FOLDER_INSIDE_VAULT: { what: 'folderInsideVaultWhat', data: 'folderNothingTouched', next: 'folderInsideVaultNext' },
  KEY_REMOVED: { what: 'keyRemovedWhat', data: 'archivesSafe', next: 'keyRemovedNext' },
  KEY_LAST: { what: 'keyLastWhat', data: 'nothingChanged', next: 'keyLastNext' },
  KEY_OUTDATED: { what: 'keyOutdatedWhat', data: 'archivesSafe', next: 'keyOutdatedNext' },
  KEY_MISSING: { what: 'keyMissingWhat', data: 'archivesSafe', next: 'keyMissingNext' },
  TOO_MANY_KEYS: { what: 'tooManyKeysWhat', data: 'archivesSafe', next: 'tooManyKeysNext' },
  PROOF_TOO_OLD: { what: 'proofTooOldWhat', data: 'nothingChanged', next: 'proofTooOldNext' },
  NOT_A_VAULT: { what: 'notAVaultWhat', data: 'nothingChanged', next: 'notAVaultNext' },
  SEVERAL_VAULTS: { what: 'severalVaultsWhat', data: 'nothingChanged', next: 'severalVaultsNext' },
  ZIP_DAMAGED: { what: 'zipDamagedWhat', data: 'nothingChanged', next: 'zipDamagedNext' },
  ZIP_ENCRYPTED: { what: 'zipEncryptedWhat', data: 'zipUnseenData', next: 'zipEncryptedNext' },
  ZIP_TOO_LARGE: { what: 'zipTooLargeWhat', data: 'zipUnseenData', next: 'zipTooLargeNext' },
  FILE_UNREADABLE: { what: 'fileUnreadableWhat', data: 'savedBeforeSafe', next: 'fileUnreadableNext' },
  FILE_CHANGED: { what: 'fileChangedWhat', data: 'savedBeforeSafe', next: 'fileChangedNext' },
  NOTHING_TO_SAVE: { what: 'nothingToSaveWhat', data: 'savedBeforeSafe', next: 'nothingToSaveNext' },
  TOO_MANY_FILES: { what: 'tooManyFilesWhat', data: 'savedBeforeSafe', next: 'tooManyFilesNext' },
  FOLDER_TOO_DEEP: { what: 'folderTooDeepWhat', data: 'savedBeforeSafe', next: 'folderTooDeepNext' },
  TARGET_REFUSED: { what: 'targetRefusedWhat', data: 'savedBeforeSafe', next: 'targetRefusedNext' },
  TARGET_FULL: { what: 'targetFullWhat', data: 'savedBeforeSafe', next: 'targetFullNext' },
  TARGET_GONE: { what: 'targetGoneWhat', data: 'savedBeforeSafe', next: 'targetGoneNext' },
  PAGE_REFUSED: { what: 'pageRefusedWhat', data: 'savedBeforeSafe', next: 'pageRefusedNext' },
  PAGE_NO_CHAT: { what: 'pageNoChatWhat', data: 'savedBeforeSafe', next: 'pageNoChatNext' },
  PAGE_CHANGED: { what: 'pageChangedWhat', data: 'savedBeforeSafe', next: 'pageChangedNext' },
  PAGE_GONE: { what: 'pageGoneWhat', data: 'savedBeforeSafe', next: 'pageGoneNext' },
  PAGE_LIED: { what: 'pageLiedWhat', data: 'savedBeforeSafe', next: 'pageLiedNext' },
  CAPTURE_EMPTY: { what: 'captureEmptyWhat', data: 'savedBeforeSafe', next: 'captureEmptyNext' },
  CANCELLED: { what: 'cancelledWhat', data: 'savedBeforeSafe', next: 'tryWhenReady' },
  BUSY: { what: 'busyWhat', data: 'nothingChanged', next: 'busyNext' },
  INTERRUPTED: { what: 'interruptedWhat', data: 'savedBeforeSafe', next: 'interruptedNext' },
  UNEXPECTED: { what: 'unexpectedWhat', data: 'savedBeforeSafe', next: 'unexpectedNext' },
};

/** Whether it is the user's own doing, which needs no alarm. */
export function isQuiet(code: ErrorCode): boolean {
  return code === 'PASSKEY_CANCELLED' || code === 'CANCELLED';
}

/** Whether the passkey, or the browser, cannot give a key: another one has to be used. */
export function needsOtherPasskey(code: ErrorCode): boolean {
  return (
    code === 'PASSKEY_UNSUPPORTED' ||
    code === 'PASSKEY_NO_PRF' ||
    code === 'PASSKEY_NO_PRF_RESULT' ||
    code === 'PASSKEY_UNSTABLE'
  );
}
