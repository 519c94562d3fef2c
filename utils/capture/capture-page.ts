import { settle, unwrap } from '@/utils/errors';
import { ask } from '@/utils/messages/client';
import type { CapturePlan } from '@/utils/page/protocol';
import { CAPTURE_SCRIPTS } from './page-scripts';
import { runInPage } from './run-in-page';

/**
 * Starts a capture of a tab's page; it goes on when the popup is closed.
 * @throws {PasskeepError} what `startCapture` fails with, and PAGE_REFUSED
 */
export async function capturePage(tab: number, plan: CapturePlan): Promise<void> {
  const id = unwrap(await ask('startCapture', { tab, plan }));
  try {
    for (const script of CAPTURE_SCRIPTS[plan.kind]) await runInPage(tab, script);
  } catch (thrown) {
    // Nothing will come of it: nothing is left waiting for the page.
    await settle(() => ask('dropCapture', { id }));
    throw thrown;
  }
}
