import { asObject, type JsonObject } from '../json/shape';
import type { Format, FoundExport } from '../format';
import { type ExportFile, folderOf, nameOf } from '../source/export-file';
import type { FileTree } from '../source/file-tree';
import { headLines } from '../text/head-lines';
import { readFrames } from './jsonl-read';

/** What a line after the first holds: one of these, as its only key. Backup.proto Frame. */
const FRAMES = /^\{"(account|recipient|chat|chatItem|stickerPack|adHocCall|notificationProfile|chatFolder)":\{/;

/**
 * Signal's own plaintext export: `main.jsonl`, a `metadata.json`, and `files/`. One JSON object a line: the header, which
 * holds a secret key, then frames. Sources: signalapp/libsignal rust/message-backup (exporter.rs, backup.proto).
 */
export const signalJsonl: Format = {
  async find(tree, signal) {
    const found: FoundExport[] = [];
    for (const file of tree.named(/\.jsonl$/i))
      if (isExport(await headLines(file, signal))) found.push(exportOf(file, tree));
    return found;
  },
};

/** A header with its version, time and key, and a frame after it, if there is anything after it. */
function isExport(lines: readonly string[]): boolean {
  const header = parse(lines[0] ?? '');
  if (!header || !('version' in header) || !('backupTimeMs' in header)) return false;
  const second = lines[1]?.replaceAll(/\s/g, '') ?? '';
  return FRAMES.test(second) || (second === '' && 'mediaRootBackupKey' in header);
}

function exportOf(file: ExportFile, tree: FileTree): FoundExport {
  const folder = folderOf(file.path);
  const below = tree.files.filter(({ path }) => path.startsWith(folder === '' ? 'files/' : `${folder}/files/`));
  const hasCompany = below.length > 0 || tree.in(folder).some(({ path }) => nameOf(path) === 'metadata.json');
  return {
    messenger: 'signal',
    variant: 'jsonl',
    path: hasCompany ? folder : file.path,
    files: [file],
    read: (options, signal) => readFrames(file, below, options.onBytes, signal),
  };
}

/** One line's object; null for what is none. */
function parse(line: string): JsonObject | null {
  try {
    return asObject(JSON.parse(line));
  } catch {
    return null;
  }
}
