import type { ArchiveFile } from '@/utils/vault/types';
import type { Vault } from '@/utils/vault/vault';
import { createHash } from 'node:crypto';
import type { DescribedFile } from './load-vectors';

/** Every file of an archive as the vectors' descriptions have it. @throws Error when not all of it comes back. */
export async function restoredFiles(vault: Vault, archive: string): Promise<DescribedFile[]> {
  const all: DescribedFile[] = [];
  const sink = {
    async file({ path, size, modifiedAt }: ArchiveFile, content: AsyncIterable<Uint8Array>) {
      const hash = createHash('sha256');
      for await (const bytes of content) hash.update(bytes);
      all.push({ path, size, modifiedAt, sha256: hash.digest('hex') });
    },
    finish: async () => {},
  };
  const { problemCount } = await vault.restore(archive, null, sink, () => {}, new AbortController().signal);
  if (problemCount > 0) throw new Error(`${problemCount} files did not come back`);
  return all;
}
