import { PasskeepError, type Result } from '@/utils/errors';
import type { UseFolder } from '@/utils/sync/folder-place';
import type { FolderLook } from '@/utils/sync/look';
import type { NewPasskey, PasskeyHint } from '@/utils/passkey/types';
import type { HeirsRequest, HeirsSheets, KeyList, KeyProof, KeyTried } from '@/utils/vault/key-types';
import type { CheckExtent } from '@/utils/vault/check-report';
import type { Archive, ArchiveFile, LostArchives } from '@/utils/vault/types';
import { defineExtensionMessaging } from '@webext-core/messaging';
import type { CapturePlan } from '@/utils/page/protocol';
import type { ExportSummary } from '@/utils/messengers/summary/summary';
import type { DraftAnswers, DraftInspection } from './inspection';
import { isOwnPage } from './own-page';
import type { AppState } from './state';
import type { SpacePlan, UpkeepFindings } from './upkeep';

/** The views of the app; the fragment of its address. */
export type View = 'archives' | 'backup' | 'keys' | 'place' | 'about';

/** Where a restore writes. */
export type RestoreTarget =
  | { readonly kind: 'folder'; readonly directory: FileSystemDirectoryHandle }
  /** A download of the one file as it was, or a zip of several, at the address that `downloadPath` gives for the job. */
  | { readonly kind: 'download' };

/** What the toolbar button shows. */
export interface Badge {
  /** Of the running job; null when none runs. */
  readonly percent: number | null;
  /**
   * `reads`: a page is being read; `failed`: a job or a capture; `waits`: something is saved here that is not in the folder,
   * and does not get there by itself.
   */
  readonly sign: 'reads' | 'failed' | 'waits' | null;
}

/** Every message of the extension. The first group is for the service worker, the others for the offscreen document. */
export interface ProtocolMap {
  /** Answers once the offscreen document is there and listens. */
  ensureOffscreen(): void;
  /** Shows the app, in the tab that it has or in a new one; in the view `archives` at an archive, where one is named. */
  openApp(data: { view: View | null; archive?: string }): void;
  setBadge(data: Badge): void;

  /** Answered as soon as the offscreen document's scripts listen. */
  ping(): void;
  /** What the views show. Fails with STORAGE_REFUSED where the browser does not give its storage. */
  getState(): Result<AppState>;
  agree(data: { version: number }): Result<void>;
  setLockAfter(data: { minutes: number }): Result<void>;
  /** Whether the vault locks when the system does, or wakes from sleep. */
  setLockWithSystem(data: { on: boolean }): Result<void>;

  /** Makes the vault with its first key. Fails with VAULT_EXISTS when there is one. */
  createVault(data: NewPasskey): Result<void>;
  /**
   * New recovery words, shown once; they count after `proveWords`. For a vault in the state `setup`, and to replace the
   * words of an open one: then fails with PROOF_TOO_OLD as `addPasskey` does.
   */
  newWords(): Result<string>;
  /** Opens the new words' slot with what the user typed, and keeps it; words that there were before open nothing then. */
  proveWords(data: { words: string }): Result<void>;
  /** Forgets new words that have not been proved. */
  dropWords(): Result<void>;
  /** Forgets a vault in the state `setup`, which holds no archive. */
  abandonSetup(): Result<void>;

  /** Opens the vault with any of its keys. */
  unlock(data: KeyProof): Result<void>;
  lock(): Result<void>;
  listPasskeys(): Result<PasskeyHint[]>;

  /** The keys of the open vault. */
  listKeys(): Result<KeyList>;
  /**
   * Proves a key of the open vault: opens it with that key, decrypts a sample, notes the day. Changes nothing else, but that
   * a key which was left behind by a change of the vault's key opens everything again.
   */
  tryKey(data: KeyProof): Result<KeyTried>;
  /**
   * Whether the messages below that change keys would be taken now. They, and this, fail with PROOF_TOO_OLD when no key has
   * opened the vault (or has been tried) in the last minutes: who finds an open vault must not be able to change its
   * keys. And with KEY_OUTDATED when the key that opened it was left behind by a change of the vault's key.
   */
  mayChangeKeys(): Result<void>;
  addPasskey(data: { passkey: NewPasskey; name: string }): Result<void>;
  renameKey(data: { id: string; name: string }): Result<void>;
  /** Fails with KEY_LAST when too little would be left. */
  removeKey(data: { id: string }): Result<void>;
  /** Adds a password, or puts it in the place of the one there is. Fails with PASSWORD_WEAK below 8 characters. */
  setPassword(data: { password: string }): Result<void>;
  /** New sheets for heirs, shown once; they count after `keepHeirs`, which puts them in the place of a set there is. */
  makeHeirs(data: HeirsRequest): Result<HeirsSheets>;
  keepHeirs(data: { set: string }): Result<void>;
  /** Deletes a file of a key that is not the vault's (any more), by its `file` in {@link KeyList}. */
  deleteKeyFile(data: { file: string }): Result<void>;
  /**
   * Gives the vault a new key of its own, after a device was lost: what is saved from now on is not readable with what the
   * old one opens. `proofs` are of at least two keys that are independent of each other; each of them, and the heirs' set,
   * opens everything from then on. The other keys go on reading, and can be renewed with `tryKey`.
   */
  rotate(data: { proofs: KeyProof[] }): Result<void>;
  /** Queues the job that encrypts the archives anew that an old key of the vault can still read; answers with its id. */
  startReencrypt(): Result<string>;

  /** Forgets a backup that has not started: for the way its files take, see draft-port.ts. */
  dropDraft(data: { draft: string }): Result<void>;
  /**
   * Looks at what is in a draft: the exports, their chats and counts; how far it is stands in {@link AppState.inspection}. A
   * second call for the draft ends the first with CANCELLED. What was found last goes into the archive.
   */
  inspectDraft(data: { draft: string; answers: DraftAnswers }): Result<DraftInspection>;
  /** Queues the backup; answers with the job's id at once. Needs the vault open. */
  startBackup(data: { draft: string; title: string }): Result<string>;
  cancelJob(data: { id: string }): Result<void>;
  /** Forgets a job that has ended. */
  dismissJob(data: { id: string }): Result<void>;

  /**
   * Expects the script of a tab's page, which the popup starts after this, and backs up what comes from it; answers with
   * the capture's id. Needs the vault open. Fails with BUSY where the tab has one already.
   */
  startCapture(data: { tab: number; plan: CapturePlan }): Result<string>;
  /** Ends a capture, with what there is so far; one of which nothing has come is given up. */
  stopCapture(data: { id: string }): Result<void>;
  /** Gives a capture up, and what has come of it; or, where it has ended, forgets it. */
  dropCapture(data: { id: string }): Result<void>;

  listArchives(): Result<Archive[]>;
  /** A page of an archive's files, in their order. */
  listFiles(data: { archive: string; offset: number; limit: number }): Result<ArchiveFile[]>;
  /** The exports in an archive, chat by chat; none where none was recognised. */
  listExports(data: { archive: string }): Result<ExportSummary[]>;
  /** Queues a restore of all files, or of those named; answers with the job's id. */
  startRestore(data: { archive: string; paths: string[] | null; target: RestoreTarget }): Result<string>;
  /** Queues the deletion, which also frees what nothing else needs; answers with the job's id. */
  startDelete(data: { archive: string }): Result<string>;

  /**
   * Queues the check whether everything is as it was saved; answers with the job's id. What it comes to stands in
   * {@link AppState.upkeep}, and with names in `listFindings`. Needs the vault open, as the four below do.
   */
  startCheck(data: { extent: CheckExtent }): Result<string>;
  listFindings(): Result<UpkeepFindings>;
  /** Queues the repair of what a check found, which deletes nothing; answers with the job's id. */
  startRepair(): Result<string>;
  /** What `startPrune` would do now. Changes nothing. */
  planPrune(): Result<SpacePlan>;
  /** Queues the job that frees what no archive needs; answers with its id. */
  startPrune(): Result<string>;

  /** What a picked folder is, before anything is done with it. Changes nothing. */
  lookAtFolder(data: { directory: FileSystemDirectoryHandle }): Result<FolderLook>;
  /**
   * From now on the vault lives in this folder (one that `lookAtFolder` gave as `directory`, or a sub-folder of it that
   * is made: `sub`). Queues the job that brings everything there; answers with its id. Needs the vault open. The job
   * fails with FOLDER_OTHER_VAULT when another vault is there; and with FOLDER_GONE or FOLDER_DENIED when the folder that
   * the vault lived in before is out of reach, unless `withoutOld`: what only that one had is then missing.
   */
  useFolder(data: UseFolder): Result<string>;
  /** Takes the vault that is in a folder for this browser's, which has none (or none with archives); locked after it. */
  openFolder(data: { directory: FileSystemDirectoryHandle }): Result<void>;
  /** Deletes the files of the vault in a folder, after the user has typed that it is given up. Never this browser's own. */
  giveUpVault(data: { directory: FileSystemDirectoryHandle }): Result<void>;
  /** The folder itself, for `requestPermission`, which takes a click in a page. */
  getFolder(): Result<FileSystemDirectoryHandle | null>;
  /** Brings folder and browser together: after the user has let Passkeep in again, or to try again. Also while locked. */
  startSync(): Result<string>;
  setKeepsCopy(data: { keepsCopy: boolean }): Result<string>;
  /** Brings everything back into the browser, and leaves the folder as it is; answers with the job's id. */
  startLeave(): Result<string>;
  /** Lets go of a folder whose vault has never been opened here. The browser has no vault then. */
  forgetFolder(): Result<void>;
  /** What the folder has lost, or not got yet. Needs the vault open. */
  listLost(): Result<LostArchives>;
  /** Writes what the folder has lost, and this browser still has, into it again; answers with the job's id. */
  putBack(): Result<string>;
  /** Stops telling of what is lost now. */
  forgetLost(): Result<void>;
  /** Nobody waits any more for the archives with these short names, which another device has saved and which never came. */
  letGoUnseen(data: { names: string[] }): Result<void>;

  /** Queues the download of the whole vault as a zip, at the address that `downloadPath` gives for the job. */
  startExport(): Result<string>;
  /** Takes a vault in from such a zip: into a browser that has none, or one that has the same; answers with the job's id. */
  startImport(data: { file: File }): Result<string>;
}

const messaging = defineExtensionMessaging<ProtocolMap>();

export const { sendMessage } = messaging;

/** Listens for messages of a type. Those from anywhere but the extension's own pages are not answered. */
export const onMessage: typeof messaging.onMessage = (type, listener) =>
  messaging.onMessage(type, (message) => {
    if (!isOwnPage(message.sender)) throw new PasskeepError('UNEXPECTED');
    return listener(message);
  });

/** Name of the port on which the offscreen document pushes its {@link AppState}. */
export const STATE_PORT = 'state';
