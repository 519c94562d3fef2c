import { CAPTURED_VIEW } from '@/utils/page/captured';
import type { Format } from '../format';
import { type ExportFile, folderOf } from '../source/export-file';
import { headLines } from '../text/head-lines';
import { type CapturedHead, capturedHead } from './header';
import { readCaptured } from './read';

/**
 * A conversation that was read in a web messenger (docs/captured-view.md): JSON Lines, known by what the first one says;
 * media in `media/` beside it.
 */
export const capturedView: Format = {
  async find(tree, signal) {
    const captures: { file: ExportFile; head: CapturedHead }[] = [];
    for (const file of tree.named(/\.(?:jsonl|ndjson)(?:\.txt)?$/i)) {
      const head = capturedHead((await headLines(file, signal))[0] ?? '');
      if (head) captures.push({ file, head });
    }
    const inFolders = Map.groupBy(captures, ({ file }) => folderOf(file.path));
    return captures.map(({ file, head }) => {
      const folder = folderOf(file.path);
      const { messenger, header } = head;
      return {
        messenger,
        variant: CAPTURED_VIEW,
        // Of several in one folder none fills it.
        path: folder !== '' && inFolders.get(folder)?.length === 1 ? folder : file.path,
        files: [file],
        ...(header && { captured: { ended: header.ended, gap: header.gap, unseen: header.unseen } }),
        read: ({ onBytes }, abort) => readCaptured(file, head, tree, onBytes, abort),
      };
    });
  },
};
