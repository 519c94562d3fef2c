import { appState } from '@/components/app-state';
import { hasEnded } from '@/components/captures/capture-words';
import { dismissCapture } from '@/components/captures/dismiss-capture';
import { capturePage } from '@/utils/capture/capture-page';
import { settle } from '@/utils/errors';
import type { CapturePlan } from '@/utils/page/protocol';

/** Starts a capture of the page below; what earlier ones of that tab have come to has been seen, and goes. */
export async function startCapture(tab: number, plan: CapturePlan): Promise<void> {
  const earlier = appState.value?.captures.filter((one) => one.tab === tab && hasEnded(one)) ?? [];
  await capturePage(tab, plan);
  for (const capture of earlier) await settle(() => dismissCapture(capture));
}
