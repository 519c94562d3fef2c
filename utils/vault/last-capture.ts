import type { Client } from '@/utils/page/clients';
import type { ChunkReader } from './chunk-reader';
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

/** What the vault has of a chat from the newest capture of it. */
export async function lastCapture(
  _reader: ChunkReader,
  _backups: readonly NamedBackup[],
  _request: LastCaptureRequest,
  _signal?: AbortSignal,
): Promise<LastCapture> {
  return { known: [] };
}
