import { appState } from '@/components/app-state';
import { unwrap } from '@/utils/errors';
import { ask } from '@/utils/messages/client';
import type { CaptureState } from '@/utils/messages/state';

/** Forgets a capture that has ended, and the job of its backup. */
export async function dismissCapture({ id, job }: CaptureState): Promise<void> {
  // The job first: alone it would have a card of its own.
  if (appState.value?.jobs.some((one) => one.id === job)) unwrap(await ask('dismissJob', { id: job }));
  unwrap(await ask('dropCapture', { id }));
}
