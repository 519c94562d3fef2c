import { openFile } from '@/utils/age/file';
import type { RandomAccess } from '@/utils/age/random-access';
import { headerLength, MAX_HEADER_SIZE, OTHER_KEY } from '@/utils/age/header';
import { plaintextSize } from '@/utils/age/stream';
import { PasskeepError } from '@/utils/errors';
import type { StoredFile, VaultStorage } from '@/utils/storage/storage';
import type { FindingKind } from './check-report';
import { checkType, type FileType, paddedSize } from './framing';
import type { VaultKeys } from './keys';
import { HEADER_SIZE, PACK_SIZES } from './pack';

/** What is known of a file that cannot be read. */
interface Known {
  readonly type: FileType;
  /** Another file of the vault names it: it was made for one of the keys. */
  readonly isOurs: boolean;
  /** The length that it has when it is whole, where that is known. Bytes. */
  readonly wholeSize?: number | undefined;
}

/** Why a file of a vault cannot be read. @throws PasskeepError FOLDER_DENIED and the like; an abort. */
export async function diagnose(
  storage: VaultStorage,
  { path, size }: StoredFile,
  { type, isOurs, wholeSize }: Known,
  keys: readonly VaultKeys[],
  signal?: AbortSignal,
): Promise<FindingKind> {
  let header = HEADER_SIZE;
  const isShort = () => (wholeSize === undefined ? !isPossibleSize(type, size - header) : size < wholeSize);
  try {
    const file = await storage.open(path, signal);
    const start = await file.read(0, Math.min(size, MAX_HEADER_SIZE), signal);
    header = Math.max(headerLength(start), 0) || HEADER_SIZE;
    const opened = await openFile(
      file,
      keys.map(({ identity }) => identity),
      signal,
    );
    return (await otherType(opened, type, signal)) ?? (isShort() ? 'incomplete' : 'damaged');
  } catch (thrown) {
    if (!(thrown instanceof PasskeepError)) throw thrown;
    if (thrown.code === 'STORAGE_MISSING') return 'missing';
    if (thrown.code !== 'DAMAGED') throw thrown;
    if (thrown.detail?.['reason'] === OTHER_KEY) return isOurs ? 'damaged' : 'foreign';
    return isShort() ? 'incomplete' : 'damaged';
  }
}

/** Whether the plaintext is of another type than it should be, or of a later version. */
async function otherType(opened: RandomAccess, type: FileType, signal?: AbortSignal): Promise<FindingKind | null> {
  const start = await opened.read(0, Math.min(64, opened.size), signal);
  for (const each of ['pack', 'index', 'snapshot'] as const) {
    try {
      checkType(start, each);
    } catch (thrown) {
      if (!(thrown instanceof PasskeepError) || thrown.code !== 'TOO_NEW') continue;
      if (each === type) return 'too-new';
    }
    return each === type ? null : 'misplaced';
  }
  return null;
}

/** Whether a payload of so many bytes is one that a writer makes: packs have their sizes, the others are padded. */
function isPossibleSize(type: FileType, payload: number): boolean {
  try {
    const plain = plaintextSize(payload);
    return type === 'pack' ? PACK_SIZES.includes(plain) : paddedSize(plain) === plain;
  } catch {
    return false;
  }
}
