import type { Wire } from '../wire';
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
  /** The last download could not be kept. */
  readonly missed: boolean;
}

/** Sends the files that the page lets the user download, until it is stopped or no more come for a while; then `end`. */
export async function captureExports(wire: Wire, show: (progress: ExportProgress) => void): Promise<void> {
  const { promise, resolve: end } = Promise.withResolvers<'stopped' | 'top'>();
  let files = 0;
  let bytes = 0;
  let some = false;
  let missed = false;
  let timer = 0;
  const changed = () => {
    show({ step: some ? 'coming' : files > 0 ? 'more' : 'waiting', files, bytes, missed });
    clearTimeout(timer);
    if (files > 0 && !some) timer = window.setTimeout(end, files > 1 ? QUIET.afterSeveral : QUIET.afterOne, 'top');
  };
  const leave = receiveExports({
    file(name, blob) {
      if (files === MOST_FILES) return end('stopped');
      files++;
      bytes += blob.size;
      missed = false;
      wire.tell({ type: 'export', name, blob });
      changed();
    },
    coming(now) {
      some = now;
      changed();
    },
    missed() {
      missed = true;
    },
  });
  for (const signal of [wire.stopped, wire.over]) signal.addEventListener('abort', () => end('stopped'));
  wire.tell({ type: 'listening' });
  changed();
  const ended = await promise;
  leave();
  clearTimeout(timer);
  wire.tell({ type: 'end', ended, metKnown: false, unseen: [] });
}
