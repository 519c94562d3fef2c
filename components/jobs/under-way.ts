import { appState } from '@/components/app-state';
import type { JobKind } from '@/utils/messages/state';

/** Whether a job of one of these kinds runs or waits. */
export function isUnderWay(...kinds: readonly JobKind[]): boolean {
  const { jobs = [] } = appState.value ?? {};
  return jobs.some(({ kind, status }) => kinds.includes(kind) && (status === 'running' || status === 'queued'));
}
