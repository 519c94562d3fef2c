import type { Bytes } from '@/utils/bytes';
import { PasskeepError } from '@/utils/errors';
import { type Download, downloadStream } from '@/utils/restore/download';
import type { StoredFile, VaultStorage } from '@/utils/storage/storage';
import type { ZipEntry } from '@/utils/zip/records';
import { ZipWriter, zipSize } from '@/utils/zip/writer';
import { type OnProgress, ProgressCounter } from './progress';
import { listVault } from './vault-files';

/** The folder in the zip that the vault is in. */
export const EXPORT_FOLDER = 'Passkeep/';
/** Bytes that are read of a file at a time. */
const PART = 4 * 2 ** 20;

/** A file of the vault that is not in its export. */
export interface LeftOut {
  readonly path: string;
  /** DAMAGED: it cannot be read as long as it is listed. */
  readonly code: 'STORAGE_MISSING' | 'DAMAGED';
}

/** What an export came to. */
export interface ExportOutcome {
  readonly files: number;
  /** Bytes of the vault's files. */
  readonly bytes: number;
  readonly leftOut: readonly LeftOut[];
}

/** An export that is ready to be made. */
export interface VaultExport {
  readonly download: Download & { readonly size: number };
  /**
   * Fills the download. When it fails, so does the download.
   * @throws PasskeepError CANCELLED when whoever took the stream has stopped; what the storage throws; an abort.
   */
  run(): Promise<ExportOutcome>;
}

/**
 * The whole vault as one zip of the very same files, encrypted as they are, in the order in which nothing is missing
 * where the zip is cut short. No key is needed. Files that cannot be read now are left out and named; one that goes
 * while the zip is made ends it. `name` is the download's; `texts` go in beside the vault's folders, by name;
 * `madeAt` (milliseconds since 1970) is the time of every file in it.
 */
export async function exportVault(
  storage: VaultStorage,
  { name, texts, madeAt }: { name: string; texts: ReadonlyMap<string, Bytes>; madeAt: number },
  tell: OnProgress,
  signal: AbortSignal,
): Promise<VaultExport> {
  const { files, leftOut } = await readable(storage, await listVault(storage, signal), signal);
  const entry = (path: string, size: number): ZipEntry => ({ path: EXPORT_FOLDER + path, size, modifiedAt: madeAt });
  const notes = [...texts].map(([path, bytes]) => ({ entry: entry(path, bytes.length), bytes }));
  const size = zipSize([...notes.map((note) => note.entry), ...files.map((file) => entry(file.path, file.size))]);
  const bytes = files.reduce((sum, file) => sum + file.size, 0);
  const { stream, write, close, abort } = downloadStream(signal);
  return {
    download: { name, size, stream },
    async run() {
      const progress = new ProgressCounter(tell, { bytesTotal: bytes, filesTotal: files.length });
      const zip = new ZipWriter(write);
      try {
        progress.phase('copying');
        for (const note of notes) await zip.add(note.entry, once(note.bytes));
        for (const file of files) {
          await zip.add(entry(file.path, file.size), contentOf(storage, file, progress, signal));
          progress.file();
        }
        progress.phase('finishing');
        await zip.close();
        await close();
      } catch (thrown) {
        await abort(thrown);
        throw thrown;
      }
      return { files: files.length, bytes, leftOut };
    },
  };
}

/** Tells files that can be read from those that cannot, before the zip's length is promised: their last byte is read. */
async function readable(storage: VaultStorage, listed: readonly StoredFile[], signal: AbortSignal) {
  const files: StoredFile[] = [];
  const leftOut: LeftOut[] = [];
  for (const { path, size } of listed) {
    signal.throwIfAborted();
    try {
      const file = await storage.open(path, signal);
      const end = await file.read(Math.max(0, size - 1), size, signal);
      if (file.size === size && end.length === Math.min(1, size)) files.push({ path, size });
      else leftOut.push({ path, code: 'DAMAGED' });
    } catch (thrown) {
      if (!(thrown instanceof PasskeepError)) throw thrown;
      const { code } = thrown;
      if (code !== 'STORAGE_MISSING' && code !== 'DAMAGED') throw thrown;
      leftOut.push({ path, code });
    }
  }
  return { files, leftOut };
}

async function* contentOf(
  storage: VaultStorage,
  { path, size }: StoredFile,
  progress: ProgressCounter,
  signal: AbortSignal,
): AsyncGenerator<Bytes> {
  const file = await storage.open(path, signal);
  for (let at = 0; at < size; at += PART) {
    signal.throwIfAborted();
    const bytes = await file.read(at, Math.min(size, at + PART), signal);
    yield bytes;
    progress.bytes(bytes.length);
  }
}

async function* once(bytes: Bytes): AsyncGenerator<Bytes> {
  yield bytes;
}
