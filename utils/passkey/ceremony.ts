import { PasskeepError } from '@/utils/errors';
import { WebAuthnAbortService, browserSupportsWebAuthn } from '@simplewebauthn/browser';

/**
 * How long the browser waits for the user, milliseconds: what WebAuthn Level 3, section 15.1 recommends. The browser's
 * error at its end is that of a cancel, and only a time that we have set tells them apart.
 */
export const CEREMONY_TIMEOUT = 300_000;

/**
 * Runs one passkey ceremony, whose options say {@link CEREMONY_TIMEOUT}: nothing is asked of the user once `signal` has
 * aborted, an abort takes the browser's dialog away, and every error comes out as a {@link PasskeepError}.
 *
 * @throws PasskeepError CANCELLED (our own abort, or another ceremony in this page took its place), PASSKEY_CANCELLED (the
 * user cancelled, the fingerprint did not match, or no passkey of those asked for is at hand: the browser tells none of
 * these apart), PASSKEY_TIMEOUT, PASSKEY_UNSUPPORTED, PASSKEY_FAILED.
 */
export async function runCeremony<T>(ceremony: () => Promise<T>, signal: AbortSignal): Promise<T> {
  if (signal.aborted) throw new PasskeepError('CANCELLED');
  if (!browserSupportsWebAuthn()) throw new PasskeepError('PASSKEY_UNSUPPORTED');
  const cancel = () => WebAuthnAbortService.cancelCeremony();
  signal.addEventListener('abort', cancel, { once: true });
  const deadline = performance.now() + CEREMONY_TIMEOUT;
  try {
    return await ceremony();
  } catch (thrown) {
    throw toPasskeyError(thrown, performance.now() >= deadline, signal);
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}

function toPasskeyError(thrown: unknown, isLate: boolean, signal: AbortSignal): PasskeepError {
  if (thrown instanceof PasskeepError) return thrown;
  const reason = thrown instanceof Error ? thrown.name : 'unknown';
  // @simplewebauthn's errors keep the name of the DOMException that they explain.
  if (signal.aborted || reason === 'AbortError') return new PasskeepError('CANCELLED', { cause: thrown });
  switch (reason) {
    case 'NotAllowedError':
      return new PasskeepError(isLate ? 'PASSKEY_TIMEOUT' : 'PASSKEY_CANCELLED', { cause: thrown });
    // No authenticator that keeps passkeys, verifies the user and knows an algorithm; or no WebAuthn in this page.
    case 'NotSupportedError':
    case 'ConstraintError':
    case 'SecurityError':
      return new PasskeepError('PASSKEY_UNSUPPORTED', { cause: thrown });
    default:
      return new PasskeepError('PASSKEY_FAILED', { detail: { reason }, cause: thrown });
  }
}
