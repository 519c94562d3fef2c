import type { RandomAccess } from '@/utils/age/random-access';
import type { Bytes } from '@/utils/bytes';
import type { CacheStore } from './cache-store';
import type { PackSink } from './pack-sink';

/** The vault's folders. */
export type Folder = 'keys' | 'packs' | 'index' | 'snapshots';

/** A file that is there. */
export interface StoredFile {
  /** `packs/3f/3f….age` */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
}

/**
 * Where a vault's files are. Files are written once, whole, and never changed; names are the vault's own.
 * Errors are PasskeepErrors: STORAGE_FULL, STORAGE_REFUSED, STORAGE_MISSING (no such file).
 */
export interface VaultStorage {
  /** Where what has been read of the vault may be kept beside it; no part of the vault. */
  readonly cache?: CacheStore | undefined;
  list(folder: Folder, signal?: AbortSignal): Promise<StoredFile[]>;
  open(path: string, signal?: AbortSignal): Promise<RandomAccess>;
  /** Encrypts packs and writes them here beside whoever makes them; without it, that is done where they are made. */
  readonly packs?: PackSink | undefined;
  /** Durable when it resolves; a file that is there already stays as it is. The bytes may be other ones after that. */
  write(path: string, bytes: Bytes, signal?: AbortSignal): Promise<void>;
  /** Files that are not there are no error. */
  remove(paths: readonly string[], signal?: AbortSignal): Promise<void>;
  /**
   * Puts a damaged file aside, see `quarantinePath`: it is no part of the vault any more, and nothing is lost. Durable there
   * before it goes here. Where several files stand for this path, the one that `open` gives goes, and another one may be
   * found in its place. @returns false where it is not there, or must stay where it is.
   */
  quarantine(path: string, signal?: AbortSignal): Promise<boolean>;
  /** Where other devices write too. Without it nobody else does, and what nothing needs any more may be deleted. */
  readonly grace?: Grace | undefined;
}

/** The time for which what nothing needs any more stays, since other devices may still come to need it. */
export interface Grace {
  /**
   * When a file that nothing needs may be deleted, as far as is known now: milliseconds since 1970; null: it may be.
   * Changes nothing.
   */
  dueAt(path: string): number | null;
  /** Notes all the files that nothing needs any more: what is not among them is needed again. */
  retire(paths: readonly string[], signal?: AbortSignal): Promise<void>;
  /** Files that `retire` was told of, and that are still there: what is written from now on must not rely on them. */
  readonly retiring: ReadonlySet<string>;
  /** Whether the user has let go of the snapshot with this short name: nobody waits for it any more. */
  hasLetGo(name: string): boolean;
}
