import type { Format, FoundExport } from '../format';
import { folderOf } from '../source/export-file';
import { headLines } from '../text/head-lines';
import { headerOf, timeOf } from './text-header';
import { readText } from './text-read';
import { ElementMedia } from './media';

/**
 * Element's "Export chat" as plain text: `DATE - Sender: text`, the date as the browser writes it; alone, or as `export.txt`
 * in a zip with the files. Source: PlainTextExport.ts of element-web.
 */
export const elementText: Format = {
  async find(tree, signal) {
    const found: FoundExport[] = [];
    for (const file of tree.named(/\.txt$/i))
      if (isExport(await headLines(file, signal))) {
        const media = new ElementMedia(file, tree);
        found.push({
          messenger: 'element',
          variant: 'text',
          path: media.hasFiles ? folderOf(file.path) : file.path,
          files: [file],
          read: (options, abort) => readText(file, media, options, abort),
        });
      }
    return found;
  },
};

/** The first line begins a message, and some line has a sender. The last line may be cut. */
function isExport(lines: readonly string[]): boolean {
  const [first = ''] = lines;
  const header = headerOf(first.replace(/^\ufeff/, ''));
  if (!header || !timeOf(header, true)) return false;
  let senders = 0;
  for (const line of lines.slice(0, MOST_LOOKED_AT)) {
    const one = headerOf(line.replace(/^\ufeff/, ''));
    if (one && timeOf(one, true) && /^[^\n]{1,200}?: /.test(one.rest)) senders++;
  }
  return senders > 0;
}

const MOST_LOOKED_AT = 400;
