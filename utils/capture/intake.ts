import { PasskeepError } from '@/utils/errors';
import type { FileProblem, SourceEntry } from '@/utils/vault/types';

/** Folders inside folders that are followed; deeper ones are reported, so a folder with a loop ends. */
export const DEPTH_LIMIT = 64;

/** Files and folders that one draft takes. */
export const ENTRY_LIMIT = 1_000_000;

/** What collecting comes upon: a file, or a place that could not be read. */
export type Found =
  { readonly kind: 'file'; readonly entry: SourceEntry } | { readonly kind: 'problem'; readonly problem: FileProblem };

/** What one draft has taken so far, over all its drops and picks: gives unique top names and counts to the limit. */
export class Intake {
  readonly #names = new Set<string>();
  #entries = 0;

  /** The top names in the draft, in their order. */
  get names(): readonly string[] {
    return [...this.#names];
  }

  /**
   * A name for a file or folder at the top of the draft: its own, or with a number before its ending where an earlier
   * one has it: `chat.txt`, `chat (2).txt`. Two files dropped from different folders are both kept.
   */
  claim(name: string): string {
    const dot = name.lastIndexOf('.');
    const [stem, ending] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
    let unique = name;
    for (let n = 2; this.#names.has(unique); n += 1) unique = `${stem} (${n})${ending}`;
    this.#names.add(unique);
    return unique;
  }

  /**
   * Counts one file or folder.
   * @throws {PasskeepError} TOO_MANY_FILES above {@link ENTRY_LIMIT}
   */
  count(): void {
    this.#entries += 1;
    if (this.#entries > ENTRY_LIMIT) throw new PasskeepError('TOO_MANY_FILES', { detail: { limit: ENTRY_LIMIT } });
  }
}
