import { type JsonPath, readJson } from '../json/read-json';
import { asObject } from '../json/shape';
import type { Chat } from '../model';
import type { ExportFile } from '../source/export-file';
import { metaName, metaString } from './strings';

/** What a message file says of its conversation. */
export interface ThreadHead {
  /** `inbox/alice_123`; '' where it does not tell. */
  readonly path: string;
  readonly title: string;
  /** As listed. */
  readonly people: readonly string[];
  readonly kind: Chat['kind'];
}

const TAKEN = new Set(['title', 'thread_path', 'thread_type', 'joinable_mode']);

/**
 * Reads what stands around the messages of a file: the title and the thread's path come after them.
 * @throws PasskeepError as {@link ExportFile.stream}
 */
export async function readThreadHead(file: ExportFile, signal: AbortSignal): Promise<ThreadHead> {
  const told = new Map<unknown, unknown>();
  const people = new Set<string>();
  for await (const batch of readJson(file, { choose: chooseHead }, signal))
    for (const item of batch) {
      if ('unparsed' in item) continue;
      const [key] = item.path;
      if (key !== 'participants') told.set(key, item.value);
      else {
        const name = metaName(item.value);
        if (name !== null) people.add(name);
      }
    }
  const title = metaString(told.get('title')) ?? '';
  return {
    path: metaString(told.get('thread_path')) ?? '',
    title,
    people: [...people],
    kind: kindOf(told.get('thread_type'), asObject(told.get('joinable_mode')) !== null, people.size),
  };
}

function chooseHead(path: JsonPath): 'enter' | 'each' | 'take' | 'skip' {
  const [key] = path;
  if (path.length === 0) return 'enter';
  if (key === 'participants') return 'each';
  return TAKEN.has(String(key)) ? 'take' : 'skip';
}

/** Old exports have `thread_type`; in new ones only groups can be joined by a link. */
function kindOf(type: unknown, isJoinable: boolean, people: number): Chat['kind'] {
  if (type === 'RegularGroup' || isJoinable || people > 2) return 'group';
  return type === 'Regular' || people === 2 ? 'direct' : 'unknown';
}
