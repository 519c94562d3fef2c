import type { ReadOptions } from '../format';
import type { Chat, ExportEvent } from '../model';
import { orNothing } from '../reading/or-nothing';
import { readElements } from '../reading/read-elements';
import { type ExportFile, nameOf } from '../source/export-file';
import type { FileTree } from '../source/file-tree';
import { LinkedFiles } from '../reading/linked-files';
import { dyiMessage } from './dyi-message';
import { type ThreadHead, readThreadHead } from './dyi-thread';
import { MetaChats } from './meta-chats';
import type { MetaRoot } from './thread-files';

/** What is known of a file that tells nothing. */
const NOTHING: ThreadHead = { path: '', title: '', people: [], kind: 'unknown' };

/** Reads all conversations of an export in JSON. @throws an abort */
export async function* readDyi(
  root: MetaRoot,
  tree: FileTree,
  { onBytes }: ReadOptions,
  signal: AbortSignal,
): AsyncGenerator<readonly ExportEvent[]> {
  const chats = new MetaChats();
  const attachments = new LinkedFiles(tree, root.bases);
  for (const { name, files } of root.threads) {
    let head = NOTHING;
    for (const file of files) {
      // The parts of a thread in a whole export agree; loose files may be of different threads, whatever their names.
      if (head === NOTHING || !root.isWhole) head = await headOf(file, signal);
      const { people } = head;
      const chat = chatOf(head, root.isWhole ? name : '', file);
      const isKnown = head !== NOTHING;
      if (isKnown) yield chats.of(chat, people).take();
      const options = {
        choose: (path: readonly unknown[]) => (path.length === 0 ? 'enter' : path[0] === 'messages' ? 'each' : 'skip'),
        chat: () => chats.of(chat, people),
        message: (element: unknown) => dyiMessage(element, (uri, kind) => attachments.at(uri, file.path, kind)),
        onBytes,
        isKnown,
      } as const;
      yield* readElements(file, options, signal);
    }
  }
  yield* chats.guesses();
}

/** What a file says of its thread; {@link NOTHING} where it says nothing. */
async function headOf(file: ExportFile, signal: AbortSignal): Promise<ThreadHead> {
  const head = await orNothing(readThreadHead(file, signal), NOTHING, signal);
  return head.path || head.title || head.people.length > 0 ? head : NOTHING;
}

/** The thread's own name is the last part of its path, and the name of its folder. */
function chatOf({ path, title, kind }: ThreadHead, folder: string, file: ExportFile): Chat {
  const id = folder || nameOf(path) || title || nameOf(file.path).replace(/\.json$/i, '');
  return { id, title, kind };
}
