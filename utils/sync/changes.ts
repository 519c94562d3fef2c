import { PasskeepError } from '@/utils/errors';
import type { Ledger } from '@/utils/storage/ledger';
import type { StoredFile, VaultStorage } from '@/utils/storage/storage';

/** What a place holds, by path. */
export type Files = ReadonlyMap<string, StoredFile>;

export function isPack(path: string): boolean {
  return path.startsWith('packs/');
}

/**
 * A disk that is not mounted shows an empty folder, and a user may have put something else in its place: neither may be
 * taken for a vault from which everything was deleted.
 * @throws PasskeepError FOLDER_EMPTIED, FOLDER_OTHER_VAULT.
 */
export function checkSameVault(ledger: Ledger, here: Files, there: Files): void {
  const wasThere = [...ledger.entries.values()].some(({ state }) => state === 'there');
  if (there.size === 0 && wasThere) throw new PasskeepError('FOLDER_EMPTIED');
  if (there.size === 0 || here.size === 0) return;
  if (![...there.keys()].some((path) => ledger.entries.has(path) || here.has(path)))
    throw new PasskeepError('FOLDER_OTHER_VAULT');
}

/** Notes files that were in the folder and are not any more, or not whole. @returns whether there are any. */
export async function noteVanished(
  { local, ledger }: { readonly local: VaultStorage; readonly ledger: Ledger },
  damaged: ReadonlySet<string>,
  there: Files,
  here: Map<string, StoredFile>,
): Promise<boolean> {
  // Nothing is ever changed: a file in the folder that is shorter than the browser's has been cut short.
  const isWhole = (path: string) => {
    const file = there.get(path);
    return file !== undefined && (damaged.has(path) || file.size >= (here.get(path)?.size ?? 0));
  };
  const vanished = [...ledger.entries].flatMap(([path, { state }]) =>
    state === 'there' && !isWhole(path) ? [path] : [],
  );
  // The user is told, and decides: an archive may have been deleted there on purpose. And a key may have been removed on
  // another device: only an open vault knows.
  const lost = new Set(vanished.filter((path) => /^(?:snapshots|keys)\//.test(path) && !there.has(path)));
  await ledger.mark(lost, { state: 'lost' });
  // Another device has put a later index file in the place of these.
  const replaced = vanished.filter((path) => path.startsWith('index/') && !there.has(path));
  await local.remove(replaced);
  for (const path of replaced) here.delete(path);
  await ledger.forget(vanished.filter((path) => !lost.has(path)));
  return vanished.length > 0;
}

/**
 * Notes packs that only the folder has. The small files count as there once they have been fetched, and what the browser
 * has, once the two have been compared. @returns whether some are new, or have grown or shrunk.
 */
export async function noteFound(ledger: Ledger, here: Files, there: Files): Promise<boolean> {
  const found = [...there.values()].filter(({ path, size }) => {
    const entry = ledger.entries.get(path);
    if (here.has(path) || !isPack(path) || entry?.state === 'unwanted') return false;
    return entry?.state !== 'there' || entry.size !== size;
  });
  await ledger.there(found);
  return found.length > 0;
}
