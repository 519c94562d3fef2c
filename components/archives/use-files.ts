import { type Failure, settle, unwrap } from '@/utils/errors';
import { ask } from '@/utils/messages/client';
import type { Archive, ArchiveFile } from '@/utils/vault/types';
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';

/** Files that one message brings. */
const PAGE = 5000;

/** The files of an archive as far as they are known. */
export interface Listing {
  readonly files: readonly ArchiveFile[];
  readonly complete: boolean;
  readonly failure: Failure | null;
  /** Reads on after a failure. */
  again(): void;
}

/** Reads the archive's files page by page while the component is there. */
export function useFiles({ id, files: total }: Archive): Listing {
  const files = useSignal<readonly ArchiveFile[]>([]);
  const failure = useSignal<Failure | null>(null);
  const attempt = useSignal(0);
  useEffect(() => {
    let wanted = true;
    const read = async (): Promise<void> => {
      while (wanted && files.peek().length < total) {
        const page = unwrap(await ask('listFiles', { archive: id, offset: files.peek().length, limit: PAGE }));
        if (!wanted || page.length === 0) return;
        files.value = [...files.peek(), ...page];
      }
    };
    void settle(read).then((result) => {
      if (wanted) failure.value = result.ok ? null : result.error;
    });
    return () => (wanted = false);
  }, [id, total, attempt.value]);
  return {
    files: files.value,
    complete: files.value.length >= total,
    failure: failure.value,
    again: () => (attempt.value += 1),
  };
}
