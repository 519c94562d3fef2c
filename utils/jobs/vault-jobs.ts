import { settle } from '@/utils/errors';
import type { DownloadAnswer } from '@/utils/messages/download';
import type { DraftAnswers, DraftInspection } from '@/utils/messages/inspection';
import type { JobKind, JobState } from '@/utils/messages/state';
import type { RestoreTarget } from '@/utils/messages/protocol';
import type { CallOptions, RpcClient } from '@/utils/rpc';
import type { SourceEntry } from '@/utils/vault/types';
import { cleanTitle, Drafts } from './drafts';
import { Downloads } from './downloads';
import { Inspections, type InspectionsParts } from './inspections';
import type { JobOutcome } from './job-queue';
import type { VaultMethods } from './vault-methods';

type Options = Required<CallOptions>;
type Work = (options: Options) => Promise<JobOutcome>;

/** What the jobs on the vault need of the keeper. */
export interface VaultJobsParts {
  /** The worker's methods; calling one is a use of the vault. */
  readonly call: RpcClient<VaultMethods>['call'];
  /** @throws PasskeepError LOCKED. */
  readonly mustBeOpen: () => void;
  /** Queues a job. @returns its id. */
  readonly add: (kind: JobKind, known: Partial<JobState>, work: Work) => string;
  readonly cancel: (job: string) => void;
  readonly inspections: InspectionsParts;
  /** Called when a backup is saved, and when an archive has been deleted. */
  readonly onSaved: () => Promise<void>;
  readonly onDeleted: () => void;
}

/** The jobs that users start on the vault, what goes into them and what comes out. */
export class VaultJobs {
  readonly drafts = new Drafts();
  readonly inspections: Inspections;
  readonly downloads = new Downloads();
  readonly #parts: VaultJobsParts;

  constructor(parts: VaultJobsParts) {
    this.#parts = parts;
    this.inspections = new Inspections(parts.inspections);
  }

  addToDraft(draft: string, entries: readonly SourceEntry[]): void {
    this.inspections.drop(draft);
    this.drafts.add(draft, entries);
  }

  dropDraft(draft: string): void {
    this.inspections.drop(draft);
    this.drafts.drop(draft);
  }

  /** Forgets every draft: nobody is left who could start them. */
  dropDrafts(): void {
    this.inspections.clear();
    this.drafts.clear();
  }

  async inspectDraft(draft: string, answers: DraftAnswers): Promise<DraftInspection> {
    return await this.inspections.inspect(draft, this.drafts.entries(draft), answers);
  }

  startBackup(draft: string, title: string): string {
    this.#parts.mustBeOpen();
    const entries = this.drafts.take(draft);
    const look = this.inspections.take(draft, entries);
    const known = { filesTotal: entries.length, bytesTotal: entries.reduce((sum, { file }) => sum + file.size, 0) };
    return this.#parts.add('backup', known, async (options) => {
      // What is in the files is good to know; saving them does not depend on it.
      const found = await settle(() => look.forBackup(options.signal));
      const exports = found.ok ? found.value.exports : [];
      const saved = await this.#parts.call('backUp', { entries, title: cleanTitle(title), exports }, options);
      await this.#parts.onSaved();
      const { archive, addedBytes, problems, problemCount } = saved;
      return { archiveId: archive, storedBytes: addedBytes, problems, problemCount };
    });
  }

  /** Backs up files that are all there, as a draft of their own. @returns the job's id. @throws PasskeepError LOCKED */
  backUpNow(entries: readonly SourceEntry[], title: string): string {
    this.#parts.mustBeOpen();
    const draft = crypto.randomUUID();
    this.addToDraft(draft, entries);
    return this.startBackup(draft, title);
  }

  startRestore(archive: string, paths: readonly string[] | null, target: RestoreTarget): string {
    this.#parts.mustBeOpen();
    const work: Work = (options) => this.#parts.call('restore', { archive, paths, target }, options);
    if (target.kind === 'folder') return this.#parts.add('restore', { archiveId: archive }, work);
    return this.#addDownload('restore', { archiveId: archive }, work);
  }

  startDelete(archive: string): string {
    this.#parts.mustBeOpen();
    return this.#parts.add('delete', { archiveId: archive }, async (options) => {
      const storedBytes = await this.#parts.call('remove', archive, options);
      this.#parts.onDeleted();
      return { storedBytes };
    });
  }

  /** Encrypts the archives anew that an earlier key of the vault's can read. */
  startReencrypt(): string {
    this.#parts.mustBeOpen();
    return this.#parts.add('reencrypt', {}, async (options) => {
      const { problems } = await this.#parts.call('reencrypt', undefined, options);
      this.#parts.onDeleted();
      return { problems, problemCount: problems.length };
    });
  }

  /** The whole vault as a zip. Also while locked: all in it is encrypted. */
  startExport(): string {
    return this.#addDownload('export', {}, async (options) => {
      const problems = await this.#parts.call('export', undefined, options);
      return { problems, problemCount: problems.length };
    });
  }

  /** A vault from such a zip. */
  startImport(file: Blob): string {
    return this.#parts.add('import', {}, async (options) => {
      const problems = await this.#parts.call('import', file, options);
      return { problems, problemCount: problems.length };
    });
  }

  cancel(job: string): void {
    this.#parts.cancel(job);
    // A job that never ran has nobody else to tell who waits for its download.
    this.downloads.end(job);
  }

  /** A job that tells the download that it fills. */
  #addDownload(kind: JobKind, known: Partial<JobState>, work: Work): string {
    const job = this.#parts.add(kind, known, async ({ signal, onProgress }) => {
      const onTold = (told: unknown) => {
        const { download } = told as { download?: DownloadAnswer };
        // The job may have ended, and have been dismissed, before nobody came for its download.
        if (download) this.downloads.offer(job, download, () => void settle(() => this.#parts.cancel(job)));
        else onProgress(told);
      };
      try {
        return await work({ signal, onProgress: onTold });
      } finally {
        this.downloads.end(job);
      }
    });
    this.downloads.expect(job);
    return job;
  }
}
