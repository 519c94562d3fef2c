import type { Format, FoundExport } from '../format';
import { type ExportFile, folderOf, nameOf } from '../source/export-file';
import type { FileTree } from '../source/file-tree';
import { Attachments } from './attachments';
import { accountPages, pagesIn } from './html-pages';
import { readJsonExport } from './read-json-export';
import { type JsonVariant, recogniseJson } from './recognise-json';

/**
 * Telegram Desktop's JSON: `result.json` of one chat or of a whole account, with the chats' files in folders beside it.
 * tdesktop, export/output/export_output_json.cpp.
 */
export const telegramJson: Format = {
  async find(tree, signal) {
    const found: [ExportFile, JsonVariant][] = [];
    for (const file of tree.named(/\.json$/i)) {
      const variant = await recogniseJson(file, signal);
      if (variant) found.push([file, variant]);
    }
    const inside = countInside(found.map(([{ path }]) => path));
    const accounts = accountPages(tree);
    return found.map(([file, variant]) => {
      const folder = folderOf(file.path);
      const isAlone = inside.get(folder) === 1;
      // Both forms may have been asked for at once; then the pages say the same again.
      const pages = variant === 'json' ? pagesIn(tree, folder) : (accounts.get(folder) ?? []);
      return foundExport(tree, file, variant, isAlone, isAlone ? pages : []);
    });
  },
};

/** How many of some files are in each folder and those below it. */
function countInside(paths: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const path of paths)
    for (let folder = path; folder !== '';) {
      folder = folderOf(folder);
      counts.set(folder, (counts.get(folder) ?? 0) + 1);
    }
  return counts;
}

/** @param isAlone whether its folder has no other such export */
function foundExport(
  tree: FileTree,
  file: ExportFile,
  variant: JsonVariant,
  isAlone: boolean,
  pages: readonly ExportFile[],
): FoundExport {
  const folder = folderOf(file.path);
  const attachments = new Attachments(folder, (path) => tree.get(path));
  return {
    messenger: 'telegram',
    variant,
    path: isAlone && folder !== '' && /^result\.json$/i.test(nameOf(file.path)) ? folder : file.path,
    files: [file, ...pages],
    async *read(options, signal) {
      yield* readJsonExport(file, attachments, options, signal);
      for (const { size } of pages) options.onBytes?.(size);
    },
  };
}
