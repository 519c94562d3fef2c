import { downloadPath } from '@/utils/messages/download';

/** Has the browser save what a restore job gives, as it saves any download. The page stays where it is. */
export function fetchDownload(job: string): void {
  const link = document.createElement('a');
  link.href = downloadPath(job);
  link.click();
}
