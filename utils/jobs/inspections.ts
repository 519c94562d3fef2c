import type { DraftAnswers, DraftInspection } from '@/utils/messages/inspection';
import type { AppState } from '@/utils/messages/state';
import type { SourceEntry } from '@/utils/vault/types';
import { DraftLook, type LookParts } from './draft-look';
import type { InspectionProgress } from './inspection-methods';

/** What looking into drafts needs of the keeper. */
export interface InspectionsParts extends Omit<LookParts, 'tell'> {
  readonly onChange: () => void;
}

/** What is known of the exports in drafts. */
export class Inspections {
  readonly #parts: InspectionsParts;
  readonly #looks = new Map<string, DraftLook>();
  #state: AppState['inspection'] = null;

  constructor(parts: InspectionsParts) {
    this.#parts = parts;
  }

  /** The draft that is being looked at, and how far. */
  get state(): AppState['inspection'] {
    return this.#state;
  }

  /** Looks into the files of a draft. @throws PasskeepError as {@link DraftLook.inspect} */
  async inspect(draft: string, entries: readonly SourceEntry[], answers: DraftAnswers): Promise<DraftInspection> {
    return await this.#look(draft, entries).inspect(answers);
  }

  /** Takes out what is known of a draft, for its backup. */
  take(draft: string, entries: readonly SourceEntry[]): DraftLook {
    const look = this.#look(draft, entries);
    this.#looks.delete(draft);
    return look;
  }

  /** Forgets what is known of a draft: it has other files now, or is none any more. */
  drop(draft: string): void {
    this.#looks.get(draft)?.end();
    this.#looks.delete(draft);
  }

  /** Forgets all drafts. */
  clear(): void {
    for (const draft of this.#looks.keys()) this.drop(draft);
  }

  /** Forgets what is from earlier archives: the vault has been locked. */
  forget(): void {
    for (const look of this.#looks.values()) look.forget();
  }

  #look(draft: string, entries: readonly SourceEntry[]): DraftLook {
    const known = this.#looks.get(draft);
    if (known) return known;
    const { startWorker, marks } = this.#parts;
    const look = new DraftLook([...entries], { startWorker, marks, tell: (progress) => this.#tell(draft, progress) });
    this.#looks.set(draft, look);
    return look;
  }

  #tell(draft: string, progress: InspectionProgress | null): void {
    if (progress) {
      const { bytesDone, bytesTotal } = progress;
      const now = this.#state;
      if (now?.draft === draft && now.bytesDone === bytesDone && now.bytesTotal === bytesTotal) return;
      this.#state = { draft, bytesDone, bytesTotal };
    } else if (this.#state?.draft === draft) this.#state = null;
    this.#parts.onChange();
  }
}
