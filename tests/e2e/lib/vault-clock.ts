import type { CDPSession } from 'puppeteer-core';
import type { Session } from './browser.ts';

/**
 * Moves the clock by which the open vault's worker measures how long ago a key was shown, by that many milliseconds ahead
 * of the real one. Only for this unlocking: the worker ends with the next lock.
 */
export async function ageProofs(session: Session, by: number): Promise<void> {
  const target = await session.browser.waitForTarget((one) => one.url().endsWith('/offscreen.html'));
  const protocol = await target.createCDPSession();
  const attached = new Promise<CDPSession>((resolve) => protocol.once('sessionattached', resolve));
  const filter = [{ type: 'worker' }];
  await protocol.send('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: false,
    flatten: true,
    filter,
  });
  const worker = await attached;
  const expression = `{ const real = performance.now.bind(performance); performance.now = () => real() + ${by}; }`;
  const { exceptionDetails } = await worker.send('Runtime.evaluate', { expression });
  if (exceptionDetails) throw new Error(exceptionDetails.text);
  await protocol.detach();
}
