import type { ArchiveFile } from '@/utils/vault/types';

/** The files whose path holds `query`, in whatever case; all of them for ''. */
export function filterFiles(files: readonly ArchiveFile[], query: string): readonly ArchiveFile[] {
  const wanted = query.trim().toLowerCase();
  return wanted === '' ? files : files.filter(({ path }) => path.toLowerCase().includes(wanted));
}
