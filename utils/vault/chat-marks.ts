import { type ChatMark, type ChatMarks, type ChatSummary, markKey } from '@/utils/messengers/summary/summary';
import { difference } from '@/utils/messengers/time/compare';
import { parseIso } from '@/utils/messengers/time/iso';
import type { ChunkReader } from './chunk-reader';
import { readDetails } from './export-details';
import type { BackupSnapshot } from './snapshot';
import type { NamedBackup } from './snapshot-store';

/** Archives that a new export is compared with: the newest. */
const MOST_ARCHIVES = 100;

/** What has been read of snapshots, which never change; kept as long as they are. */
const known = new WeakMap<BackupSnapshot, ChatMarks>();

/**
 * What the newest archive of each chat has of it, and what was answered about it.
 * @param backups with details, the newest first; what was saved with an old key after that was changed is not believed
 * @throws PasskeepError FOLDER_DENIED and the like, when it is out of reach
 */
export async function chatMarks(
  reader: ChunkReader,
  backups: readonly NamedBackup[],
  signal?: AbortSignal,
): Promise<ChatMarks> {
  const marks = new Map<string, ChatMark>();
  const trusted = backups.filter(({ isLate }) => !isLate);
  for (const { snapshot } of trusted.slice(0, MOST_ARCHIVES))
    for (const [key, mark] of await marksIn(reader, snapshot, signal)) if (!marks.has(key)) marks.set(key, mark);
  return marks;
}

async function marksIn(
  reader: ChunkReader,
  snapshot: BackupSnapshot,
  signal: AbortSignal | undefined,
): Promise<ChatMarks> {
  const before = known.get(snapshot);
  if (before) return before;
  const exports = await readDetails(reader, snapshot, signal);
  const marks = new Map<string, ChatMark>();
  for (const { messenger, chats } of exports)
    for (const chat of chats) {
      const [key, mark] = [markKey(messenger, chat.id), markOf(chat)];
      if (reachesFurther(mark, marks.get(key))) marks.set(key, mark);
    }
  // What is not here today may come.
  if (exports.length > 0) known.set(snapshot, marks);
  return marks;
}

/** A chat may be in several exports of one archive: what any of them has is not new. */
function reachesFurther({ last }: ChatMark, than: ChatMark | undefined): boolean {
  const [end, other] = [parseIso(last ?? ''), parseIso(than?.last ?? '')];
  return !than || !other || (end !== null && difference(end, other) > 0);
}

/** A guess of then is none of now: only what the file told, or the user, goes on. */
function markOf({ last, atLast, dayFirst, me }: ChatSummary): ChatMark {
  return {
    last,
    atLast,
    ...(dayFirst && dayFirst.by !== 'guess' && { dayFirst: dayFirst.value }),
    ...(me && me.by !== 'guess' && { me: me.id }),
  };
}
