import { equalBytes } from '@/utils/bytes';
import { PasskeepError } from '@/utils/errors';
import { unlessDamaged } from '@/utils/vault/chunk-reader';
import { type OnProgress, ProgressCounter } from '@/utils/vault/progress';
import { listVault, readParts } from '@/utils/vault/vault-files';
import type { StoredFile, VaultStorage } from '@/utils/storage/storage';
import { transfer } from './transfer';

/** What a copy came to. */
export interface CopyOutcome {
  /** Files that were written, read back and found the same; and their bytes. */
  readonly copied: number;
  readonly copiedBytes: number;
  /** Files that were there already, the same. */
  readonly same: number;
  /** Paths of files that are there already but are not the same: they stay as they are. */
  readonly differing: readonly string[];
  /** Paths of files that could not be read where they come from. */
  readonly unread: readonly string[];
}

/**
 * Copies what is missing of a vault into another place, in an order in which a stop in between leaves nothing without what
 * it needs; running it again goes on. A file counts once it has been read back and compared. Damaged files cost
 * themselves. Memory: one file.
 * @throws PasskeepError DAMAGED when `to` gives back something else than was written (which is removed again); what the
 * storages throw; an abort.
 */
export async function copyVault(
  from: VaultStorage,
  to: VaultStorage,
  tell: OnProgress,
  signal: AbortSignal,
): Promise<CopyOutcome> {
  const files = await listVault(from, signal);
  const there = new Map((await listVault(to, signal)).map((file) => [file.path, file]));
  const bytesTotal = files.reduce((sum, { size }) => sum + size, 0);
  const progress = new ProgressCounter(tell, { bytesTotal, filesTotal: files.length });
  progress.phase('copying');
  const differing: string[] = [];
  const unread: string[] = [];
  let [copied, copiedBytes, same] = [0, 0, 0];
  for (const file of files) {
    signal.throwIfAborted();
    const existing = there.get(file.path);
    const outcome = existing ? await compare(from, to, file, existing, signal) : await copyFile(from, to, file, signal);
    if (outcome === 'unread') unread.push(file.path);
    else if (outcome === 'differing') differing.push(file.path);
    else if (outcome === 'same') same++;
    else [copied, copiedBytes] = [copied + 1, copiedBytes + file.size];
    progress.bytes(file.size);
    progress.file();
  }
  progress.phase('finishing');
  return { copied, copiedBytes, same, differing, unread };
}

async function copyFile(
  from: VaultStorage,
  to: VaultStorage,
  file: StoredFile,
  signal: AbortSignal,
): Promise<'copied' | 'unread'> {
  if ((await unlessDamaged(() => transfer(from, to, file, signal))) !== true) return 'unread';
  if ((await compare(from, to, file, file, signal)) === 'same') return 'copied';
  await to.remove([file.path], signal);
  throw new PasskeepError('DAMAGED');
}

async function compare(
  from: VaultStorage,
  to: VaultStorage,
  file: StoredFile,
  existing: StoredFile,
  signal: AbortSignal,
): Promise<'same' | 'differing' | 'unread'> {
  if (existing.size !== file.size) return 'differing';
  const others = readParts(to, existing, signal);
  const parts = readParts(from, file, signal);
  for (;;) {
    const part = await unlessDamaged(() => parts.next());
    if (!part) return 'unread';
    // Of a file that cannot be read there, nobody can say that it is the same.
    const other = await unlessDamaged(() => others.next());
    if (part.done && other?.done) return 'same';
    if (part.done || !other || other.done || !equalBytes(part.value, other.value)) return 'differing';
  }
}
