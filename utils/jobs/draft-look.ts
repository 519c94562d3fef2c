import { PasskeepError } from '@/utils/errors';
import type { DraftAnswers, DraftInspection } from '@/utils/messages/inspection';
import type { ChatMarks } from '@/utils/messengers/summary/summary';
import type { StartWorker } from '@/utils/rpc';
import type { SourceEntry } from '@/utils/vault/types';
import { answered, marksOf, readAlike, withAnswers, withoutMe } from './draft-answers';
import type { Inspected, InspectionProgress } from './inspection-methods';
import { inspectInWorker } from './inspection-worker';

/** What looking into a draft needs. */
export interface LookParts {
  readonly startWorker: StartWorker;
  /** What earlier archives have of their chats; null where that cannot be known now. */
  readonly marks: () => Promise<ChatMarks | null>;
  /** Told how far it is; null when it has ended. */
  readonly tell: (progress: InspectionProgress | null) => void;
}

/** What has been read of a draft, and with which marks. */
interface Known extends Inspected {
  readonly marks: ChatMarks;
}

/** What is known of the exports in one draft's files. They are read again only where that changes what comes out. */
export class DraftLook {
  readonly #entries: readonly SourceEntry[];
  readonly #parts: LookParts;
  #answers: DraftAnswers = {};
  #known: Known | null = null;
  /** Why the last call failed. */
  #failure: unknown = null;
  #running: { readonly controller: AbortController; readonly ended: Promise<void> } | null = null;
  /** Of the reading that goes on, if it knows anything of earlier archives. */
  #attempt: AbortController | null = null;

  constructor(entries: readonly SourceEntry[], parts: LookParts) {
    this.#entries = entries;
    this.#parts = parts;
  }

  /** What is in the files. Ends the call before it. @throws PasskeepError as {@link inspectInWorker} */
  async inspect(answers: DraftAnswers): Promise<DraftInspection> {
    this.end();
    this.#answers = answers;
    this.#failure = null;
    const controller = new AbortController();
    const ended = Promise.withResolvers<void>();
    const running = { controller, ended: ended.promise };
    this.#running = running;
    try {
      this.#parts.tell({ bytesDone: 0, bytesTotal: 0 });
      return await this.#look(controller.signal);
    } finally {
      if (this.#running === running) {
        this.#running = null;
        this.#parts.tell(null);
      }
      ended.resolve();
    }
  }

  /**
   * The same for the backup of the draft, compared with what is archived by now: what was found last, where that is still
   * so. Waits for a call that runs. Does not try again what has failed: that may have brought down a worker.
   * @throws PasskeepError as {@link inspect}
   */
  async forBackup(signal: AbortSignal): Promise<DraftInspection> {
    const stop = () => this.end();
    signal.addEventListener('abort', stop);
    try {
      await this.#running?.ended;
      if (signal.aborted) throw new PasskeepError('CANCELLED');
      if (this.#failure) throw this.#failure;
      return await this.inspect(this.#answers);
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  /** Ends the call that runs. */
  end(): void {
    this.#running?.controller.abort();
  }

  /** Forgets what is from earlier archives: the vault has been locked. A reading that knew of them begins anew without. */
  forget(): void {
    this.#known = null;
    this.#attempt?.abort();
  }

  async #look(signal: AbortSignal): Promise<DraftInspection> {
    for (;;) {
      const attempt = new AbortController();
      this.#attempt = attempt;
      try {
        return await this.#try(AbortSignal.any([signal, attempt.signal]));
      } catch (thrown) {
        if (attempt.signal.aborted && !signal.aborted) continue;
        if (!signal.aborted) this.#failure = thrown;
        throw thrown;
      }
    }
  }

  async #try(signal: AbortSignal): Promise<DraftInspection> {
    const earlier = await this.#parts.marks();
    if (signal.aborted) throw new PasskeepError('CANCELLED');
    const marks = withAnswers(earlier ?? new Map(), this.#answers);
    if (!this.#known || !readAlike(this.#known.exports, this.#known.marks, marks)) {
      this.#known = null;
      const request = { entries: this.#entries, marks: withoutMe(marks) };
      const found = await inspectInWorker(this.#parts.startWorker, request, this.#parts.tell, signal);
      this.#known = { ...found, marks: marksOf(found.exports, marks) };
    }
    const { exports, problems } = this.#known;
    return { exports: answered(exports, marks), problems, compared: earlier !== null };
  }
}
