import { PasskeepError, unwrap } from '@/utils/errors';
import { ask } from '@/utils/messages/client';
import { answerPasskey } from '@/utils/passkey';

/**
 * Asks for the passkey and opens the vault with its answer.
 * @throws {PasskeepError} the codes of `answerPasskey` and of the message `unlock`
 */
export async function unlockWithPasskey(signal: AbortSignal): Promise<void> {
  const hints = unwrap(await ask('listPasskeys'));
  unwrap(await ask('unlock', { kind: 'passkey', answer: await answerPasskey(hints, signal) }));
}

/**
 * What `work` gives. Where the vault is locked, asks for the passkey first and does the work then.
 * @throws {PasskeepError} the codes of {@link unlockWithPasskey} and of `work`
 */
export async function whileOpen<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    if (!(thrown instanceof PasskeepError) || thrown.code !== 'LOCKED') throw thrown;
  }
  await unlockWithPasskey(signal);
  return await work();
}
