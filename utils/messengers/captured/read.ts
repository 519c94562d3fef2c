import { soundParticipant } from '@/utils/page/sound-header';
import { soundKeyed } from '@/utils/page/sound-message';
import { type JsonLine, readJsonLines } from '../json/json-lines';
import type { JsonObject } from '../json/shape';
import { type Attachment, type Chat, EXCERPT, type ExportEvent } from '../model';
import { ChatEvents } from '../reading/chat-events';
import { type ExportFile, folderOf } from '../source/export-file';
import type { FileTree } from '../source/file-tree';
import { headLines } from '../text/head-lines';
import type { CapturedHead } from './header';

/** The chat of a header that does not tell one. */
const NAMELESS: Chat = { id: '', title: '', kind: 'unknown' };

/** Reads a captured view, a batch for every block. @throws PasskeepError as {@link ExportFile.stream} */
export async function* readCaptured(
  file: ExportFile,
  { header, isTooNew }: CapturedHead,
  tree: FileTree,
  onBytes: ((bytes: number) => void) | undefined,
  signal: AbortSignal,
): AsyncGenerator<readonly ExportEvent[]> {
  if (isTooNew) return yield [await tooNew(file, signal)];
  const events = new ChatEvents(header?.chat ?? NAMELESS);
  const beside = folderOf(file.path) && `${folderOf(file.path)}/`;
  for await (const lines of readJsonLines(file, onBytes, signal)) {
    for (const line of lines) takeLine(line);
    yield events.take();
  }

  function takeLine({ number, text, object, reason }: JsonLine): void {
    const isKnown = number === 1 ? header !== null : object !== null && takeObject(object);
    if (!isKnown) events.unparsed(file.path, number, reason ?? 'unknown', text);
  }

  /** @returns false where it is not understood */
  function takeObject(object: JsonObject): boolean {
    if (object['type'] === 'participant') {
      const participant = soundParticipant(object['participant']);
      if (participant) events.person(participant, object['me'] === true ? 'sure' : undefined);
      return participant !== null;
    }
    const message = object['type'] === 'message' ? soundKeyed(object)?.message : undefined;
    if (!message) return false;
    const attachments = message.attachments?.map(found);
    events.message({ ...message, ...(attachments && { attachments }) });
    return true;
  }

  /** With the path that its file has among those that were given. */
  function found(attachment: Attachment): Attachment {
    if (attachment.path === null) return attachment;
    const path = beside + attachment.path;
    return tree.get(path) ? { ...attachment, path } : { ...attachment, path: null, missing: 'not-found' };
  }
}

/** Nothing in it can be relied upon: its first line stands for all. */
async function tooNew(file: ExportFile, signal: AbortSignal): Promise<ExportEvent> {
  const [text = ''] = await headLines(file, signal);
  return {
    type: 'unparsed',
    unparsed: { file: file.path, line: 1, reason: 'unknown', excerpt: text.slice(0, EXCERPT) },
  };
}
