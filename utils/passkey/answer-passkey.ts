import { PasskeepError } from '@/utils/errors';
import { assertPasskey } from './assert-passkey';
import { askable } from './descriptor';
import { deriveWrapKey } from './prf';
import { wipe } from './prf-result';
import type { PasskeyAnswer, PasskeyHint } from './types';

/**
 * Asks the user for any passkey of the vault, in one ceremony, and derives the key of its slot. Runs in a full tab.
 *
 * Of two hints for one passkey the first counts; hints of another origin are left out.
 *
 * @throws PasskeepError CANCELLED, PASSKEY_CANCELLED, PASSKEY_TIMEOUT, PASSKEY_UNSUPPORTED, PASSKEY_UNKNOWN (no hint is
 * for this origin, or another passkey answered), PASSKEY_NOT_VERIFIED, PASSKEY_NO_PRF_RESULT, PASSKEY_FAILED. That the key
 * opens the slot is for the slot to say.
 */
export async function answerPasskey(hints: readonly PasskeyHint[], signal: AbortSignal): Promise<PasskeyAnswer> {
  const asked = askable(hints);
  if (asked.length === 0) throw new PasskeepError('PASSKEY_UNKNOWN');
  const { credentialId, prf } = await assertPasskey(asked, signal);
  try {
    return { credentialId, wrapKey: await deriveWrapKey(prf.first, prf.second) };
  } finally {
    wipe(prf);
  }
}
