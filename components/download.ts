import { downloadPath } from '@/utils/messages/download';

/** Has the browser save what the job makes. */
export function download(job: string): void {
  // What answers there is an attachment: the browser saves it, and the page stays.
  const link = document.createElement('a');
  link.href = downloadPath(job);
  link.click();
}
