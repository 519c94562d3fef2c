import type { FromPage } from '../protocol';
import { receiveExports } from './receive';

/**
 * Milliseconds without another file after which an export counts as whole: a page that has saved one file is most often
 * done; one that has saved two is at an export of several parts, and may take its time to make the next.
 */
const QUIET = { afterOne: 15_000, afterSeveral: 60_000 };

/** Files of one export; a page that saves more of them is not exporting. */
const MOST_FILES = 1000;

/** What the user is shown. `waiting`: for the first file. `coming`: one is on its way. `more`: has some, waits for others. */
export interface ExportProgress {
  readonly step: 'waiting' | 'coming' | 'more';
  readonly files: number;
  readonly bytes: number;
  /** A download could not be kept. */
  readonly missed: boolean;
}

/**
 * Sends the files that the page lets the user download, until the user stops it or no more come for a while; then `end`.
 * @returns ends it, with what there is
 */
export function captureExports(
  post: (message: FromPage) => void,
  show: (progress: ExportProgress) => void,
): () => void {
  let files = 0;
  let bytes = 0;
  let some = false;
  let missed = false;
  let timer = 0;
  let ended = false;
  const end = (how: 'stopped' | 'top') => {
    if (ended) return;
    ended = true;
    clearTimeout(timer);
    leave();
    post({ type: 'end', ended: how, metKnown: false, unseen: [] });
  };
  const changed = () => {
    if (ended) return;
    show({ step: some ? 'coming' : files > 0 ? 'more' : 'waiting', files, bytes, missed });
    clearTimeout(timer);
    if (files > 0 && !some) timer = window.setTimeout(end, files > 1 ? QUIET.afterSeveral : QUIET.afterOne, 'top');
  };
  const leave = receiveExports({
    file(name, blob) {
      if (ended) return;
      files++;
      bytes += blob.size;
      missed = false;
      post({ type: 'export', name, blob });
      if (files === MOST_FILES) end('stopped');
      else changed();
    },
    coming(now) {
      some = now;
      changed();
    },
    missed() {
      missed = true;
    },
  });
  post({ type: 'listening' });
  changed();
  return () => end('stopped');
}
