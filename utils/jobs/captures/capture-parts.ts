import type { JobState } from '@/utils/messages/state';
import type { ToPage } from '@/utils/page/protocol';
import type { LastCapture, LastCaptureRequest } from '@/utils/vault/last-capture';
import type { SourceEntry } from '@/utils/vault/types';

/** What captures need of the keeper. */
export interface CaptureParts {
  /** @throws {PasskeepError} LOCKED */
  readonly mustBeOpen: () => void;
  /** What the vault has of a chat from the capture before. */
  readonly last: (request: LastCaptureRequest) => Promise<LastCapture>;
  /** Queues the backup of files. @returns the job's id. @throws {PasskeepError} LOCKED */
  readonly save: (entries: readonly SourceEntry[], title: string) => string;
  /** Resolves when a job has ended, with how. */
  readonly ended: (job: string) => Promise<JobState | undefined>;
  readonly cancel: (job: string) => void;
  readonly onChange: () => void;
}

/** A page's script, at the other end of its port. */
export interface PageLink {
  /** Does nothing where the script has gone. */
  tell(message: ToPage): void;
  /** Cuts the port: nothing comes from it any more. */
  cut(): void;
}

/** What comes of a page's script. */
export interface PageListener {
  /** A message, of whatever content. */
  take(message: unknown): void;
  /** The script has gone. */
  gone(): void;
}
