import { parseObject } from '../json/parse-object';
import type { Format, FoundExport } from '../format';
import { type ExportFile, folderOf, nameOf } from '../source/export-file';
import { filesBelow } from '../source/files-below';
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
    const mains: ExportFile[] = [];
    for (const file of tree.named(/\.jsonl$/i)) if (isExport(await headLines(file, signal))) mains.push(file);
    const below = filesBelow(
      tree.files,
      mains.map(({ path }) => filesFolder(path)),
    );
    // Of an export in several zips one has the text; elsewhere a file is known by the hash that it is named by.
    const hashed = mains.length > 0 ? tree.files.filter(({ path }) => HASHED.test(path)) : [];
    return mains.map((file) => exportOf(file, [...hashed, ...(below.get(filesFolder(file.path)) ?? [])], tree));
  },
};

const HASHED = /(^|\/)files\/[0-9a-f]{2}\/[0-9a-f]{64}(\.[^/]*)?$/i;

/** A header with its version, time and key, and a frame after it, if there is anything after it. */
function isExport(lines: readonly string[]): boolean {
  const header = parseObject(lines[0] ?? '');
  if (!header || !('version' in header) || !('backupTimeMs' in header)) return false;
  const second = lines[1]?.replaceAll(/\s/g, '') ?? '';
  return FRAMES.test(second) || (second === '' && 'mediaRootBackupKey' in header);
}

/** Where the attachments of a `main.jsonl` are. */
function filesFolder(path: string): string {
  const folder = folderOf(path);
  return folder === '' ? 'files' : `${folder}/files`;
}

function exportOf(file: ExportFile, files: readonly ExportFile[], tree: FileTree): FoundExport {
  const folder = folderOf(file.path);
  const hasCompany = files.length > 0 || tree.in(folder).some(({ path }) => nameOf(path) === 'metadata.json');
  return {
    messenger: 'signal',
    variant: 'jsonl',
    path: hasCompany && folder !== '' ? folder : file.path,
    files: [file],
    read: (options, signal) => readFrames(file, files, options.onBytes, signal),
  };
}
