import { offscreenClient } from './offscreen-client';
import { type DownloadAnswer, downloadOf, type DownloadRequest, downloadResponse } from '@/utils/messages/download';

/** What is used here of a service worker's own types, which TypeScript has not got beside a page's. */
export interface FetchEvent extends Event {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}

/** Answers a download's address with the stream that the offscreen document has for it; lets every other one pass. */
export function respondWithDownload(event: FetchEvent): void {
  const job = downloadOf(new URL(event.request.url));
  if (job !== null) event.respondWith(fetchDownload(job).then(downloadResponse));
}

async function fetchDownload(download: string): Promise<DownloadAnswer> {
  const offscreen = await offscreenClient();
  if (!offscreen) return null;
  const { port1, port2 } = new MessageChannel();
  const answer = new Promise<DownloadAnswer>((resolve) => {
    port1.onmessage = ({ data }: MessageEvent<DownloadAnswer>) => resolve(data);
  });
  offscreen.postMessage({ download } satisfies DownloadRequest, [port2]);
  return await answer;
}
