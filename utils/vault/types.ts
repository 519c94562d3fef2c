import type { ExportTotals } from '@/utils/messengers/summary/summary';

/** One file that the user gave to a backup. */
export interface SourceEntry {
  /** Path inside the backup, parts joined by `/`, as the user's folder has it: `ChatExport/photos/1.jpg`. */
  readonly path: string;
  readonly file: File;
}

/** Problems that are named one by one; more are only counted. */
export const NAMED_PROBLEMS = 1000;

/**
 * A file that a backup could not save, or a restore not write, and why. DAMAGED: its content cannot be read; MISSING: the
 * vault has not got all of it (yet).
 */
export interface FileProblem {
  readonly path: string;
  readonly code: 'FILE_UNREADABLE' | 'FILE_CHANGED' | 'FOLDER_TOO_DEEP' | 'DAMAGED' | 'MISSING' | 'TARGET_REFUSED';
}

/** One archive, as the list shows it. Only to be had while the vault is open. */
export interface Archive {
  /** The snapshot's name: 64 hexadecimal digits. */
  readonly id: string;
  readonly title: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** Number of files, and the sum of their sizes in bytes, as they were. */
  readonly files: number;
  readonly bytes: number;
  /** Bytes that this backup added to the vault. */
  readonly addedBytes: number;
  /** Files that could not be read when it was made (at most 1,000 are named), and how many in all. */
  readonly problems: readonly FileProblem[];
  readonly problemCount: number;
  /** The messengers' exports in it that were recognised, in a few numbers; at most 100. */
  readonly exports: readonly ExportTotals[];
  /**
   * What of it is not here (not yet, where a folder is still being synced): files and their bytes; null: nothing, as far
   * as it has been looked at.
   */
  readonly missing: { readonly files: number; readonly bytes: number } | null;
  /** Made with an earlier key of the vault's after that had been changed: by a device that did not know, or by its finder. */
  readonly isLate: boolean;
}

/** Archives that were in the folder, or that others say were there, and are not. */
export interface LostArchives {
  /** Those that this browser has seen: it can put back what it still has. */
  readonly seen: readonly { readonly id: string; readonly title: string; readonly createdAt: number }[];
  /** Number of archives that others name and that have not come, or are gone. */
  readonly unseen: number;
  /** Files of the folder that cannot be read: damaged or not whole yet. Paths in the vault. */
  readonly damaged: readonly string[];
  /** Files that a newer Passkeep wrote. */
  readonly tooNew: number;
}

/** One file of an archive. */
export interface ArchiveFile {
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** Last change, milliseconds since 1970. */
  readonly modifiedAt: number;
}
