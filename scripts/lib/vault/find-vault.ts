import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PasskeepError } from '@/utils/errors';
import { isVault, SUB_FOLDER } from '@/utils/sync/look';

/** The folder of the vault: `folder`, or the one named Passkeep in it. @throws PasskeepError VAULT_MISSING. */
export async function findVault(folder: string): Promise<string> {
  for (const candidate of [folder, join(folder, SUB_FOLDER)]) if (await holdsVault(candidate)) return candidate;
  throw new PasskeepError('VAULT_MISSING');
}

async function holdsVault(folder: string): Promise<boolean> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return isVault(new Map(entries.map((entry) => [entry.name, entry.isDirectory() ? 'directory' : 'file'])));
}
