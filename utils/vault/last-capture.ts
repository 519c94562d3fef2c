import { concat } from '@/utils/bytes';
import { capturedHead } from '@/utils/messengers/captured/header';
import type { ChatSummary } from '@/utils/messengers/summary/summary';
import { parseIso } from '@/utils/messengers/time/iso';
import { CAPTURED_VIEW_FILE, type CapturedHeader } from '@/utils/page/captured';
import { type Client, MESSENGER_OF } from '@/utils/page/clients';
import { MOST_KNOWN } from '@/utils/page/protocol';
import { listedFiles } from './archive-reader';
import { lastKeys } from './captured-keys';
import type { ChunkReader } from './chunk-reader';
import { readDetails } from './export-details';
import type { ListedFile } from './file-list';
import type { BackupSnapshot } from './snapshot';
import type { NamedBackup } from './snapshot-store';

/** A chat that is captured, and how far back: milliseconds since 1970, null for everything. */
export interface LastCaptureRequest {
  readonly client: Client;
  readonly chat: string;
  readonly since: number | null;
}

/** The keys of the newest messages of the capture before, the newest last; none where there is none to go on from. */
export interface LastCapture {
  readonly known: readonly string[];
}

/** Archives with captures that are looked into, the newest. */
const MOST_ARCHIVES = 100;
/** No clock on Earth is further from another. Milliseconds. */
const CLOCKS_APART = 26 * 60 * 60 * 1000;
/** A file's first line is looked for in so many of its chunks. */
const HEAD_CHUNKS = 2;

/**
 * What the vault has of a chat from the newest capture that reaches back as far as is asked for now: one that was stopped or
 * broken off is gone on from only where it has come so far, so that nothing is left out for good.
 * @param backups the newest first; what was saved with an old key after that was changed is not believed
 * @throws {PasskeepError} FOLDER_DENIED and the like, when it is out of reach
 */
export async function lastCapture(
  reader: ChunkReader,
  backups: readonly NamedBackup[],
  request: LastCaptureRequest,
  signal?: AbortSignal,
): Promise<LastCapture> {
  const messenger = MESSENGER_OF[request.client];
  const captures = backups.filter(
    ({ isLate, snapshot: { exports = [] } }) =>
      !isLate && exports.some((one) => one.variant === 'captured-view' && one.messenger === messenger),
  );
  let known: string[] = [];
  for (const { snapshot } of captures.slice(0, MOST_ARCHIVES))
    for (const { path, chat } of await capturesOf(reader, snapshot, request, signal)) {
      const file = await fileAt(reader, snapshot, path, signal);
      const header = file && (await headerOf(reader, file, signal));
      if (!header || header.client !== request.client || header.chat.id !== request.chat) continue;
      if (known.length === 0 && !reaches(header, chat, request.since)) continue;
      // Where that is short, those that it goes on from are known as well: messages may be deleted in the page since.
      known = [...(await lastKeys(reader, file, signal)), ...known].slice(-MOST_KNOWN);
      if (known.length > 0 && (header.continues === null || known.length === MOST_KNOWN)) return { known };
    }
  return { known };
}

/** The captures of the chat that are in an archive, as far as its details tell. */
async function capturesOf(
  reader: ChunkReader,
  snapshot: BackupSnapshot,
  { client, chat }: LastCaptureRequest,
  signal: AbortSignal | undefined,
): Promise<{ readonly path: string; readonly chat: ChatSummary }[]> {
  const exports = await readDetails(reader, snapshot, signal);
  return exports.flatMap(({ path, messenger, variant, chats }) => {
    const own = chats.find(({ id }) => id === chat);
    return own && variant === 'captured-view' && messenger === MESSENGER_OF[client] ? [{ path, chat: own }] : [];
  });
}

/** The file of a capture that has a folder to itself, or has not. */
async function fileAt(
  reader: ChunkReader,
  snapshot: BackupSnapshot,
  path: string,
  signal: AbortSignal | undefined,
): Promise<ListedFile | null> {
  const paths = new Set([path, `${path}/${CAPTURED_VIEW_FILE}`]);
  for await (const file of listedFiles(reader, snapshot, signal)) if (paths.has(file.path)) return file;
  return null;
}

async function headerOf(
  reader: ChunkReader,
  file: ListedFile,
  signal: AbortSignal | undefined,
): Promise<CapturedHeader | null> {
  const chunks = await Array.fromAsync(reader.read(file.chunks.slice(0, HEAD_CHUNKS), signal));
  const head = concat(chunks.map((chunk) => chunk ?? new Uint8Array()));
  const end = head.indexOf(10);
  if (end < 0 || chunks.includes(null)) return null;
  return capturedHead(new TextDecoder().decode(head.subarray(0, end)))?.header ?? null;
}

/** Whether a capture has, or those have that it goes on from, all that is asked for. */
function reaches({ ended, since: own }: CapturedHeader, { first }: ChatSummary, since: number | null): boolean {
  if (ended === 'top') return true;
  // What it goes on from was asked the same.
  if (ended === 'since' || ended === 'known') {
    if (own === null) return true;
    if (since !== null && Date.parse(own) <= since) return true;
  }
  const oldest = parseIso(first ?? '');
  return since !== null && oldest !== null && oldest.ms + CLOCKS_APART <= since;
}
