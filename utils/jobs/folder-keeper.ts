import { type Failure, isUnavailable, PasskeepError, settle, toFailure } from '@/utils/errors';
import type { FolderState, JobKind } from '@/utils/messages/state';
import type { CallOptions, RpcClient } from '@/utils/rpc';
import type { PlaceOutline, UseFolder } from '@/utils/sync/folder-place';
import { folderState } from './folder-state';
import { FolderWatch } from './folder-watch';
import type { JobShown } from './job-queue';
import type { VaultMethods } from './vault-methods';

type Options = Required<CallOptions>;

/** What the folder's part of the keeper needs of the whole. */
export interface FolderKeeperParts {
  /** The worker's methods; no use of the vault: they do not put off the lock. */
  readonly rpc: () => Pick<RpcClient<VaultMethods>, 'call'>;
  /** The folder as it was last seen; null: the vault lives in the browser alone. */
  readonly place: () => PlaceOutline | null;
  /** Looks anew. */
  readonly look: () => Promise<void>;
  /** Queues a job. @returns its id. */
  readonly add: (kind: JobKind, shown: JobShown, work: (options: Options) => Promise<void>) => string;
  /** The id of a job of this kind that waits or runs. */
  readonly active: (kind: JobKind) => string | undefined;
  /** Resolves when a job has ended. */
  readonly ended: (job: string) => Promise<unknown>;
  /** Called when the folder has everything. */
  readonly onSynced: () => Promise<void>;
}

/** Sees to it that browser and folder come together, and knows why they did not. */
export class FolderKeeper {
  readonly #parts: FolderKeeperParts;
  /** Why the folder could not be reached or written at the last try. */
  #failure: Failure | null = null;
  readonly #watch = new FolderWatch(async () => {
    await settle(() => this.#parts.look());
    if (this.#parts.place()?.letIn) await this.#parts.ended(this.sync());
  });

  constructor(parts: FolderKeeperParts) {
    this.#parts = parts;
  }

  state(pendingBackups: number): FolderState | null {
    const place = this.#parts.place();
    return place && folderState(place, this.#failure, pendingBackups);
  }

  /** Somebody watches from now on, or nobody does any more. */
  watched(isWatched: boolean): void {
    if (isWatched) this.#watch.start();
    else this.#watch.stop();
  }

  /** What was written waits for the folder: it is brought there after the jobs before it, if the folder can be reached. */
  soon(): void {
    if (this.#parts.place()?.letIn) this.sync();
  }

  /** Brings browser and folder together. Shown only as long as there is something to copy. Also while locked. */
  sync(): string {
    return this.#parts.active('sync') ?? this.#add('while-it-copies', async () => {});
  }

  /** The vault lives in this folder from now on. */
  use(request: UseFolder): string {
    return this.#add('until-done', async (options) => {
      await this.#parts.rpc().call('useFolder', request, options);
      await this.#parts.look();
    });
  }

  putBack(): string {
    return this.#add('until-done', (options) => this.#parts.rpc().call('putBack', undefined, options));
  }

  setKeepsCopy(keepsCopy: boolean): string {
    return this.#add('until-done', (options) => this.#parts.rpc().call('setKeepsCopy', keepsCopy, options));
  }

  /** Brings everything back into the browser. */
  leave(): string {
    return this.#parts.add('leave', 'always', (options) => this.#parts.rpc().call('leave', undefined, options));
  }

  /** The folder is another one, or none, from now on. */
  forgetFailure(): void {
    this.#failure = null;
  }

  /**
   * Does `prepare`, and then brings both together. Where the folder cannot be reached or written now, nothing has failed:
   * what waits is safe here, and the state says why it waits.
   */
  #add(shown: JobShown, prepare: (options: Options) => Promise<void>): string {
    const job = this.#parts.add('sync', shown, async (options) => {
      await prepare(options);
      try {
        await this.#parts.rpc().call('sync', undefined, options);
        this.#failure = null;
        await this.#parts.onSynced();
      } catch (thrown) {
        if (thrown instanceof PasskeepError && thrown.code === 'LOCKED') {
          // No key is needed for this, but the worker that it ran in ended with the keys: it goes on in the next.
          void this.#parts.ended(job).then(() => this.soon());
          return;
        }
        if (!isUnavailable(thrown)) throw thrown;
        this.#failure = toFailure(thrown);
      }
    });
    return job;
  }
}
