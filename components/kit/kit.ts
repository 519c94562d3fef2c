import { keyList } from '@/components/keys/key-list';
import { ask } from '@/utils/messages/client';

/** What is printed on a recovery sheet. */
export interface Kit {
  /** The recovery words; null: lines to write them on. */
  readonly words: string | null;
  /** Null where it is not known. */
  readonly vaultId: string | null;
  /** Milliseconds since 1970. */
  readonly printedAt: number;
}

/** A sheet for the open vault, to be printed now. */
export async function kitWith(words: string | null): Promise<Kit> {
  return { words, vaultId: keyList.peek()?.vaultId ?? (await askVaultId()), printedAt: Date.now() };
}

/** The sheet is good without it too. */
async function askVaultId(): Promise<string | null> {
  const keys = await ask('listKeys');
  return keys.ok ? keys.value.vaultId : null;
}
