import type { ChatEvents, FoundMessage } from './chat-events';
import { type JsonOptions, readJson } from '../json/read-json';
import type { ExportEvent } from '../model';
import { readOneFile } from './one-file';
import type { ExportFile } from '../source/export-file';

/** How the messages of one file are read. */
export interface ElementOptions extends JsonOptions {
  /** The chat that they are in: asked for when there is something to say of it. */
  readonly chat: () => ChatEvents;
  /** What an element of the array is; null: no message, which is told as `unknown`. */
  readonly message: (element: unknown) => FoundMessage | null;
  /** Whether something of the file was understood before: otherwise, if nothing of it is, it is one broken piece. */
  readonly isKnown: boolean;
}

/** Broken pieces that are held back until something of a file is understood. */
const MOST_HELD = 1000;

/**
 * Reads a JSON file that has the messages of one chat in one array, and nothing else that is chosen. A file that cannot be
 * read is told.
 * @throws an abort
 */
export function readElements(
  file: ExportFile,
  options: ElementOptions,
  signal: AbortSignal,
): AsyncGenerator<readonly ExportEvent[]> {
  return readOneFile(file, elements(file, options, signal), signal);
}

async function* elements(
  file: ExportFile,
  { chat, message, isKnown, ...options }: ElementOptions,
  signal: AbortSignal,
): AsyncGenerator<readonly ExportEvent[]> {
  let isUnderstood = isKnown;
  let broken: ExportEvent[] = [];
  for await (const batch of readJson(file, options, signal)) {
    let events: ChatEvents | undefined;
    for (const item of batch) {
      if ('unparsed' in item) {
        broken.push({ type: 'unparsed', unparsed: item.unparsed });
        continue;
      }
      isUnderstood = true;
      events ??= chat();
      const found = message(item.value);
      if (found) events.message(found);
      else events.unparsed(file.path, null, 'unknown', JSON.stringify(item.value));
    }
    if (!isUnderstood && broken.length <= MOST_HELD) continue;
    yield [...broken, ...(events?.take() ?? [])];
    broken = [];
  }
  if (broken.length > 0) yield broken.slice(0, 1);
}
