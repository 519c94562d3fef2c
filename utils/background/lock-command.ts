/** The command of the manifest that locks. */
export const LOCK_COMMAND = 'lock';
