import type { Format, FoundExport } from '../format';
import { LinkedFiles } from '../reading/linked-files';
import { type ExportFile, folderOf } from '../source/export-file';
import type { FileTree } from '../source/file-tree';
import { placesOf, type ZipsByFolder, zipsOf, zipsTogether } from '../source/zips-together';
import { type ExporterFile, exporterFile } from './exporter-head';
import { readExporter } from './exporter-read';

/**
 * JSON of DiscordChatExporter: the channels of a server, or the direct chats, that lie beside each other are one export,
 * each channel in one file or in parts.
 */
export const discordExporter: Format = {
  async find(tree, signal) {
    const files: ExporterFile[] = [];
    for (const file of tree.named(/\.json$/i)) {
      const known = await exporterFile(file, signal);
      if (known) files.push(known);
    }
    const zips = zipsOf(tree);
    return [...Map.groupBy(files, ({ guild }) => guild).values()]
      .flatMap(zipsTogether)
      .flatMap(withoutRepeats)
      .map((some) => found(some, tree, zips));
  },
};

/** A channel that was exported twice, in files of different names, is in two exports. */
function withoutRepeats(files: readonly ExporterFile[]): readonly (readonly ExporterFile[])[] {
  const exports: ExporterFile[][] = [];
  for (const channel of Map.groupBy(files, ({ chat }) => chat.id).values()) {
    const times = [...Map.groupBy(channel, ({ stem }) => stem).values()];
    for (const [index, parts] of times.entries())
      (exports[index] ??= []).push(...parts.toSorted((a, b) => a.part - b.part));
  }
  return exports;
}

function found(files: readonly ExporterFile[], tree: FileTree, zips: ZipsByFolder): FoundExport {
  const [{ path, zip }] = files.map(({ file }) => file) as [ExportFile];
  const linked = new LinkedFiles(tree, placesOf(files, zips));
  return {
    messenger: 'discord',
    variant: 'exporter-json',
    path: files.length === 1 && zip === null ? path : folderOf(path),
    files: files.map(({ file }) => file),
    read: (options, signal) => readExporter(files, linked, options, signal),
  };
}
