import type { ErrorCode } from '@/utils/errors';
import type { ExportSummary } from '@/utils/messengers/summary/summary';

/** What is in the files of a backup that has not started. */
export interface DraftInspection {
  readonly exports: readonly ExportSummary[];
  /** Zips that could not be looked into; they are saved like any file. */
  readonly problems: readonly { readonly path: string; readonly code: ErrorCode }[];
  /** Whether it was compared with earlier archives: only where the vault was open. */
  readonly compared: boolean;
}

/** What the user has answered, by `markKey`: of dates such as 3/5/2019 whether the day is first; which participant they are. */
export type DraftAnswers = Readonly<Record<string, { readonly dayFirst?: boolean; readonly me?: string }>>;
