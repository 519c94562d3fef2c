import type { Failure } from '@/utils/errors';
import type { CaptureEnd, Unseen } from '@/utils/page/captured';
import type { Client } from '@/utils/page/clients';
import type { FileProblem } from '@/utils/vault/types';
import type { Upkeep } from './upkeep';

/**
 * `none`: there is no vault. `setup`: a vault with a passkey, but its recovery words have not opened it yet.
 * `locked`, `unlocked`: a protected vault.
 */
export type VaultStatus = 'none' | 'setup' | 'locked' | 'unlocked';

/** What every view shows; holds no title, name or key. Pushed by the offscreen document whenever it changes. */
export interface AppState {
  readonly vault: VaultStatus;
  /** In the state `setup`: whether the vault is open (the words can be shown) or the passkey must be asked first. */
  readonly setupOpen: boolean;
  /** Version of the consent text that the user agreed to, 0 before. */
  readonly consent: number;
  readonly archives: number;
  /** Bytes that the vault takes. */
  readonly storedBytes: number;
  /** Milliseconds since 1970, null before the first. */
  readonly lastBackupAt: number | null;
  readonly protectedSince: number | null;
  readonly lockAfterMinutes: number;
  /** Whether the vault locks when the system does, or wakes from sleep. */
  readonly lockWithSystem: boolean;
  /** Keys that had not been proved for 180 days when the vault was last open. */
  readonly keysDue: number;
  readonly upkeep: Upkeep;
  /** While the vault is being opened and its archives have to be read for that: how many have been, of how many; else null. */
  readonly opening: { readonly done: number; readonly total: number } | null;
  /** The key that opened the vault was left behind by a change of the vault's key: it only reads. */
  readonly readsOnly: boolean;
  /** Whether a passkey of this browser's has opened the vault: on a second device the first way in is the words. */
  readonly passkeyHere: boolean;
  /** The folder that the vault lives in; null: it lives in this browser alone. */
  readonly folder: FolderState | null;
  /** The draft that is being looked at, and how far: bytes of text read, of how many (0 while not known). */
  readonly inspection: { readonly draft: string; readonly bytesDone: number; readonly bytesTotal: number } | null;
  /** What is being read of pages, and what has been and is not dismissed. */
  readonly captures: readonly CaptureState[];
  /** The user has locked while jobs ran: the vault locks as soon as they are done. */
  readonly lockPending: boolean;
  /** The running or queued jobs, in their order, and the ones that ended since and have not been dismissed. */
  readonly jobs: readonly JobState[];
}

/** The folder that the user picked for the vault, and what is not in it yet. */
export interface FolderState {
  readonly name: string;
  /**
   * `ready`: can be read and written. `ask`: the browser lets Passkeep in again once the user says so. `gone`: it is not
   * where it was. `emptied`: nothing of the vault is in it any more. `other`: another vault is in it. The last three are
   * told when they were met at the last try.
   */
  readonly access: 'ready' | 'ask' | 'gone' | 'emptied' | 'other';
  /** Whether this browser keeps a whole copy too. */
  readonly keepsCopy: boolean;
  /** What is saved in this browser and not in the folder yet. */
  readonly pending: {
    readonly files: number;
    /** Bytes. */
    readonly bytes: number;
    /** Backups among them, as far as they were made since the folder last had everything. */
    readonly backups: number;
  };
  /** When the folder last had everything, milliseconds since 1970. */
  readonly syncedAt: number | null;
  /** Why the last try did not come to its end, where `access` does not say it: no room, read-only. */
  readonly failure: Failure | null;
}

/**
 * `sync` brings folder and browser together; `leave` brings all of it back into the browser; `export` makes the zip;
 * `reencrypt` encrypts archives anew that an old key of the vault can still read; `check` reads whether all is as it was
 * saved, `repair` saves what can be of what is not, `prune` frees what no archive needs.
 */
export type JobKind =
  'backup' | 'restore' | 'delete' | 'sync' | 'leave' | 'export' | 'import' | 'reencrypt' | 'check' | 'repair' | 'prune';

/** One job's progress. */
export interface JobState {
  readonly id: string;
  readonly kind: JobKind;
  readonly status: 'queued' | 'running' | 'done' | 'failed' | 'cancelled';
  /** What it is doing, while it runs. */
  readonly phase: 'preparing' | 'copying' | 'finishing';
  readonly bytesDone: number;
  /** 0 while not known. */
  readonly bytesTotal: number;
  readonly filesDone: number;
  readonly filesTotal: number;
  readonly startedAt: number;
  /** Over the last seconds; 0 while not known. */
  readonly bytesPerSecond: number;
  readonly secondsLeft: number | null;
  /** Why it failed. */
  readonly failure: Failure | null;
  /**
   * Files that were left out, at most 1,000 of them, and how many in all. Checks: how many findings; repairs: how many
   * archives that still lack something.
   */
  readonly problems: readonly FileProblem[];
  readonly problemCount: number;
  /** Backups: bytes added to the vault. Deletions, prunes: bytes that came back. Known when done. */
  readonly storedBytes: number;
  /** The archive that the job made, restores or deletes; '' while a backup has not got one. */
  readonly archiveId: string;
}

/** What is read of one tab's page; holds nothing that is in it. */
export interface CaptureState {
  readonly id: string;
  /** The browser's id of the tab. */
  readonly tab: number;
  readonly kind: 'export' | 'chat';
  /** null: not known yet, or no messenger. */
  readonly client: Client | null;
  /**
   * `starting`: the page's script has not answered. `waiting`: for the page's download. `reading`: messages or bytes come.
   * `saving`: its backup waits or runs, as the job `job`. `saved`, `failed`: shown until dismissed.
   */
  readonly status: 'starting' | 'waiting' | 'reading' | 'saving' | 'saved' | 'failed';
  readonly messages: number;
  /** Of the oldest message so far, milliseconds since 1970; null: none yet, or none with a time. */
  readonly oldestAt: number | null;
  readonly files: number;
  readonly bytes: number;
  /** Of the backup's job; '' before. */
  readonly job: string;
  readonly ended: CaptureEnd | null;
  /** Continues an earlier capture, which it did not reach. */
  readonly gap: boolean;
  readonly unseen: readonly Unseen[];
  readonly failure: Failure | null;
}
