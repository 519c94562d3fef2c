import { decryptFile, encryptFile, inMemory, type RandomAccess } from '@/utils/age/file';
import { headerLength, MAX_HEADER_SIZE, readStanzas, tryHeader } from '@/utils/age/header';
import { type Bytes, fromUtf8, randomBytes, utf8 } from '@/utils/bytes';
import { PasskeepError } from '@/utils/errors';
import { decodeIdentityLine, encodeIdentityLine } from '@/utils/passkey/identity-line';
import { stanzaNonce, unwrapFileKey, wrapFileKey } from '@/utils/passkey/slot';
import type { NewPasskey, PasskeyAnswer, PasskeyHint } from '@/utils/passkey/types';
import type { VaultStorage } from '@/utils/storage/storage';
import { hex } from '@scure/base';
import { Encrypter, type Identity, type Stanza } from 'age-encryption';

/** The kinds of keys that open a vault, told by their file's one stanza. */
export type SlotKind = 'passkey' | 'words';

/** A slot as it can be seen without opening it. */
export interface Slot {
  /** 32 hexadecimal digits. */
  readonly id: string;
  readonly kind: SlotKind;
  readonly stanza: Stanza;
  readonly file: Bytes;
}

/** scrypt's cost for the recovery words, as a power of two: a second or two, 256 MiB. */
const WORK_FACTOR = 18;
/** A file that asks for more is refused before it costs anything: 2^20 takes 1 GiB. */
const MAX_WORK_FACTOR = 20;
/** An identity file is one or a few lines. Bytes. */
const LARGEST_SLOT = 64 * 1024;

/** The path of a slot's file. */
export const keyPath = (id: string) => `keys/${id}.age`;
const hintPath = (id: string) => `keys/${id}.txt`;
/** Whether a path of a vault is that of a line that names a passkey. */
export const isHintPath = (path: string): boolean => path.startsWith('keys/') && path.endsWith('.txt');
const newSlotId = () => hex.encode(randomBytes(16));

/** An age identity file: one identity a line, the current one first. */
const identityFile = (identities: readonly string[]) => utf8(`${identities.join('\n')}\n`);

/** Slots of a vault, those whose files are damaged or of a kind unknown to this version left out. */
export async function listSlots(storage: VaultStorage, signal?: AbortSignal): Promise<Slot[]> {
  return (await readSlots(storage, signal)).slots;
}

/** Slots of a vault, and the paths of files that should be some but are damaged. */
export async function readSlots(
  storage: VaultStorage,
  signal?: AbortSignal,
): Promise<{ readonly slots: Slot[]; readonly damaged: string[] }> {
  const damaged: string[] = [];
  const slots = (await storage.list('keys', signal)).map(async ({ path, size }): Promise<Slot | null> => {
    const id = /^keys\/([0-9a-f]{32})\.age$/.exec(path)?.[1];
    if (!id || size > LARGEST_SLOT) return null;
    try {
      const file = await readWhole(await storage.open(path, signal), signal);
      const [stanza, ...more] = readStanzas(file.subarray(0, Math.max(0, headerLength(file))));
      const kind = stanza && more.length === 0 ? kindOf(stanza) : null;
      return stanza && kind ? { id, kind, stanza, file } : null;
    } catch (thrown) {
      const code = thrown instanceof PasskeepError ? thrown.code : null;
      if (code !== 'DAMAGED' && code !== 'STORAGE_MISSING') throw thrown;
      damaged.push(path);
      return null;
    }
  });
  return { slots: (await Promise.all(slots)).filter((slot) => slot !== null), damaged };
}

/** @throws PasskeepError DAMAGED for parameters out of bounds. */
function kindOf(stanza: Stanza): SlotKind | null {
  if (stanzaNonce(stanza)) return 'passkey';
  if (stanza.args[0] !== 'scrypt') return null;
  const workFactor = stanza.args[2] ?? '';
  if (!/^[1-9][0-9]?$/.test(workFactor) || Number(workFactor) > MAX_WORK_FACTOR) throw new PasskeepError('DAMAGED');
  return 'words';
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

/** Writes a passkey's slot: first the line that names the passkey, then the file that counts. */
export async function writePasskeySlot(
  storage: VaultStorage,
  identities: readonly string[],
  passkey: NewPasskey,
  signal?: AbortSignal,
): Promise<void> {
  const id = newSlotId();
  const recipient = {
    wrapFileKey: async (fileKey: Uint8Array) => [
      await wrapFileKey(new Uint8Array(fileKey), passkey.nonce, passkey.wrapKey),
    ],
  };
  const file = await encryptFile(identityFile(identities), recipient, signal);
  // Proved before it counts: what was written must open with the key that the passkey gives.
  await openPasskeySlot(file, passkey);
  await storage.write(hintPath(id), utf8(`${encodeIdentityLine(passkey)}\n`), signal);
  await storage.write(keyPath(id), file, signal);
}

/** A recovery-words slot, not stored yet. */
export async function makeWordsSlot(identities: readonly string[], words: string): Promise<Bytes> {
  const encrypter = new Encrypter();
  encrypter.setPassphrase(words);
  encrypter.setScryptWorkFactor(WORK_FACTOR);
  return new Uint8Array(await encrypter.encrypt(identityFile(identities)));
}

/** Stores a slot that {@link makeWordsSlot} made. */
export async function storeSlot(storage: VaultStorage, file: Bytes, signal?: AbortSignal): Promise<void> {
  await storage.write(keyPath(newSlotId()), file, signal);
}

/**
 * Opens a passkey's slot. @returns the identities, the current one first.
 * @throws PasskeepError PASSKEY_WRONG_ANSWER, DAMAGED.
 */
export async function openPasskeySlot(file: Bytes, answer: Pick<PasskeyAnswer, 'wrapKey'>): Promise<string[]> {
  const identity = {
    async unwrapFileKey(stanzas: Stanza[]): Promise<Uint8Array | null> {
      for (const stanza of stanzas) {
        const fileKey = await unwrapFileKey(stanza, answer.wrapKey);
        if (fileKey) return fileKey;
      }
      return null;
    },
  };
  return await readIdentities(file, identity);
}

/**
 * Opens a words slot with words separated by single spaces. @returns the identities, the current one first, or null
 * when these are not its words. @throws PasskeepError DAMAGED.
 */
export async function openWordsSlot(file: Bytes, words: string): Promise<string[] | null> {
  const fileKey = await tryHeader(file.slice(0, Math.max(0, headerLength(file))), [{ passphrase: words }]);
  return fileKey && (await readIdentities(file, { unwrapFileKey: () => fileKey }));
}

async function readIdentities(file: Bytes, key: Identity): Promise<string[]> {
  const text = fromUtf8(await decryptFile(inMemory(file), [key]));
  const identities = text.split('\n').filter((line) => line.startsWith('AGE-SECRET-KEY-PQ-1'));
  if (identities.length === 0) throw new PasskeepError('DAMAGED');
  return identities;
}
