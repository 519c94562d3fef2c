/** How much of the data a check reads. The structure is always read whole: keys, snapshots, lists, index, tables of packs. */
export type CheckExtent =
  | { readonly kind: 'structure' }
  | { readonly kind: 'all' }
  /** Packs drawn by lot, until they are so many percent of the bytes of all; above 0, up to 100. */
  | { readonly kind: 'percent'; readonly percent: number }
  /** Part `part` of `of`, from 1, by the packs' names: a pack is in the same one each time, and all parts are all packs. */
  | { readonly kind: 'part'; readonly part: number; readonly of: number };

/**
 * What is wrong with a file.
 * - `damaged`: it is not what was written.
 * - `incomplete`: it is shorter than it can be: cut short, or it has not come whole yet.
 * - `missing`: it should be here, and is not, or not yet.
 * - `misplaced`: it is whole, but stands under a name that is not its own.
 * - `foreign`: it is none of this vault's, or only for a key that is not at hand.
 * - `too-new`: a newer version wrote it.
 * - `disagrees`: an index file that says other than the packs that it names.
 * - `unindexed`: a pack that no index file names.
 */
export type FindingKind =
  'damaged' | 'incomplete' | 'missing' | 'misplaced' | 'foreign' | 'too-new' | 'disagrees' | 'unindexed';

/** Something that is not as it should be. */
export interface Finding {
  readonly kind: FindingKind;
  /** Path in the vault. Of a snapshot that is known by its short name alone: `snapshots/0123456789abcdef….age`. */
  readonly path: string;
  /** Chunks that archives need, and that this costs: they stand nowhere else. */
  readonly chunks: number;
  /** Nothing is lost by it, and nothing needs to be done. */
  readonly isHarmless: boolean;
}

/** An archive that cannot be restored whole. */
export interface DamagedArchive {
  readonly id: string;
  readonly title: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** Files that cannot be restored whole, and the paths of the first 100 of them. */
  readonly files: number;
  readonly paths: readonly string[];
}

/** What a check found. */
export interface CheckReport {
  readonly extent: CheckExtent;
  /** The archives that were looked through, the files in them and the sum of these files' sizes in bytes. */
  readonly archives: number;
  readonly files: number;
  readonly bytes: number;
  /** Packs that are here; those of them whose data was read, and the bytes that these take. */
  readonly packs: number;
  readonly packsRead: number;
  readonly bytesRead: number;
  /** The first 1,000, those that cost something before the harmless ones; and how many there are. */
  readonly findings: readonly Finding[];
  readonly findingCount: number;
  readonly damagedArchives: readonly DamagedArchive[];
  /** As far as it was read, everything that was saved is there: no finding but harmless ones, no damaged archive. */
  readonly isWell: boolean;
  /** Whether a repair would change something for the better. */
  readonly isRepairable: boolean;
}

/** What a repair came to. */
export interface RepairReport {
  /** Paths, as they were, of the files that it put aside. */
  readonly quarantined: readonly string[];
  /** Chunks of damaged packs that are whole and were stored anew. */
  readonly chunksSalvaged: number;
  /** Chunks that archives need and that are nowhere any more. */
  readonly chunksLost: number;
  readonly indexRebuilt: boolean;
  /** As they are after it. */
  readonly damagedArchives: readonly DamagedArchive[];
}
