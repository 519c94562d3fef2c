import type { Format, FoundExport } from '../format';
import { type ExportFile, HEAD, readHead } from '../source/export-file';
import { NearbyFiles } from './nearby-files';
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
    const nearby = new NearbyFiles(
      tree,
      chats.map(({ file }) => file),
    );
    return chats.map((chat) => found(chat, nearby));
  },
};

function found({ file, recognised }: ChatFile, nearby: NearbyFiles): FoundExport {
  return {
    messenger: 'whatsapp',
    variant: recognised.grammar.shape.wrapper === '-' ? 'android' : 'ios',
    path: nearby.placeOf(file),
    files: [file],
    read: (options, signal) => readChat(file, recognised, nearby.finderFor(file), options, signal),
  };
}
