import type { JobKind, JobState } from '@/utils/messages/state';
import type { CheckNote, FolderFindings, RepairNote } from '@/utils/messages/upkeep';
import type { CallOptions, RpcClient } from '@/utils/rpc';
import type { CheckExtent, CheckReport, Finding, FindingKind } from '@/utils/vault/check-report';
import { snapshotPath } from '@/utils/vault/snapshot';
import type { JobOutcome } from './job-queue';
import type { VaultMethods } from './vault-methods';

/** What the jobs that look after the vault need of the keeper. */
export interface UpkeepJobsParts {
  /** The worker's methods; calling one is a use of the vault. */
  readonly call: RpcClient<VaultMethods>['call'];
  /** @throws PasskeepError LOCKED. */
  readonly mustBeOpen: () => void;
  /** Queues a job. @returns its id. */
  readonly add: (
    kind: JobKind,
    known: Partial<JobState>,
    work: (options: Required<CallOptions>) => Promise<JobOutcome>,
  ) => string;
  /** Whether the vault lives in a folder, which may not have got everything yet. */
  readonly isInFolder: () => boolean;
  /** Remembers what a check or a repair came to. */
  readonly note: (note: CheckNote | RepairNote) => Promise<void>;
  /** Called when there may be something for the folder and the browser to bring each other. */
  readonly onWritten: () => void;
}

/** The jobs that look after the vault: check, repair, freeing space. */
export class UpkeepJobs {
  readonly #parts: UpkeepJobsParts;

  constructor(parts: UpkeepJobsParts) {
    this.#parts = parts;
  }

  /** Reads what is stored, as much of it as `extent` says. Changes nothing. */
  startCheck(extent: CheckExtent): string {
    return this.#add('check', async (options) => {
      const report = await this.#parts.call('check', extent, options);
      const note = checkNote(report, this.#parts.isInFolder());
      await this.#parts.note(note);
      // Of what is damaged in the browser, the folder may have a better one, which a sync brings.
      if (!note.isWell) this.#parts.onWritten();
      return { problemCount: note.isWell ? 0 : Math.max(1, note.damagedArchives) };
    });
  }

  /** Saves what can be saved of what is damaged. Deletes nothing. */
  startRepair(): string {
    return this.#add('repair', async (options) => {
      const report = await this.#parts.call('repair', undefined, options).finally(() => this.#parts.onWritten());
      const { chunksSalvaged, chunksLost } = report;
      const [quarantined, damagedArchives] = [report.quarantined.length, report.damagedArchives.length];
      const counts = { quarantined, chunksSalvaged, chunksLost, damagedArchives };
      await this.#parts.note({ kind: 'repair', at: Date.now(), ...counts });
      return { problemCount: damagedArchives };
    });
  }

  /** Frees what no archive needs. */
  startPrune(): string {
    return this.#add('prune', async (options) => {
      const storedBytes = await this.#parts.call('prune', undefined, options).finally(() => this.#parts.onWritten());
      return { storedBytes };
    });
  }

  #add(kind: 'check' | 'repair' | 'prune', work: (options: Required<CallOptions>) => Promise<JobOutcome>): string {
    this.#parts.mustBeOpen();
    return this.#parts.add(kind, {}, work);
  }
}

/** What a file is that a sync program has not brought yet, or not whole. */
const LATE: ReadonlySet<FindingKind> = new Set(['missing', 'incomplete']);

/** What a file is that cannot be read, and may never be. */
const NOT_TO_BE_READ: ReadonlySet<FindingKind> = new Set(['damaged', 'incomplete', 'missing']);

function checkNote(report: CheckReport & FolderFindings, isInFolder: boolean): CheckNote {
  const { extent, archives, files, bytesRead, findings, damagedArchives } = report;
  const differing = report.differing?.length ?? 0;
  const serious = findings.filter(({ isHarmless }) => !isHarmless);
  const wrong = serious.filter(({ kind }) => !isInFolder || !LATE.has(kind));
  const named = new Set(damagedArchives.map(({ id }) => snapshotPath(id)));
  const isNameless = ({ kind, path }: Finding) =>
    NOT_TO_BE_READ.has(kind) && path.startsWith('snapshots/') && !named.has(path);
  return {
    ...{ kind: 'check', at: Date.now(), extent, archives, files, bytesRead },
    isWell: report.isWell && differing === 0,
    isRepairable: report.isRepairable || differing > 0,
    ...{ damagedArchives: damagedArchives.length, wrong: wrong.length, late: serious.length - wrong.length },
    ...{ nameless: wrong.filter(isNameless).length, tooNew: wrong.filter(({ kind }) => kind === 'too-new').length },
    keys: wrong.filter(({ path }) => path.startsWith('keys/')).length,
    ...{ differing, withoutFolder: report.differing === null },
  };
}
