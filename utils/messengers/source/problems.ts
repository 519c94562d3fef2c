import type { PasskeepError } from '@/utils/errors';
import { NAMED_PROBLEMS } from '@/utils/vault/types';
import { mustBeFileFault } from './file-fault';

/** A file that could not be looked into, and why. It is archived like any other. */
export interface Problem {
  readonly path: string;
  readonly code: PasskeepError['code'];
}

/** Gathers problems, each once, and no more than anybody would read. */
export class Problems {
  readonly #found = new Map<string, Problem>();

  get list(): readonly Problem[] {
    return [...this.#found.values()];
  }

  add(path: string, code: PasskeepError['code']): void {
    if (this.#found.size < NAMED_PROBLEMS) this.#found.set(`${code} ${path}`, { path, code });
  }

  /** What was thrown while a file was read, as its problem. @throws what is none: an abort, a fault of ours. */
  caught(path: string, thrown: unknown, signal: AbortSignal): void {
    mustBeFileFault(thrown, signal);
    this.add(path, thrown.code);
  }
}
