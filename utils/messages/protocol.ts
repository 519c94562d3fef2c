import type { Result } from '@/utils/errors';
import type { NewPasskey, PasskeyAnswer, PasskeyHint } from '@/utils/passkey/types';
import type { Archive, ArchiveFile, SourceEntry } from '@/utils/vault/types';
import { defineExtensionMessaging } from '@webext-core/messaging';
import type { AppState } from './state';

/** The views of the app; the fragment of its address. */
export type View = 'archives' | 'backup' | 'keys' | 'place' | 'about';

/** Where a restore writes. */
export type RestoreTarget =
  | { readonly kind: 'folder'; readonly directory: FileSystemDirectoryHandle }
  /** A download of the one file as it was, or a zip of several, at the address that `downloadPath` gives for the job. */
  | { readonly kind: 'download' };

/** Every message of the extension. The first group is for the service worker, the others for the offscreen document. */
export interface ProtocolMap {
  /** Answers once the offscreen document is there and listens. */
  ensureOffscreen(): void;
  /** Shows the app, in the tab that it has or in a new one. */
  openApp(data: { view: View | null }): void;
  /** What the toolbar button shows. Percent of the running job, or null. */
  setBadge(data: { percent: number | null; attention: boolean }): void;

  /** Answered as soon as the offscreen document's scripts listen. */
  ping(): void;
  /** What the views show. Fails with STORAGE_REFUSED where the browser does not give its storage. */
  getState(): Result<AppState>;
  agree(data: { version: number }): Result<void>;
  setLockAfter(data: { minutes: number }): Result<void>;

  /** Makes the vault with its first key. Fails with VAULT_EXISTS when there is one. */
  createVault(data: NewPasskey): Result<void>;
  /** New recovery words, shown once; they count after `proveWords`. Needs the vault open in the state `setup`. */
  newWords(): Result<string>;
  /** Opens the new words' slot with what the user typed, and keeps it. The vault is protected from then on. */
  proveWords(data: { words: string }): Result<void>;
  /** Forgets a vault in the state `setup`, which holds no archive. */
  abandonSetup(): Result<void>;

  listPasskeys(): Result<PasskeyHint[]>;
  unlockWithPasskey(data: PasskeyAnswer): Result<void>;
  unlockWithWords(data: { words: string }): Result<void>;
  lock(): Result<void>;

  /** Adds files to a backup that has not started; `draft` is any unique name. At most 1,000 entries a message. */
  addToDraft(data: { draft: string; entries: SourceEntry[] }): Result<void>;
  dropDraft(data: { draft: string }): Result<void>;
  /** Queues the backup; answers with the job's id at once. Needs the vault open. */
  startBackup(data: { draft: string; title: string }): Result<string>;
  cancelJob(data: { id: string }): Result<void>;
  /** Forgets a job that has ended. */
  dismissJob(data: { id: string }): Result<void>;

  listArchives(): Result<Archive[]>;
  /** A page of an archive's files, in their order. */
  listFiles(data: { archive: string; offset: number; limit: number }): Result<ArchiveFile[]>;
  /** Queues a restore of all files, or of those named; answers with the job's id. */
  startRestore(data: { archive: string; paths: string[] | null; target: RestoreTarget }): Result<string>;
  /** Queues the deletion, which also frees what nothing else needs; answers with the job's id. */
  startDelete(data: { archive: string }): Result<string>;
}

export const { sendMessage, onMessage } = defineExtensionMessaging<ProtocolMap>();

/** Name of the port on which the offscreen document pushes its {@link AppState}. */
export const STATE_PORT = 'state';
