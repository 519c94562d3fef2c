import type { Bytes } from '@/utils/bytes';
import { PasskeepError } from '@/utils/errors';
import { type ExportFile, firstBytes, HEAD } from './export-file';
import type { Problems } from './problems';

/** Beginnings that are remembered; those of further files are read again by each format that asks. Bytes. */
const KEPT = 64 * 2 ** 20;
/** Beginnings asked for between which others get their turn: remembered ones come without any waiting. */
const TURN = 256;

/**
 * Remembers the beginnings of files while formats look through them, and which files cannot be read: those end early then,
 * and are a problem, so that no format fails because of a file that may be none of its own.
 */
export class Heads {
  readonly #problems: Problems;
  readonly #kept = new Map<ExportFile, Bytes>();
  readonly #blamed = new WeakMap<object, ExportFile>();
  #room = KEPT;
  #asked = 0;

  constructor(problems: Problems) {
    this.#problems = problems;
  }

  /** A file as formats get it. */
  watch(file: ExportFile): ExportFile {
    const blame = (thrown: unknown) => this.#blamed.set(Object(thrown), watched);
    const watched: ExportFile = {
      path: file.path,
      zip: file.zip,
      size: file.size,
      async *stream(signal) {
        try {
          yield* file.stream(signal);
        } catch (thrown) {
          blame(thrown);
          throw thrown;
        }
      },
      head: (signal) => this.#headOf(file, signal),
    };
    return watched;
  }

  /** The watched file that could not be read when this was thrown. */
  blamedFor(thrown: unknown): ExportFile | undefined {
    return this.#blamed.get(Object(thrown));
  }

  /** What was remembered is let go, and nothing more remembered. */
  forget(): void {
    this.#kept.clear();
    this.#room = 0;
  }

  async #headOf(file: ExportFile, signal: AbortSignal): Promise<Bytes> {
    signal.throwIfAborted();
    if (++this.#asked % TURN === 0) await new Promise((resolve) => setTimeout(resolve));
    const known = this.#kept.get(file);
    if (known) return known;
    const head = await firstBytes(file, HEAD, signal, (thrown) => {
      // A zip is locked as a whole, and told when it is opened.
      const isLocked = thrown instanceof PasskeepError && thrown.code === 'ZIP_ENCRYPTED';
      this.#problems.caught((isLocked && file.zip) || file.path, thrown, signal);
    });
    if (head.length <= this.#room) {
      this.#room -= head.length;
      this.#kept.set(file, head);
    }
    return head;
  }
}
