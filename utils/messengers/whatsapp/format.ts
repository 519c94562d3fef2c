import type { Format, FoundExport } from '../format';
import { type ExportFile, folderOf, HEAD, readHead } from '../source/export-file';
import type { FileTree } from '../source/file-tree';
import type { FindFile } from './attachment';
import { readChat } from './read-chat';
import { type Recognised, recognise } from './recognise';

/** A chat's text that was recognised. */
interface ChatFile {
  readonly file: ExportFile;
  readonly recognised: Recognised;
}

/**
 * WhatsApp's "Export chat": a text, alone or with the files that were sent beside it, in a folder or a zip. There is no
 * description of it by WhatsApp; what is known comes from exports in many languages and from the issues of
 * Pustur/whatsapp-chat-parser (#224, #258, #266), rodrigogs/whats-reader (#78) and ChatLab (#131, #281).
 */
export const whatsapp: Format = {
  async find(tree, signal) {
    const chats: ChatFile[] = [];
    for (const file of tree.named(/\.txt$/i)) {
      const recognised = recognise(file.path, await readHead(file, HEAD, signal), file.size <= HEAD);
      if (recognised) chats.push({ file, recognised });
    }
    return chats.map((chat) => found(chat, chats, tree));
  },
};

function found({ file, recognised }: ChatFile, chats: readonly ChatFile[], tree: FileTree): FoundExport {
  return {
    messenger: 'whatsapp',
    variant: recognised.grammar.shape.wrapper === '-' ? 'android' : 'ios',
    path: placeOf(file, chats, tree),
    files: [file],
    read: (options, signal) => readChat(file, recognised, finder(file, chats, tree), options, signal),
  };
}

/** The zip or folder that a chat fills; its own file where there is nothing else, or another chat. */
function placeOf(file: ExportFile, chats: readonly ChatFile[], tree: FileTree): string {
  const { zip } = file;
  if (zip !== null && chats.every((other) => other.file === file || other.file.zip !== zip)) return zip;
  const folder = folderOf(file.path);
  const isAlone = chats.every((other) => other.file === file || folderOf(other.file.path) !== folder);
  return isAlone && tree.in(folder).length > 1 ? folder : file.path;
}

/** Files beside the chat, then those in folders and zips that hold no chat: parts of one that was split. */
function finder(file: ExportFile, chats: readonly ChatFile[], tree: FileTree): FindFile {
  const byName = new Map<string, ExportFile>();
  const folder = folderOf(file.path);
  const taken = new Set(chats.map((chat) => folderOf(chat.file.path)));
  for (const other of [...tree.in(folder), ...tree.files.filter(({ path }) => !taken.has(folderOf(path)))]) {
    const name = other.path.slice(other.path.lastIndexOf('/') + 1).normalize('NFC');
    if (other !== file && !byName.has(name)) byName.set(name, other);
  }
  return (name) => byName.get(name.normalize('NFC')) ?? null;
}
