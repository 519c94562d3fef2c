import type { CheckExtent, CheckReport, RepairReport } from '@/utils/vault/check-report';
import type { PruneBlock } from '@/utils/vault/prune-plan';

/** A check that came to its end, in numbers: told also while the vault is locked. */
export interface CheckNote {
  readonly kind: 'check';
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly extent: CheckExtent;
  readonly archives: number;
  /** In all archives together. */
  readonly files: number;
  /** Of the stored data. */
  readonly bytesRead: number;
  /** Everything that was read is as it was saved. */
  readonly isWell: boolean;
  /** Whether a repair would change something for the better. */
  readonly isRepairable: boolean;
  /** Archives with files that cannot be restored whole. */
  readonly damagedArchives: number;
  /** Stored files that are not as they should be, and those that the folder has not got yet. */
  readonly wrong: number;
  readonly late: number;
  /** Of the wrong ones, those that may stand for an archive that nobody can name any more; and those that a newer version wrote. */
  readonly nameless: number;
  readonly tooNew: number;
  /** And those that are keys'. */
  readonly keys: number;
  /** Files that are not in the folder as they are, whole, in this browser. */
  readonly differing: number;
  /** The vault lives in a folder, which could not be read: only what is in this browser was. */
  readonly withoutFolder: boolean;
}

/** A repair that came to its end, in numbers. */
export interface RepairNote {
  readonly kind: 'repair';
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Stored files that were put aside. */
  readonly quarantined: number;
  readonly chunksSalvaged: number;
  readonly chunksLost: number;
  readonly damagedArchives: number;
}

/** What is remembered of checks and repairs. */
export interface Upkeep {
  /** The last of them. */
  readonly last: CheckNote | RepairNote | null;
  /**
   * When each part of the data was last read whole, by its number less one: milliseconds since 1970, 0 for never. See
   * `part` in {@link CheckExtent}.
   */
  readonly partsReadAt: readonly number[];
}

/** What comparing the folder with this browser came to. */
export interface FolderFindings {
  /** Paths of files that the folder holds otherwise; null where the folder could not be read. */
  readonly differing: readonly string[] | null;
}

/** What the last check and repair found since the vault was opened, with names; null where there was none. */
export interface UpkeepFindings {
  readonly check: (CheckReport & FolderFindings) | null;
  readonly repair: RepairReport | null;
}

/** What freeing space would come to, in numbers. */
export interface SpacePlan {
  /** Why nothing can go; then there is nothing in the rest. */
  readonly blocked: readonly PruneBlock[];
  /** Stored files that would go, and those that would be written anew without what nothing needs. */
  readonly going: number;
  readonly rewritten: number;
  /** Bytes that would come back, about. */
  readonly freedBytes: number;
  /** What other devices may still count on: bytes, and when the first and the last of it may go, milliseconds since 1970. */
  readonly waiting: { readonly bytes: number; readonly from: number; readonly until: number } | null;
}
