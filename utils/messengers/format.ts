import type { Captured } from '@/utils/page/captured';
import type { ExportFile } from './source/export-file';
import type { FileTree } from './source/file-tree';
import type { ExportEvent, Messenger } from './model';

/** What the user, or an earlier backup of the same chat, has said of a chat. */
export interface ChatAnswers {
  readonly dayFirst?: boolean;
}

/** How an export is read. */
export interface ReadOptions {
  /** By {@link Chat.id}. */
  readonly answers?: ReadonlyMap<string, ChatAnswers>;
  /** Called with the bytes of the export's files that have been read since it was last called. */
  readonly onBytes?: (bytes: number) => void;
}

/** One export that was found among files, not read yet. */
export interface FoundExport {
  readonly messenger: Messenger;
  /** Which of the messenger's exports: `ios`, `android`, `json`, `html`, `account-json`, `e2ee`… */
  readonly variant: string;
  /**
   * What it is known by among the files: the one file that it is, or the folder or zip that it fills ('' for everything that
   * was given). For an export in several zips, the first of them.
   */
  readonly path: string;
  /** The files whose text is read, not the attachments. Their sizes are what progress counts. */
  readonly files: readonly ExportFile[];
  /** Of a captured view: what it lacks. */
  readonly captured?: Captured;
  /**
   * Reads it, a batch of events at a time, in constant memory. Whatever the files hold, it ends: what is not understood is
   * an `unparsed` event.
   * @throws PasskeepError CANCELLED, and FILE_UNREADABLE or ZIP_… where a file cannot be read at all; nothing else.
   */
  read(options: ReadOptions, signal: AbortSignal): AsyncGenerator<readonly ExportEvent[]>;
}

/** One format of a messenger's exports. */
export interface Format {
  /**
   * The exports of this format among files that no format before it has claimed: recognised by structure (names of files
   * and folders, and the first bytes of each candidate), never by one key and never by a file's name alone.
   * @throws PasskeepError as {@link FoundExport.read}
   */
  find(tree: FileTree, signal: AbortSignal): Promise<readonly FoundExport[]>;
}
