import { type Failure, settle, unwrap } from '@/utils/errors';
import { ask } from '@/utils/messages/client';
import type { ExportSummary } from '@/utils/messengers/summary/summary';
import { signal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';

/** The exports in one archive, chat by chat. */
export class Contents {
  readonly exports = signal<readonly ExportSummary[]>([]);
  readonly failure = signal<Failure | null>(null);
  readonly #archive: string;
  #wanted = true;

  constructor(archive: string) {
    this.#archive = archive;
  }

  async read(): Promise<void> {
    this.#wanted = true;
    this.failure.value = null;
    const result = await settle(async () => unwrap(await ask('listExports', { archive: this.#archive })));
    if (!this.#wanted) return;
    if (result.ok) this.exports.value = result.value;
    else this.failure.value = result.error;
  }

  stop(): void {
    this.#wanted = false;
  }
}

/** The {@link Contents} of an archive, by its id, read while the component is there. */
export function useContents(archive: string): Contents {
  const contents = useMemo(() => new Contents(archive), [archive]);
  useEffect(() => {
    void contents.read();
    return () => contents.stop();
  }, [contents]);
  return contents;
}
