import { type Failure, settle, unwrap } from '@/utils/errors';
import { ask } from '@/utils/messages/client';
import type { Archive, ArchiveFile } from '@/utils/vault/types';
import { signal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';

/** Files that one message brings. */
const PAGE = 5000;

/** The files of one archive, as far as they have been read. */
export class Listing {
  readonly files = signal<readonly ArchiveFile[]>([]);
  readonly failure = signal<Failure | null>(null);
  readonly #archive: Archive;
  #wanted = true;

  constructor(archive: Archive) {
    this.#archive = archive;
  }

  get complete(): boolean {
    return this.files.value.length >= this.#archive.files;
  }

  /** Reads on, page by page, to the end or to the first failure; then sorts by path. */
  async read(): Promise<void> {
    this.#wanted = true;
    this.failure.value = null;
    const result = await settle(() => this.#readPages());
    if (!this.#wanted) return;
    if (result.ok) this.files.value = this.files.peek().toSorted((a, b) => (a.path < b.path ? -1 : 1));
    else this.failure.value = result.error;
  }

  stop(): void {
    this.#wanted = false;
  }

  async #readPages(): Promise<void> {
    const { id, files: total } = this.#archive;
    for (let offset = this.files.peek().length; offset < total; offset = this.files.peek().length) {
      const page = unwrap(await ask('listFiles', { archive: id, offset, limit: PAGE }));
      if (!this.#wanted || page.length === 0) return;
      this.files.value = [...this.files.peek(), ...page];
    }
  }
}

/** The {@link Listing} of an archive, read while the component is there. */
export function useListing(archive: Archive): Listing {
  const listing = useMemo(() => new Listing(archive), [archive]);
  useEffect(() => {
    void listing.read();
    return () => listing.stop();
  }, [listing]);
  return listing;
}
