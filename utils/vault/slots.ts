import type { RandomAccess } from '@/utils/age/random-access';
import { headerLength, MAX_HEADER_SIZE, readStanzas } from '@/utils/age/header';
import { type Bytes, fromUtf8, randomBytes, utf8 } from '@/utils/bytes';
import { PasskeepError } from '@/utils/errors';
import { decodeIdentityLine, encodeIdentityLine, type PasskeyName } from '@/utils/passkey/identity-line';
import { stanzaNonce } from '@/utils/passkey/slot';
import type { PasskeyHint } from '@/utils/passkey/types';
import type { VaultStorage } from '@/utils/storage/storage';
import { base64urlnopad, hex } from '@scure/base';
import type { Stanza } from 'age-encryption';

/** The kinds of slots, told by their file's one stanza: opened by a passkey, by typed text, by another identity. */
export type SlotKind = 'passkey' | 'passphrase' | 'identity';

/** A slot as it can be seen without opening it. */
export interface Slot {
  /** 32 hexadecimal digits. */
  readonly id: string;
  readonly kind: SlotKind;
  readonly stanza: Stanza;
  readonly file: Bytes;
  /** See {@link slotDigest}. */
  readonly digest: string;
}

/** A file that asks for more of scrypt is refused before it costs anything: 2^20 takes 1 GiB. */
const MAX_WORK_FACTOR = 20;
/** An identity file is one or a few lines. Bytes. */
const LARGEST_SLOT = 64 * 1024;
/** No vault has so many keys: whoever put more files into its folder did it to waste time. */
const MOST_SLOTS = 512;

/** The path of a slot's file. */
export const keyPath = (id: string) => `keys/${id}.age`;
/** The path of the line that names a slot's passkey. */
export const hintPath = (id: string) => `keys/${id}.txt`;
/** Whether a path of a vault is that of a line that names a passkey. */
export const isHintPath = (path: string): boolean => path.startsWith('keys/') && path.endsWith('.txt');
/** The id of the slot at a path, or null when it is none. */
export const slotIdOf = (path: string): string | null => /^keys\/([0-9a-f]{32})\.age$/.exec(path)?.[1] ?? null;

/** A name for a new slot. */
function newSlotId(): string {
  return hex.encode(randomBytes(16));
}

/** Tells a slot's file from any other, whatever its name: SHA-256, base64url. */
export async function slotDigest(file: Bytes): Promise<string> {
  return base64urlnopad.encode(new Uint8Array(await crypto.subtle.digest('SHA-256', file)));
}

/** The slots of a vault, as far as they are here. */
export interface SlotsHere {
  /** Those of kinds that this version knows. */
  readonly slots: readonly Slot[];
  /** Paths of files that should be slots and are damaged. */
  readonly damaged: readonly string[];
  /** There are so many files that some have not been looked at. */
  readonly isCut: boolean;
}

/**
 * Reads the slots of a vault.
 * @param first ids of slots that are looked at before all others: whoever fills the folder with files must not hide those
 * that are known to be the vault's.
 */
export async function readSlots(
  storage: VaultStorage,
  first: readonly string[] = [],
  signal?: AbortSignal,
): Promise<SlotsHere> {
  const rank = new Map(first.map((id, at) => [keyPath(id), at]));
  const rankOf = ({ path }: { readonly path: string }) => rank.get(path) ?? first.length;
  const files = (await storage.list('keys', signal))
    .filter(({ path, size }) => slotIdOf(path) && size <= LARGEST_SLOT)
    .toSorted((a, b) => rankOf(a) - rankOf(b));
  const damaged: string[] = [];
  const read = async (path: string): Promise<Slot | null> => {
    const file = await readWhole(await storage.open(path, signal), signal);
    const [stanza, ...more] = readStanzas(file.subarray(0, Math.max(0, headerLength(file))));
    const kind = stanza && more.length === 0 ? kindOf(stanza) : null;
    return stanza && kind ? { id: slotIdOf(path) as string, kind, stanza, file, digest: await slotDigest(file) } : null;
  };
  const slots = await Promise.all(
    files.slice(0, MOST_SLOTS).map(({ path }) =>
      read(path).catch((thrown: unknown) => {
        const code = thrown instanceof PasskeepError ? thrown.code : null;
        if (code !== 'DAMAGED' && code !== 'STORAGE_MISSING') throw thrown;
        damaged.push(path);
        return null;
      }),
    ),
  );
  return { slots: slots.filter((slot) => slot !== null), damaged, isCut: files.length > MOST_SLOTS };
}

/** @throws PasskeepError DAMAGED for parameters out of bounds. */
function kindOf(stanza: Stanza): SlotKind | null {
  if (stanzaNonce(stanza)) return 'passkey';
  if (stanza.args[0] === 'mlkem768x25519') return 'identity';
  if (stanza.args[0] !== 'scrypt') return null;
  if (!/^[1-9][0-9]?$/.test(stanza.args[2] ?? '') || workFactor(stanza) > MAX_WORK_FACTOR)
    throw new PasskeepError('DAMAGED');
  return 'passphrase';
}

/** What trying a passphrase on a slot costs, as a power of two. */
export function workFactor(stanza: Stanza): number {
  return Number(stanza.args[2]);
}

function readWhole(file: RandomAccess, signal?: AbortSignal): Promise<Bytes> {
  return file.read(0, Math.min(file.size, LARGEST_SLOT + MAX_HEADER_SIZE), signal);
}

/** What a ceremony needs to know of a passkey's slot; null for other slots, and without a readable identity line. */
export async function passkeyHint(
  storage: VaultStorage,
  slot: Slot,
  signal?: AbortSignal,
): Promise<PasskeyHint | null> {
  const nonce = stanzaNonce(slot.stanza);
  if (!nonce) return null;
  try {
    const line = fromUtf8(await readWhole(await storage.open(hintPath(slot.id), signal), signal)).trim();
    return { ...decodeIdentityLine(line), nonce };
  } catch {
    return null;
  }
}

/** Stores a slot: a passkey's after the line that names the passkey. @returns its new id. */
export async function storeSlot(
  storage: VaultStorage,
  file: Bytes,
  passkey: PasskeyName | null,
  signal?: AbortSignal,
): Promise<string> {
  const id = newSlotId();
  if (passkey) await storage.write(hintPath(id), utf8(`${encodeIdentityLine(passkey)}\n`), signal);
  await storage.write(keyPath(id), file, signal);
  return id;
}

/** Deletes slots, what counts first. */
export async function removeSlots(storage: VaultStorage, ids: readonly string[], signal?: AbortSignal): Promise<void> {
  if (ids.length > 0) await storage.remove([...ids.map(keyPath), ...ids.map(hintPath)], signal);
}
