import { type Bytes, concat, fromUtf8, utf8 } from '@/utils/bytes';
import type { ExportSummary } from '@/utils/messengers/summary/summary';
import type { ChunkReader } from './chunk-reader';
import { soundSummaries } from './export-check';
import type { BackupSnapshot } from './snapshot';

/** Longest JSON of an archive's summaries: that of some 100,000 chats. One that is longer is not kept. Bytes. */
const LONGEST = 64 * 2 ** 20;

/**
 * The summaries as they are stored; null when they are too long, which no real account comes near. What an earlier archive
 * has not got is left out, so that a backup of the same files stores nothing for them.
 */
export function encodeDetails(exports: readonly ExportSummary[]): Bytes | null {
  try {
    const json = utf8(JSON.stringify(exports.map(withoutAdded)));
    return json.length <= LONGEST ? json : null;
  } catch (thrown) {
    // Longer than a string can be.
    if (thrown instanceof RangeError) return null;
    throw thrown;
  }
}

function withoutAdded(summary: ExportSummary): ExportSummary {
  return { ...summary, chats: summary.chats.map(({ added: _, ...chat }) => chat) };
}

/**
 * The summaries of an archive's exports as they are stored; null where there are none, or they are missing or damaged:
 * the archive is whole without them.
 * @throws PasskeepError FOLDER_DENIED and the like, when they are out of reach
 */
export async function storedDetails(
  reader: ChunkReader,
  { details }: BackupSnapshot,
  signal?: AbortSignal,
): Promise<Bytes | null> {
  if (!details) return null;
  const pieces: Bytes[] = [];
  let length = 0;
  for await (const piece of reader.read(details, signal)) {
    if (!piece || (length += piece.length) > LONGEST) return null;
    pieces.push(piece);
  }
  return concat(pieces);
}

/**
 * What is known of the exports in an archive, chat by chat; none where that is not known (any more).
 * @throws PasskeepError as {@link storedDetails}
 */
export async function readDetails(
  reader: ChunkReader,
  snapshot: BackupSnapshot,
  signal?: AbortSignal,
): Promise<ExportSummary[]> {
  const stored = await storedDetails(reader, snapshot, signal);
  if (!stored) return [];
  try {
    return soundSummaries(JSON.parse(fromUtf8(stored))) ?? [];
  } catch {
    return [];
  }
}
