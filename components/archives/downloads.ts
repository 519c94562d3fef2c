import { appState } from '@/components/app-state';
import { settle, unwrap } from '@/utils/errors';
import { ask } from '@/utils/messages/client';
import { effect } from '@preact/signals';

/** Milliseconds that a download may take to begin. */
const BEGIN = 60_000;

const expected = new Set<string>();

/** Saves what the restore job has made, as soon as it is done. */
export function expectDownload(job: string): void {
  expected.add(job);
}

/** Watches the jobs for downloads that are expected. Returns what ends this. */
export function followDownloads(): () => void {
  return effect(() => {
    for (const { id, status } of appState.value?.jobs ?? []) {
      if (status === 'queued' || status === 'running' || !expected.delete(id)) continue;
      if (status === 'done') void settle(() => save(id));
    }
  });
}

async function save(id: string): Promise<void> {
  const { blob, name } = unwrap(await ask('takeDownload', { id }));
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), BEGIN);
}
