import type { Page } from 'puppeteer-core';
import type { DownloadAnswer } from '../../../utils/messages/download.ts';
import type { DownloadPiece } from '../../../utils/messages/download-stream.ts';
import type { AppState, JobState } from '../../../utils/messages/state.ts';

/** What a job took and came to. */
export interface Ran {
  readonly seconds: number;
  /** The new archive of a backup, and the bytes that it added. */
  readonly archive: string;
  readonly addedBytes: number;
}

/** How a job is started: by a click on what a selector names, or by a message to the offscreen document. */
type Start = { readonly click: string } | { readonly type: string; readonly data: object };

/** Runs a job from a page of the extension, and dismisses it. @throws where it does not end as done */
export async function runJob(page: Page, start: Start): Promise<Ran> {
  const { seconds, job } = await page.evaluate(async (how) => {
    const send = async (type: string, data: object) =>
      await chrome.runtime.sendMessage({ id: 0, type, data, timestamp: Date.now() });
    const port = chrome.runtime.connect({ name: 'state' });
    const before = await new Promise<AppState>((resolve) => port.onMessage.addListener(resolve));
    const known = new Set(before.jobs.map(({ id }) => id));
    const ended = new Promise<JobState>((resolve) =>
      port.onMessage.addListener(({ jobs }: AppState) => {
        const mine = jobs.find(({ id, kind }) => !known.has(id) && kind !== 'sync');
        if (mine && mine.status !== 'queued' && mine.status !== 'running') resolve(mine);
      }),
    );
    const from = performance.now();
    if ('click' in how) document.querySelector<HTMLElement>(how.click)?.click();
    else await send(how.type, how.data);
    const last = await ended;
    const took = (performance.now() - from) / 1000;
    port.disconnect();
    await send('dismissJob', { id: last.id });
    return { seconds: took, job: last };
  }, start);
  if (job.status !== 'done') throw new Error(`${job.kind}: ${job.status}, ${JSON.stringify(job.failure)}`);
  return { seconds, archive: job.archiveId, addedBytes: job.storedBytes };
}

/** Waits until what has been collected has been looked at. */
export async function looked(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const port = chrome.runtime.connect({ name: 'state' });
    await new Promise<void>((resolve) =>
      port.onMessage.addListener(({ inspection }: AppState) => {
        if (inspection === null) resolve();
      }),
    );
    port.disconnect();
  });
}

/**
 * Downloads a file of an archive, but for the browser's own part: the stream that the offscreen document would hand to the
 * service worker is read there, and dropped. @returns seconds
 */
export async function dropDownload(page: Page, offscreen: Page, archive: string, path: string): Promise<number> {
  const job = await page.evaluate(
    async (data) => {
      const asked = { id: 0, type: 'startRestore', data, timestamp: Date.now() };
      return ((await chrome.runtime.sendMessage(asked)) as { res: { value: string } }).res.value;
    },
    { archive, paths: [path], target: { kind: 'download' } },
  );
  const seconds = await offscreen.evaluate(async (download) => {
    const from = performance.now();
    const { port1, port2 } = new MessageChannel();
    const answered = new Promise<DownloadAnswer>((resolve) =>
      port1.addEventListener('message', ({ data }) => resolve(data)),
    );
    port1.start();
    // As the service worker asks for it.
    navigator.serviceWorker.dispatchEvent(new MessageEvent('message', { data: { download }, ports: [port2] }));
    const answer = await answered;
    if (!answer) throw new Error('there is no such download');
    // A port that leads nowhere: bytes that are sent there are gone. What the service worker hands to the browser is memory
    // of its own, and not the offscreen document's, which is watched.
    const nowhere = new MessageChannel();
    nowhere.port2.close();
    // As the service worker reads it: see `downloadStream`.
    await new Promise<void>((resolve, reject) => {
      answer.port.addEventListener('message', ({ data }: MessageEvent<DownloadPiece>) => {
        if (data === 'failed') reject(new Error('the download failed'));
        if (data === 'end') resolve();
        if (typeof data === 'string') return;
        answer.port.postMessage('more', []);
        nowhere.port1.postMessage(null, [data.buffer]);
      });
      answer.port.start();
      for (let ahead = 0; ahead < 2; ahead++) answer.port.postMessage('more', []);
    });
    return (performance.now() - from) / 1000;
  }, job);
  await page.evaluate(async (id) => {
    const asked = { id: 0, type: 'dismissJob', data: { id }, timestamp: Date.now() };
    await chrome.runtime.sendMessage(asked);
  }, job);
  return seconds;
}
