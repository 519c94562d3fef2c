import { PasskeepError } from '@/utils/errors';
import type { AppState, JobKind } from '@/utils/messages/state';
import type { ChatMarks } from '@/utils/messengers/summary/summary';
import type { CallOptions, StartWorker } from '@/utils/rpc';
import type { Database } from '@/utils/storage/database';
import type { KeyProof } from '@/utils/vault/key-types';
import type { Progress } from '@/utils/vault/progress';
import { appStateOf } from './app-state';
import { Captures } from './captures';
import { FolderKeeper } from './folder-keeper';
import { IdleLock } from './idle-lock';
import { JobQueue, type JobShown } from './job-queue';
import { Later } from './later';
import { changeSettings, clampLockAfter, readSettings, type Settings } from './settings';
import { UpkeepJobs } from './upkeep-jobs';
import { NEVER_CHECKED, noted } from './upkeep-notes';
import { VaultJobs } from './vault-jobs';
import type { Outline, VaultMethods } from './vault-methods';
import { VaultWorker } from './vault-worker';

/** What the keeper works with. */
export interface KeeperParts {
  readonly database: Database;
  /** Starts the vault's worker. */
  readonly startWorker: StartWorker;
  /** Starts a worker that looks into files, without any key. */
  readonly startInspector: StartWorker;
  /** Told of every change. */
  readonly onState: (state: AppState) => void;
}

type Input<K extends keyof VaultMethods> = Parameters<VaultMethods[K]>[0];

type KeyChange =
  'tryKey' | 'addPasskey' | 'renameKey' | 'removeKey' | 'setPassword' | 'keepHeirs' | 'deleteKeyFile' | 'rotate';

/** Owns the vault's worker, the queue of jobs and the lock. Ending the worker is what locks the vault. */
export class Keeper {
  readonly jobs = new VaultJobs({
    call: (method, input, options) => this.call(method, input, options),
    mustBeOpen: () => this.mustBeOpen(),
    add: (kind, known, work) => this.#add(kind, known, work),
    cancel: (job) => this.#queue.cancel(job),
    inspections: {
      startWorker: (onCrash) => this.#parts.startInspector(onCrash),
      marks: () => this.#marks(),
      onChange: () => this.#publish(),
    },
    onSaved: async () => {
      const pendingBackups = this.#outline.place ? this.#settings.pendingBackups + 1 : 0;
      // Saved is saved, also where the day cannot be noted any more.
      await this.#change({ lastBackupAt: Date.now(), pendingBackups }).catch(() => {});
      this.folder.soon();
    },
    onDeleted: () => this.folder.soon(),
  });
  readonly upkeep = new UpkeepJobs({
    call: (method, input, options) => this.call(method, input, options),
    mustBeOpen: () => this.mustBeOpen(),
    add: (kind, known, work) => this.#add(kind, known, work),
    isInFolder: () => this.#outline.place !== null,
    note: (note) => this.#change({ upkeep: noted(this.#settings.upkeep, note) }),
    onWritten: () => this.folder.soon(),
  });
  readonly folder = new FolderKeeper({
    rpc: () => this.#worker.rpc,
    place: () => this.#outline.place,
    look: () => this.#look(),
    add: (kind, shown, work) => this.#add(kind, {}, async (options) => (await work(options), {}), shown),
    active: (kind) => this.#queue.active(kind)?.id,
    ended: (job) => this.#queue.ended(job),
    onSynced: async () => {
      if (this.#settings.pendingBackups > 0) await this.#change({ pendingBackups: 0 });
    },
  });
  readonly captures = new Captures({
    mustBeOpen: () => {
      // What would only begin does not hold back a lock.
      if (this.#lockPending) throw new PasskeepError('LOCKED');
      this.mustBeOpen();
    },
    last: (request) => this.call('lastCapture', request),
    save: (entries, title) => this.jobs.backUpNow(entries, title),
    ended: (job) => this.#queue.ended(job),
    cancel: (job) => this.#queue.cancel(job),
    onChange: () => this.#publish(),
  });
  readonly #parts: KeeperParts;
  readonly #queue = new JobQueue(() => this.#publish());
  readonly #idle = new IdleLock(
    () => this.#isUsed,
    () => this.lock(),
  );
  readonly #worker: VaultWorker;
  /** Nobody waits for it; a job that comes before it looks anew when it is done. */
  readonly #cacheSaver = new Later(async () => {
    if (this.#open && !this.#isUsed) await this.#worker.rpc.call('saveCache', undefined);
  });
  #settings: Settings;
  #outline: Outline = { stage: 'none', storedBytes: 0, place: null };
  #open = false;
  #lockPending = false;
  #readsOnly = false;
  #opening: AppState['opening'] = null;

  private constructor(parts: KeeperParts, settings: Settings) {
    this.#parts = parts;
    this.#settings = settings;
    this.#idle.minutes = settings.lockAfterMinutes;
    this.#idle.withSystem = settings.lockWithSystem;
    // What was saved is saved; what ran has failed; the keys are gone with the worker.
    this.#worker = new VaultWorker(parts.startWorker, () => this.#lockNow());
  }

  static async start(parts: KeeperParts): Promise<Keeper> {
    const keeper = new Keeper(parts, await readSettings(parts.database));
    await keeper.#look();
    return keeper;
  }

  get state(): AppState {
    return appStateOf({
      settings: this.#settings,
      outline: this.#outline,
      isOpen: this.#open,
      lockPending: this.#lockPending,
      readsOnly: this.#readsOnly,
      opening: this.#opening,
      captures: this.captures.states,
      inspection: this.jobs.inspections.state,
      folder: this.folder.state(this.#settings.pendingBackups),
      jobs: this.#queue.states,
    });
  }

  async agree(version: number): Promise<void> {
    await this.#change({ consent: version });
  }

  async setLockAfter(minutes: number): Promise<void> {
    await this.#change({ lockAfterMinutes: clampLockAfter(minutes) });
    this.#idle.minutes = this.#settings.lockAfterMinutes;
  }

  async setLockWithSystem(on: boolean): Promise<void> {
    await this.#change({ lockWithSystem: on });
    this.#idle.withSystem = on;
  }

  /** Calls a method of the worker that changes whether the vault is open, or what it looks like from outside. */
  async enter<K extends 'create' | 'unlock' | 'proveWords'>(method: K, input: Input<K>): Promise<void> {
    const onProgress = (told: unknown) => {
      const { filesDone, filesTotal } = told as Progress;
      this.#opening = { done: filesDone, total: filesTotal };
      this.#publish();
    };
    await this.call(method, input, { onProgress }).finally(() => {
      this.#opening = null;
      this.#publish();
    });
    this.#readsOnly = (await this.#worker.rpc.call('keyState', undefined)).readsOnly;
    this.#open = true;
    this.#idle.start();
    if (method === 'create' || isPasskey(input)) await this.#change({ passkeyHere: true });
    await this.#look();
    this.folder.soon();
    if (this.#outline.stage === 'protected' && this.#settings.protectedSince === null)
      await this.#change({ protectedSince: Date.now() });
  }

  /** Calls a method of the worker that changes the vault's keys, or what is known of them. */
  async changeKeys<K extends KeyChange>(method: K, input: Input<K>): Promise<Awaited<ReturnType<VaultMethods[K]>>> {
    // What runs would go on with the key that the vault had.
    if (method === 'rotate') this.#mustBeIdle();
    const answer = await this.call(method, input);
    if (method === 'addPasskey' || (method === 'tryKey' && isPasskey(input))) await this.#change({ passkeyHere: true });
    await this.#look();
    this.folder.soon();
    return answer;
  }

  async abandon(): Promise<void> {
    await this.call('abandon', undefined);
    await this.#change({ passkeyHere: false, upkeep: NEVER_CHECKED });
    this.#lockNow();
    await this.#look();
  }

  /** Calls a method of the worker. A use of the vault. */
  async call<K extends keyof VaultMethods & string>(
    method: K,
    input: Input<K>,
    options?: CallOptions,
  ): Promise<Awaited<ReturnType<VaultMethods[K]>>> {
    this.#idle.touch();
    return await this.#worker.rpc.call(method, input, options);
  }

  /** Locks at once, or where jobs run or wait, or pages are read, as soon as they are done. */
  lock(): void {
    this.captures.dropWaiting();
    if (!this.#isUsed) return this.#lockNow();
    this.#lockPending = true;
    this.#publish();
  }

  /** Takes the vault in a folder for this browser's, which has none: locked, whatever was open before. */
  async openFolder(directory: FileSystemDirectoryHandle): Promise<void> {
    this.#mustBeIdle();
    await this.call('adoptFolder', directory);
    const none = { passkeyHere: false, protectedSince: null, archives: 0, lastBackupAt: null };
    await this.#change({ ...none, upkeep: NEVER_CHECKED });
    this.folder.forgetFailure();
    this.#lockNow();
    await this.#look();
  }

  async forgetFolder(): Promise<void> {
    // A vault that has been open here may hold what is nowhere else.
    if (this.#settings.protectedSince !== null) throw new PasskeepError('VAULT_EXISTS');
    this.#mustBeIdle();
    await this.call('forgetFolder', undefined);
    this.folder.forgetFailure();
    this.#lockNow();
    await this.#look();
  }

  /** Fails unless the vault is open. @throws PasskeepError LOCKED. */
  mustBeOpen(): void {
    if (!this.#open) throw new PasskeepError('LOCKED');
  }

  /** Whether something runs, or comes, that takes the vault. */
  get #isUsed(): boolean {
    return this.#queue.needsVault || this.captures.areActive;
  }

  #mustBeIdle(): void {
    if (this.#isUsed) throw new PasskeepError('BUSY');
  }

  dismiss(job: string): void {
    this.#queue.dismiss(job);
  }

  #add(
    kind: JobKind,
    known: Parameters<JobQueue['add']>[1],
    work: (options: Required<CallOptions>) => ReturnType<Parameters<JobQueue['add']>[2]>,
    shown: JobShown = 'always',
  ): string {
    const run = async (tell: (progress: Progress) => void, signal: AbortSignal) => {
      try {
        return await work({ signal, onProgress: (told) => tell(told as Progress) });
      } finally {
        // Also after a failure: what was stored before it is still there, and counted. A look that fails is no failure
        // of the job: what is saved is saved.
        await this.#look().catch(() => {});
      }
    };
    return this.#queue.add(kind, known, run, shown);
  }

  /** What the archives have of their chats; null where that cannot be known: the vault, or its folder, is closed. */
  async #marks(): Promise<ChatMarks | null> {
    return this.#open ? await this.call('chatMarks', undefined).catch(() => null) : null;
  }

  /** Looks at the vault anew. */
  async #look(): Promise<void> {
    this.#outline = await this.#worker.rpc.call('outline', undefined);
    if (this.#open && this.#outline.stage === 'protected') {
      const archives = await this.#worker.rpc.call('archiveCount', undefined);
      const { readsOnly, due } = await this.#worker.rpc.call('keyState', undefined);
      this.#readsOnly = readsOnly;
      const isChanged = archives !== this.#settings.archives || due !== this.#settings.keysDue;
      if (isChanged) await this.#change({ archives, keysDue: due });
      this.#cacheSaver.soon();
    }
    this.#publish();
  }

  async #change(change: Partial<Settings>): Promise<void> {
    this.#settings = await changeSettings(this.#parts.database, change);
    this.#publish();
  }

  #lockNow(): void {
    this.#idle.stop();
    this.#cacheSaver.stop();
    this.#worker.renew();
    this.#open = this.#lockPending = this.#readsOnly = false;
    this.#queue.forgetNames();
    this.jobs.inspections.forget();
    this.#publish();
  }

  #publish(): void {
    this.#parts.onState(this.state);
    if (this.#lockPending && !this.#isUsed) this.#lockNow();
  }
}

function isPasskey(input: unknown): boolean {
  return (input as Partial<KeyProof>).kind === 'passkey';
}
