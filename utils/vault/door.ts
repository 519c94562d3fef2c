import { type Bytes, equalBytes } from '@/utils/bytes';
import { type Failure, fromFailure, PasskeepError, settle } from '@/utils/errors';
import type { NewPasskey, PasskeyAnswer, PasskeyHint } from '@/utils/passkey/types';
import type { VaultStorage } from '@/utils/storage/storage';
import { newIdentity } from './keys';
import { newRecoveryWords, normaliseWords } from '@/utils/recovery/words';
import {
  isHintPath,
  keyPath,
  listSlots,
  readSlots,
  makeWordsSlot,
  openPasskeySlot,
  openWordsSlot,
  passkeyHint,
  type Slot,
  storeSlot,
  writePasskeySlot,
} from './slots';
import { storedBytes, Vault } from './vault';

/** What can be seen of a vault from outside. */
export interface VaultOutline {
  /** `setup`: it has a passkey, but no recovery words that have opened it. */
  readonly stage: 'none' | 'setup' | 'protected';
  /** Bytes. */
  readonly storedBytes: number;
}

/** How long a key's having opened the vault lets its user add another one. Milliseconds. */
const PROOF_LASTS = 10 * 60 * 1000;

/** The way into a vault: makes it, gives it keys, opens it with them. Whoever drops the door has locked the vault. */
export class VaultDoor {
  readonly #storage: VaultStorage;
  #identities: readonly string[] | undefined;
  #vault: Vault | undefined;
  readonly #damagedKeys = new Set<string>();
  /** When a key last opened the vault, on the clock of `performance`. */
  #provedAt = -Infinity;
  /** New words and the slot they open, until they have been proved. */
  #unproved: Promise<{ readonly words: string; readonly slot: Bytes }> | undefined;

  constructor(storage: VaultStorage) {
    this.#storage = storage;
  }

  get isOpen(): boolean {
    return this.#vault !== undefined;
  }

  /** The open vault. @throws PasskeepError LOCKED. */
  get vault(): Vault {
    if (!this.#vault) throw new PasskeepError('LOCKED');
    return this.#vault;
  }

  /** Looks at the vault without opening it. Files without any key count as a vault: never make a new one over them. */
  async outline(signal?: AbortSignal): Promise<VaultOutline> {
    const [slots, bytes, { keys, data }] = await Promise.all([
      listSlots(this.#storage, signal),
      storedBytes(this.#storage),
      this.#holds(signal),
    ]);
    if (!keys && !data) return { stage: 'none', storedBytes: 0 };
    const kinds = new Set(slots.map(({ kind }) => kind));
    // With backups it is no vault that is being set up, even where a key's file is damaged: the other one opens it.
    const unfinished = !data && slots.length > 0 && !(kinds.has('words') && kinds.has('passkey'));
    return { stage: unfinished ? 'setup' : 'protected', storedBytes: bytes };
  }

  /** Whether there are files of keys, and of backups. The line that names a passkey is nothing without its key's file. */
  async #holds(signal?: AbortSignal): Promise<{ readonly keys: boolean; readonly data: boolean }> {
    const folders = ['keys', 'packs', 'index', 'snapshots'] as const;
    const [keys, ...data] = await Promise.all(folders.map((folder) => this.#storage.list(folder, signal)));
    return { keys: keys?.some(({ path }) => !isHintPath(path)) ?? false, data: data.some(({ length }) => length > 0) };
  }

  /** Makes the vault with its first passkey, and leaves it open. @throws PasskeepError VAULT_EXISTS. */
  async create(passkey: NewPasskey, signal?: AbortSignal): Promise<void> {
    // A new key where there are files that it cannot open is how archives are lost.
    const { keys, data } = await this.#holds(signal);
    if (keys || data) throw new PasskeepError('VAULT_EXISTS');
    await this.#removeKeys(signal);
    const identities = [await newIdentity()];
    await writePasskeySlot(this.#storage, identities, passkey, signal);
    await this.#open(identities, signal);
  }

  /**
   * New recovery words. They count once {@link proveWords} has opened the vault with them, and are never shown after
   * that; before it they stay the same, whatever page asks: somebody may have written them down already.
   * @throws PasskeepError LOCKED; VAULT_EXISTS when the vault has its words.
   */
  async newWords(): Promise<string> {
    const identities = this.#unlockedIdentities();
    // Who finds an unlocked vault must not be able to add a key to it.
    if ((await this.outline()).stage !== 'setup') throw new PasskeepError('VAULT_EXISTS');
    const make = async () => {
      const words = newRecoveryWords();
      return { words, slot: await makeWordsSlot(identities, words) };
    };
    this.#unproved ??= make();
    this.#unproved.catch(() => (this.#unproved = undefined));
    return (await this.#unproved).words;
  }

  /** Opens the new slot with the words that the user typed, and stores it. @throws PasskeepError WORDS_INVALID, WORDS_WRONG. */
  async proveWords(typed: string, signal?: AbortSignal): Promise<void> {
    const words = normaliseWords(typed);
    const { slot } = (await this.#unproved) ?? {};
    if (!slot) throw new PasskeepError('LOCKED');
    const opened = await openWordsSlot(slot, words);
    if (opened?.[0] !== this.#unlockedIdentities()[0]) throw new PasskeepError('WORDS_WRONG');
    await storeSlot(this.#storage, slot, signal);
    this.#unproved = undefined;
  }

  /** Forgets a vault whose setting up was not finished. @throws PasskeepError VAULT_EXISTS when it was. */
  async abandon(signal?: AbortSignal): Promise<void> {
    if ((await this.outline(signal)).stage === 'protected') throw new PasskeepError('VAULT_EXISTS');
    await this.#removeKeys(signal);
    this.#identities = this.#vault = this.#unproved = undefined;
  }

  async #removeKeys(signal?: AbortSignal): Promise<void> {
    const keys = await this.#storage.list('keys', signal);
    await this.#storage.remove(keys.map(({ path }) => path));
  }

  /** Whether {@link addPasskey} may be called, to be known before a passkey is made. @throws PasskeepError as it does. */
  checkProof(): void {
    this.#provedIdentities();
  }

  #provedIdentities(): readonly string[] {
    const identities = this.#unlockedIdentities();
    if (performance.now() - this.#provedAt > PROOF_LASTS) throw new PasskeepError('PROOF_TOO_OLD');
    return identities;
  }

  /**
   * Adds a passkey to the open vault.
   * @throws PasskeepError LOCKED; PROOF_TOO_OLD when no key has opened it in the last {@link PROOF_LASTS}: who finds an
   * open vault must not be able to add a key to it.
   */
  async addPasskey(passkey: NewPasskey, signal?: AbortSignal): Promise<void> {
    const identities = this.#provedIdentities();
    await writePasskeySlot(this.#storage, identities, passkey, signal);
  }

  /** The passkeys that open the vault. */
  async passkeys(signal?: AbortSignal): Promise<PasskeyHint[]> {
    const hints = (await this.#slots(signal)).map((slot) => passkeyHint(this.#storage, slot, signal));
    return (await Promise.all(hints)).filter((hint) => hint !== null);
  }

  /** @throws PasskeepError PASSKEY_UNKNOWN, PASSKEY_WRONG_ANSWER, DAMAGED, VAULT_MISSING. */
  async unlockWithPasskey(answer: PasskeyAnswer, signal?: AbortSignal): Promise<void> {
    let failure = new PasskeepError('PASSKEY_UNKNOWN');
    for (const slot of await this.#slots(signal)) {
      const hint = await passkeyHint(this.#storage, slot, signal);
      if (!hint || !equalBytes(hint.credentialId, answer.credentialId)) continue;
      const opened = await settle(() => openPasskeySlot(slot.file, answer));
      if (opened.ok) return await this.#open(opened.value, signal);
      // Somebody may have put a second slot for the same passkey into the folder: the others count.
      failure = this.#failed(slot, opened.error);
    }
    throw failure;
  }

  /** @throws PasskeepError WORDS_INVALID, WORDS_WRONG, DAMAGED, VAULT_MISSING. */
  async unlockWithWords(typed: string, signal?: AbortSignal): Promise<void> {
    const words = normaliseWords(typed);
    let failure = new PasskeepError('WORDS_WRONG');
    for (const slot of await this.#slots(signal)) {
      if (slot.kind !== 'words') continue;
      const opened = await settle(() => openWordsSlot(slot.file, words));
      if (opened.ok && opened.value) return await this.#open(opened.value, signal);
      // Damaged or forged: another one may be whole.
      if (!opened.ok) failure = this.#failed(slot, opened.error);
    }
    throw failure;
  }

  /**
   * Paths of slots that are damaged, as far as it was met: half of one that has not arrived whole can only be told by
   * opening it.
   */
  get damagedKeys(): readonly string[] {
    return [...this.#damagedKeys];
  }

  #failed(slot: Slot, failure: Failure): PasskeepError {
    if (failure.code === 'DAMAGED') this.#damagedKeys.add(keyPath(slot.id));
    return fromFailure(failure);
  }

  async #slots(signal?: AbortSignal) {
    const { slots, damaged } = await readSlots(this.#storage, signal);
    for (const path of damaged) this.#damagedKeys.add(path);
    if (slots.length > 0) return slots;
    throw new PasskeepError((await storedBytes(this.#storage)) > 0 ? 'VAULT_UNREADABLE' : 'VAULT_MISSING');
  }

  async #open(identities: readonly string[], signal?: AbortSignal): Promise<void> {
    this.#provedAt = performance.now();
    // Opened once more, by another key: a job may be at work in the vault that is open.
    if (this.#vault) return;
    this.#vault = await Vault.open(this.#storage, identities, signal);
    this.#identities = identities;
  }

  #unlockedIdentities(): readonly string[] {
    if (!this.#identities) throw new PasskeepError('LOCKED');
    return this.#identities;
  }
}
