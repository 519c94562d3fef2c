import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Session } from './browser.ts';

/** The downloads of one session, into a folder, in the order in which they finish. */
export interface Downloads {
  /** The path of the next finished download. Rejects when it is cancelled or none finishes in `timeout` milliseconds. */
  next(timeout: number): Promise<string>;
}

/** Lets the browser save downloads in `folder` under the names that it suggests, without asking. */
export async function collectDownloads(session: Session, folder: string): Promise<Downloads> {
  await mkdir(folder, { recursive: true });
  const protocol = await session.browser.target().createCDPSession();
  const names = new Map<string, string>();
  const ended: { path: string; state: string }[] = [];
  let wake = () => {};
  protocol.on('Browser.downloadWillBegin', ({ guid, suggestedFilename }) => names.set(guid, suggestedFilename));
  protocol.on('Browser.downloadProgress', ({ guid, state, filePath }) => {
    if (state === 'inProgress') return;
    ended.push({ path: filePath ?? join(folder, names.get(guid) ?? guid), state });
    wake();
  });
  await protocol.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: folder, eventsEnabled: true });
  return {
    async next(timeout) {
      if (ended.length === 0)
        await new Promise<void>((resolve, reject) => {
          const timer = setTimeout(() => reject(new Error(`no download finished in ${timeout} ms`)), timeout);
          wake = () => (clearTimeout(timer), resolve());
        });
      const first = ended.shift();
      if (first?.state !== 'completed') throw new Error(`the download ${first?.path} was cancelled`);
      return first.path;
    },
  };
}
