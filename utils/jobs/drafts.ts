import { ENTRY_LIMIT } from '@/utils/capture/intake';
import { PasskeepError } from '@/utils/errors';
import type { SourceEntry } from '@/utils/vault/types';

/** Longest path kept, and longest title. UTF-16 units. */
const LONGEST_PATH = 32 * 1024;
const LONGEST_TITLE = 500;

/** Backups whose files are still being gathered. Messages carry them here in parts. */
export class Drafts {
  readonly #drafts = new Map<string, SourceEntry[]>();

  /** @throws PasskeepError TOO_MANY_FILES, FILE_UNREADABLE for something that is no file. */
  add(draft: string, entries: readonly SourceEntry[]): void {
    const gathered = this.#drafts.get(draft) ?? [];
    if (gathered.length + entries.length > ENTRY_LIMIT) throw new PasskeepError('TOO_MANY_FILES');
    for (const { path, file } of entries) {
      if (!(file instanceof File) || typeof path !== 'string' || path.length > LONGEST_PATH)
        throw new PasskeepError('FILE_UNREADABLE', { detail: { path: String(path).slice(0, 200) } });
      gathered.push({ path, file });
    }
    this.#drafts.set(draft, gathered);
  }

  /** A draft's files. @throws PasskeepError NOTHING_TO_SAVE. */
  entries(draft: string): readonly SourceEntry[] {
    const entries = this.#drafts.get(draft) ?? [];
    if (entries.length === 0) throw new PasskeepError('NOTHING_TO_SAVE');
    return entries;
  }

  drop(draft: string): void {
    this.#drafts.delete(draft);
  }

  /** Forgets every draft: nobody is left who could start them. */
  clear(): void {
    this.#drafts.clear();
  }

  /** Takes a draft's files out. @throws PasskeepError NOTHING_TO_SAVE. */
  take(draft: string): readonly SourceEntry[] {
    const entries = this.entries(draft);
    this.#drafts.delete(draft);
    return entries;
  }
}

/** A title as it is kept. */
export function cleanTitle(title: string): string {
  return title.replace(/\s+/g, ' ').trim().slice(0, LONGEST_TITLE).toWellFormed();
}
