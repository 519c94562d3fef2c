import type { RandomAccess } from '@/utils/age/random-access';
import { isAbsence, type Candidate } from './folder-files';
import type { Folder, StoredFile } from './storage';
import { fileAccess, sameContent } from './write-whole';

/** Of the files in a folder: which of several that may stand for the same one counts. Only those are kept in mind. */
export class Copies {
  readonly #candidates = new Map<string, readonly Candidate[]>();
  /** Files that were opened, that turned out damaged, and what comparing two came to, by place, size and time. */
  readonly #opened = new Map<string, string>();
  readonly #rejected = new Set<string>();
  readonly #compared = new Map<string, boolean>();

  /** Takes in what has been found in one of the vault's folders. @returns what counts. */
  take(folder: Folder, found: ReadonlyMap<string, readonly Candidate[]>): StoredFile[] {
    for (const path of this.#candidates.keys()) if (path.startsWith(`${folder}/`)) this.#candidates.delete(path);
    const files: StoredFile[] = [];
    for (const [path, candidates] of found) {
      const [best] = this.#ranked(candidates);
      if (best) files.push({ path, size: best.size });
      // Another file is there now than the one that was opened: what is known of that one is not of this one.
      if (best && this.#opened.get(path) !== keyOf(best)) this.#opened.delete(path);
      if (candidates.length > 1 || !best?.isOwn) this.#candidates.set(path, candidates);
    }
    return files;
  }

  /** The files that may stand for this one, where it is not there alone. */
  of(path: string): readonly Candidate[] {
    return this.#candidates.get(path) ?? [];
  }

  /** The one that counts; undefined where the file is there alone, or not at all. */
  best(path: string): Candidate | undefined {
    return this.#ranked(this.of(path))[0];
  }

  forget(path: string): void {
    this.#candidates.delete(path);
  }

  /** Notes which file was opened. */
  opened(path: string, file: Pick<Candidate, 'place' | 'size' | 'changedAt'>): void {
    this.#opened.set(path, keyOf(file));
  }

  /** Notes that the one that was opened is damaged. @returns whether that is new. */
  reject(path: string): boolean {
    const key = this.#opened.get(path);
    if (key === undefined || this.#rejected.has(key)) return false;
    this.#rejected.add(key);
    return true;
  }

  /** Whether all there is has been rejected. */
  isRejected(path: string): boolean {
    const best = this.best(path);
    const key = best ? keyOf(best) : this.#opened.get(path);
    return key !== undefined && this.#rejected.has(key);
  }

  /** Where those are that hold something else than the one that counts. */
  async differing(signal?: AbortSignal): Promise<string[]> {
    const places: string[] = [];
    for (const candidates of this.#candidates.values()) {
      const [best, ...others] = this.#ranked(candidates);
      for (const other of others) if (best && !(await this.#isSame(best, other, signal))) places.push(other.place);
    }
    return places;
  }

  /** The largest first, since a shorter one is not whole; the file itself before a copy of its size; empty ones left out. */
  #ranked(candidates: readonly Candidate[]): Candidate[] {
    const isRejected = (candidate: Candidate) => Number(this.#rejected.has(keyOf(candidate)));
    return candidates
      .filter(({ size }) => size > 0)
      .toSorted((a, b) => isRejected(a) - isRejected(b) || b.size - a.size || Number(b.isOwn) - Number(a.isOwn));
  }

  async #isSame(a: Candidate, b: Candidate, signal?: AbortSignal): Promise<boolean> {
    const key = [a, b].map(keyOf).join('\n');
    const known = this.#compared.get(key);
    if (known !== undefined) return known;
    try {
      const isSame = await sameContent(await fileOf(a), await fileOf(b), signal);
      this.#compared.set(key, isSame);
      return isSame;
    } catch (thrown) {
      // Gone, or being written: the next listing knows.
      if (isAbsence(thrown)) return true;
      throw thrown;
    }
  }
}

function keyOf({ place, size, changedAt }: Pick<Candidate, 'place' | 'size' | 'changedAt'>): string {
  return `${place} ${size} ${changedAt}`;
}

async function fileOf({ parent, name }: Candidate): Promise<RandomAccess> {
  return fileAccess(await (await parent.getFileHandle(name)).getFile());
}
