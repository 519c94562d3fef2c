import type { Keeper } from '@/utils/jobs/keeper';
import type { DownloadAnswer, DownloadRequest } from '@/utils/messages/download';

/** Gives the service worker the ports of downloads that it asks for. */
export function answerDownloads(keeper: () => Promise<Keeper>): void {
  navigator.serviceWorker.addEventListener(
    'message',
    async ({ data, ports: [port] }: MessageEvent<DownloadRequest>) => {
      if (typeof data?.download !== 'string' || !port) return;
      const answer: DownloadAnswer = await (await keeper()).jobs.downloads.take(data.download);
      port.postMessage(answer, answer ? [answer.port] : []);
    },
  );
}
