import { type ErrorCode, PasskeepError, toFailure } from '@/utils/errors';
import type { VaultStorage } from '@/utils/storage/storage';
import { openSlots } from '@/utils/vault/open-slots';
import { Session } from '@/utils/vault/session';
import { readSlots } from '@/utils/vault/slots';
import type { Vault } from '@/utils/vault/vault';
import { tell } from '../say.ts';
import { explain } from './failure.ts';
import { shown } from './progress-line.ts';
import { readProof } from './read-proof.ts';
import { canAsk } from './read-typed.ts';

/** Times that what is wrong may be typed at the terminal, and what that is. */
const TRIES = 3;
const WRONG: readonly ErrorCode[] = [
  'WORDS_INVALID',
  'WORDS_WRONG',
  'PASSWORD_WRONG',
  'SHARES_WRONG',
  'SHARES_MISSING',
];

/**
 * Opens a vault as a reader does: nothing is written, not even that a key was used.
 * @param shares a file with the texts of heirs' sheets; null: what opens it is asked for, or read from standard input.
 * @throws PasskeepError what `openSlots` and `Session.open` throw; FILE_UNREADABLE for the sheets; the signal's reason.
 */
export async function openVault(storage: VaultStorage, shares: string | null, signal: AbortSignal): Promise<Vault> {
  const here = await readSlots(storage, [], signal);
  const { slots } = here;
  if (slots.every(({ kind }) => kind === 'passkey')) throw new PasskeepError('VAULT_UNREADABLE');
  for (let left = canAsk() && shares === null ? TRIES : 1; ; left--) {
    try {
      const opened = await openSlots(storage, here, await readProof(shares, signal), () => {}, signal);
      const { vault } = await shown('opened', (progress) => Session.open(storage, opened, slots, progress, signal));
      return vault;
    } catch (thrown) {
      const failure = toFailure(thrown);
      if (left <= 1 || !WRONG.includes(failure.code)) throw thrown;
      tell(explain(failure));
    }
  }
}
