/**
 * Everything that can go wrong and that a user may read about. What happened, what became of the data and what to do
 * next stand in one table, components/failure-words.ts, by these codes.
 */
export type ErrorCode =
  // Passkeys
  | 'PASSKEY_CANCELLED'
  | 'PASSKEY_TIMEOUT'
  | 'PASSKEY_UNSUPPORTED'
  | 'PASSKEY_NO_PRF'
  | 'PASSKEY_NO_PRF_RESULT'
  | 'PASSKEY_UNSTABLE'
  | 'PASSKEY_NOT_VERIFIED'
  | 'PASSKEY_FAILED'
  // Opening the vault
  | 'PASSKEY_UNKNOWN'
  | 'PASSKEY_WRONG_ANSWER'
  | 'WORDS_INVALID'
  | 'WORDS_WRONG'
  | 'PASSWORD_WRONG'
  | 'PASSWORD_WEAK'
  // Heirs' sheets. Detail `sheet`: which of those given, from 1.
  | 'SHARE_INVALID'
  | 'SHARE_TWICE'
  | 'SHARES_OTHER_SET'
  // Details `have` and `need`.
  | 'SHARES_MISSING'
  | 'SHARES_WRONG'
  // A key that was removed or replaced. Details `name`, `at` (milliseconds since 1970).
  | 'KEY_REMOVED'
  | 'KEY_LAST'
  | 'KEY_OUTDATED'
  | 'KEY_MISSING'
  | 'TOO_MANY_KEYS'
  | 'LOCKED'
  // The vault
  | 'VAULT_EXISTS'
  | 'VAULT_MISSING'
  | 'VAULT_UNREADABLE'
  | 'ARCHIVE_MISSING'
  | 'DAMAGED'
  | 'TOO_NEW'
  // Storage
  | 'STORAGE_FULL'
  | 'STORAGE_REFUSED'
  | 'STORAGE_MISSING'
  // The folder that the vault lives in
  | 'FOLDER_DENIED'
  | 'FOLDER_GONE'
  | 'FOLDER_FULL'
  | 'FOLDER_REFUSED'
  | 'FOLDER_EMPTIED'
  | 'FOLDER_OTHER_VAULT'
  | 'FOLDER_INSIDE_VAULT'
  | 'PROOF_TOO_OLD'
  // A zip of a vault
  | 'NOT_A_VAULT'
  | 'SEVERAL_VAULTS'
  | 'ZIP_DAMAGED'
  | 'ZIP_ENCRYPTED'
  | 'ZIP_TOO_LARGE'
  // The user's files
  | 'FILE_UNREADABLE'
  | 'FILE_CHANGED'
  | 'NOTHING_TO_SAVE'
  | 'TOO_MANY_FILES'
  | 'FOLDER_TOO_DEEP'
  // Restoring
  | 'TARGET_REFUSED'
  | 'TARGET_FULL'
  | 'TARGET_GONE'
  // Reading a page. PAGE_CHANGED: details `client` and `check`. PAGE_LIED: what its script sent is no capture.
  | 'PAGE_REFUSED'
  | 'PAGE_NO_CHAT'
  | 'PAGE_CHANGED'
  | 'PAGE_GONE'
  | 'PAGE_LIED'
  | 'CAPTURE_EMPTY'
  // Anything else
  | 'CANCELLED'
  | 'BUSY'
  | 'INTERRUPTED'
  | 'UNEXPECTED';

/** An error as a value: what crosses contexts and what the interface turns into words. */
export interface Failure {
  readonly code: ErrorCode;
  /** Facts for the words (a file's name, a number of bytes), never a secret. */
  readonly detail?: Readonly<Record<string, string | number>>;
}

/** What every message answers with: a value, or a failure. */
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Failure };

/** An error with a code, thrown inside one context. It becomes a {@link Failure} before it crosses to another. */
export class PasskeepError extends Error {
  override readonly name = 'PasskeepError';
  readonly code: ErrorCode;
  readonly detail: Readonly<Record<string, string | number>> | undefined;

  constructor(code: ErrorCode, options: { detail?: Record<string, string | number>; cause?: unknown } = {}) {
    super(code, { cause: options.cause });
    this.code = code;
    this.detail = options.detail;
  }
}

/** Whether an error means that the folder cannot be reached or written now, and may be another time. */
export function isUnavailable(thrown: unknown): boolean {
  return thrown instanceof PasskeepError && thrown.code.startsWith('FOLDER_');
}

/** The {@link Failure} that stands for anything thrown. An abort becomes CANCELLED, the unknown UNEXPECTED. */
export function toFailure(thrown: unknown): Failure {
  if (thrown instanceof PasskeepError)
    return thrown.detail ? { code: thrown.code, detail: thrown.detail } : { code: thrown.code };
  if (thrown instanceof DOMException && thrown.name === 'AbortError') return { code: 'CANCELLED' };
  return {
    code: 'UNEXPECTED',
    detail: { message: thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown) },
  };
}

/** Runs `work` and returns its value or its failure; never rejects. */
export async function settle<T>(work: () => Promise<T> | T): Promise<Result<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (thrown) {
    return { ok: false, error: toFailure(thrown) };
  }
}

/** The value of a {@link Result}, or its failure thrown as a {@link PasskeepError}. */
export function unwrap<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw fromFailure(result.error);
}

/** A {@link Failure} from another context, as an error of this one. */
export function fromFailure(failure: Failure): PasskeepError {
  return new PasskeepError(failure.code, failure.detail ? { detail: { ...failure.detail } } : {});
}
