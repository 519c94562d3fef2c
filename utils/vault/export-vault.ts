import { type Bytes, utf8 } from '@/utils/bytes';
import { type Download, DownloadWriter } from '@/utils/restore/download';
import type { StoredFile, VaultStorage } from '@/utils/storage/storage';
import type { ZipEntry } from '@/utils/zip/records';
import { ZipWriter, zipSize } from '@/utils/zip/writer';
import { isDamage } from './chunk-reader';
import { type OnProgress, ProgressCounter } from './progress';
import { README_PATH, readmeText } from './readme';
import { listVault, readParts } from './vault-files';

/** The folder in the zip that the vault is in. */
const EXPORT_FOLDER = 'Passkeep/';

/** What an export came to. */
export interface ExportOutcome {
  readonly files: number;
  /** Bytes of the vault's files. */
  readonly bytes: number;
  /** Paths of files that could not be read. */
  readonly leftOut: readonly string[];
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
 * while the zip is made ends it. `name` is the download's; `madeAt` (milliseconds since 1970) is the time of
 * every file in it.
 */
export async function exportVault(
  storage: VaultStorage,
  { name, madeAt }: { name: string; madeAt: number },
  tell: OnProgress,
  signal: AbortSignal,
): Promise<VaultExport> {
  const { files, leftOut } = await readable(storage, await listVault(storage, signal), signal);
  const entry = (path: string, size: number): ZipEntry => ({ path: EXPORT_FOLDER + path, size, modifiedAt: madeAt });
  const readme = utf8(readmeText());
  const readmeEntry = entry(README_PATH, readme.length);
  const size = zipSize([readmeEntry, ...files.map((file) => entry(file.path, file.size))]);
  const bytes = files.reduce((sum, file) => sum + file.size, 0);
  const writer = new DownloadWriter(signal);
  return {
    download: { name, size, port: writer.port },
    async run() {
      const progress = new ProgressCounter(tell, { bytesTotal: bytes, filesTotal: files.length });
      const zip = new ZipWriter((piece) => writer.write(piece));
      try {
        progress.phase('copying');
        await zip.add(readmeEntry, once(readme));
        for (const file of files) {
          await zip.add(entry(file.path, file.size), counted(readParts(storage, file, signal), progress));
          progress.file();
        }
        progress.phase('finishing');
        await zip.close();
        await writer.close();
      } catch (thrown) {
        await writer.abort(thrown);
        throw thrown;
      }
      return { files: files.length, bytes, leftOut };
    },
  };
}

/** Tells files that can be read from those that cannot, before the zip's length is promised: their last byte is read. */
async function readable(storage: VaultStorage, listed: readonly StoredFile[], signal: AbortSignal) {
  const files: StoredFile[] = [];
  const leftOut: string[] = [];
  for (const listedFile of listed) {
    signal.throwIfAborted();
    if (await isReadable(storage, listedFile, signal)) files.push(listedFile);
    else leftOut.push(listedFile.path);
  }
  return { files, leftOut };
}

async function isReadable(storage: VaultStorage, { path, size }: StoredFile, signal: AbortSignal): Promise<boolean> {
  try {
    const file = await storage.open(path, signal);
    const end = await file.read(Math.max(0, size - 1), size, signal);
    return file.size === size && end.length === Math.min(1, size);
  } catch (thrown) {
    if (isDamage(thrown)) return false;
    throw thrown;
  }
}

async function* counted(content: AsyncIterable<Bytes>, progress: ProgressCounter): AsyncGenerator<Bytes> {
  for await (const bytes of content) {
    yield bytes;
    progress.bytes(bytes.length);
  }
}

async function* once(bytes: Bytes): AsyncGenerator<Bytes> {
  yield bytes;
}
