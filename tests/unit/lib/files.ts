import { type Bytes, utf8 } from '@/utils/bytes';
import type { SourceEntry } from '@/utils/vault/types';

/** When the files of the tests were last changed. */
export const CHANGED_AT = 1_700_000_000_000;

/** A file for a backup. */
export function entry(path: string, content: Bytes | string): SourceEntry {
  const bytes = typeof content === 'string' ? utf8(content) : content;
  return { path, file: new File([bytes], path.split('/').at(-1) ?? '', { lastModified: CHANGED_AT }) };
}

/** How a file fails from some byte on: thrown by name of DOMException, or by coming out shorter than it said. */
export type Trouble = 'NotFoundError' | 'NotReadableError' | 'short';

/** A file that gives its bytes up to `from` and then fails, as one that is deleted or changed while it is read. */
export class TroubledFile extends File {
  readonly #from: number;
  readonly #trouble: Trouble;

  constructor(content: Bytes, name: string, trouble: Trouble, from = 0) {
    super([content], name, { lastModified: CHANGED_AT });
    this.#from = from;
    this.#trouble = trouble;
  }

  override slice(start = 0, end = this.size): Blob {
    if (end <= this.#from) return super.slice(start, end);
    if (this.#trouble === 'short') return super.slice(start, Math.max(start, this.#from));
    const part = super.slice(start, end);
    part.arrayBuffer = () => Promise.reject(new DOMException('', this.#trouble));
    return part;
  }

  override arrayBuffer(): Promise<ArrayBuffer> {
    return this.slice().arrayBuffer();
  }
}
