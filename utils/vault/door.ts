import { PasskeepError, settle } from '@/utils/errors';
import type { NewPasskey, PasskeyHint } from '@/utils/passkey/types';
import type { VaultStorage } from '@/utils/storage/storage';
import { shownHeirs } from './heirs-shown';
import type { KeyChangesContext } from './key-changes';
import { briefMemory, type KeyMemory } from './key-memory';
import type { KeyProof } from './key-types';
import { type KeyUse, noteUse } from './key-use';
import { Keyring } from './keyring';
import { newIdentity } from './keys';
import { makeKey, storeKey } from './new-key';
import { openSlots, type OpenedSlot } from './open-slots';
import { PendingKeys } from './pending-keys';
import { type OnProgress, quietly } from './progress';
import { checkNotRemoved, Session } from './session';
import { isHintPath, keyPath, passkeyHint, type SlotsHere } from './slots';
import { storedBytes, type Vault } from './vault';

/** What can be seen of a vault from outside. */
export interface VaultOutline {
  /** `setup`: it has a passkey, but no recovery words that have opened it. */
  readonly stage: 'none' | 'setup' | 'protected';
  /** Bytes. */
  readonly storedBytes: number;
}

/** The way into a vault: makes it, opens it with its keys. Whoever drops the door has locked the vault. */
export class VaultDoor {
  readonly storage: VaultStorage;
  readonly keyring: Keyring;
  readonly pending = new PendingKeys();
  #session: Session | undefined;
  readonly #damagedKeys = new Set<string>();

  constructor(storage: VaultStorage, memory: KeyMemory = briefMemory()) {
    this.storage = storage;
    this.keyring = new Keyring(storage, memory, () => this.session);
  }

  get isOpen(): boolean {
    return this.#session !== undefined;
  }

  /** The open vault and what opened it. @throws PasskeepError LOCKED. */
  get session(): Session {
    if (!this.#session) throw new PasskeepError('LOCKED');
    return this.#session;
  }

  /** The open vault. @throws PasskeepError LOCKED. */
  get vault(): Vault {
    return this.session.vault;
  }

  /** What changes of the keys work on. @throws PasskeepError LOCKED, PROOF_TOO_OLD, KEY_OUTDATED. */
  get mayChangeKeys(): KeyChangesContext {
    this.session.requireProof();
    return this.#context;
  }

  get #context(): KeyChangesContext {
    return { storage: this.storage, keyring: this.keyring, session: this.session };
  }

  /** Looks at the vault without opening it. Files without any key count as a vault: never make a new one over them. */
  async outline(signal?: AbortSignal): Promise<VaultOutline> {
    const [{ slots }, holds] = await Promise.all([this.keyring.slots(signal), this.#holds(signal)]);
    if (!holds.keys && !holds.record && !holds.data) return { stage: 'none', storedBytes: 0 };
    // With backups it is no vault that is being set up, even where the file of another key is damaged.
    const unfinished = !holds.data && slots.length > 0 && slots.every(({ kind }) => kind === 'passkey');
    return { stage: unfinished ? 'setup' : 'protected', storedBytes: holds.bytes };
  }

  /** Whether there are files of keys, of their record or of archives, and of what these hold; and how much all take. */
  async #holds(signal?: AbortSignal) {
    const folders = ['keys', 'snapshots', 'packs', 'index'] as const;
    const [keys = [], record = [], ...data] = await Promise.all(
      folders.map((folder) => this.storage.list(folder, signal)),
    );
    return {
      // The line that names a passkey is nothing without its key's file.
      keys: keys.some(({ path }) => !isHintPath(path)),
      record: record.length > 0,
      data: data.some(({ length }) => length > 0),
      bytes: [...keys, ...record, ...data.flat()].reduce((sum, { size }) => sum + size, 0),
    };
  }

  /** Makes the vault with its first passkey, and leaves it open. @throws PasskeepError VAULT_EXISTS. */
  async create(passkey: NewPasskey, signal?: AbortSignal): Promise<void> {
    // A new key where there are files that it cannot open is how archives are lost.
    const { keys, record, data } = await this.#holds(signal);
    if (keys || record || data) throw new PasskeepError('VAULT_EXISTS');
    await this.#removeKeys(signal);
    const identities = [await newIdentity()];
    const made = await makeKey(identities, { kind: 'passkey', passkey }, '', signal);
    const key = await storeKey(this.storage, made, { wrapKey: passkey.wrapKey }, signal);
    this.#session = await Session.reopen(this.storage, identities, signal);
    await this.keyring.commit({ keys: [{ ...key, provedAt: Date.now() }] }, signal);
  }

  /**
   * New recovery words: of a vault that is being set up, or to replace those of an open one.
   * @throws PasskeepError LOCKED, PROOF_TOO_OLD, KEY_OUTDATED.
   */
  async newWords(): Promise<string> {
    const isSetup = (await this.outline()).stage === 'setup';
    return await this.pending.newWords(isSetup ? this.#context : this.mayChangeKeys);
  }

  /** Opens the new words' slot with what the user typed, and stores it. @throws PasskeepError WORDS_INVALID, WORDS_WRONG. */
  async proveWords(typed: string, signal?: AbortSignal): Promise<void> {
    const isSetup = (await this.outline()).stage === 'setup';
    await this.pending.proveWords(isSetup ? this.#context : this.mayChangeKeys, typed, signal);
  }

  /** Forgets a vault whose setting up was not finished. @throws PasskeepError VAULT_EXISTS when it was. */
  async abandon(signal?: AbortSignal): Promise<void> {
    if ((await this.outline(signal)).stage === 'protected') throw new PasskeepError('VAULT_EXISTS');
    await this.storage.cache?.clear();
    await this.#removeKeys(signal);
    this.#session = undefined;
    this.pending.dropWords();
  }

  async #removeKeys(signal?: AbortSignal): Promise<void> {
    // The record first: what is left when this is cut short is still a vault that is being set up.
    for (const folder of ['snapshots', 'keys'] as const) {
      const files = await this.storage.list(folder, signal);
      await this.storage.remove(files.map(({ path }) => path));
    }
  }

  /** The passkeys that open the vault. */
  async passkeys(signal?: AbortSignal): Promise<PasskeyHint[]> {
    const hints = (await this.#slots(signal)).slots.map((slot) => passkeyHint(this.storage, slot, signal));
    return (await Promise.all(hints)).filter((hint) => hint !== null);
  }

  /**
   * Opens the vault with any of its keys; opened already, that key counts as proved. `tell` is told of the snapshots that
   * have to be read.
   * @throws PasskeepError what `openSlots` throws; KEY_REMOVED, VAULT_MISSING, VAULT_UNREADABLE.
   */
  async unlock(proof: KeyProof, tell: OnProgress = quietly, signal?: AbortSignal): Promise<void> {
    if (this.#session) await this.show(proof, signal);
    else await this.#enter(proof, tell, signal);
  }

  async #enter(proof: KeyProof, tell: OnProgress, signal?: AbortSignal): Promise<void> {
    const here = await this.#slots(signal);
    const opened = await this.#openSlots(proof, here, signal);
    this.#session = await Session.open(this.storage, opened, here.slots, tell, signal);
    // Open is open, also where there is no room for the day, or the folder is out of reach.
    await settle(() => this.#note(opened, proof, false, signal));
    await settle(() => this.keyring.reconcile(signal));
  }

  /**
   * Opens one of the keys' slots while the vault is open, which proves the key, and takes notice of it. Where its slot has
   * newer identities than what opened the vault, the vault goes on with these.
   * @throws PasskeepError as {@link unlock}; LOCKED.
   */
  async show(proof: KeyProof, signal?: AbortSignal): Promise<{ readonly opened: OpenedSlot; readonly use: KeyUse }> {
    const { identities, vault } = this.session;
    const opened = await this.#openSlots(proof, await this.#slots(signal), signal);
    const own = opened.contents.identities;
    // A file that somebody else put there for this key would have other identities.
    if (!own.some((identity) => identities.includes(identity))) throw new PasskeepError('DAMAGED');
    checkNotRemoved(vault, opened);
    // What heirs' sheets open may have been made by whoever holds an earlier identity: see session.ts.
    const isSure = opened.slot.kind !== 'identity';
    const isAhead = isSure && (own.length > identities.length || (vault.readsOnly && own[0] === identities[0]));
    if (isAhead) this.#session = await Session.reopen(this.storage, own, signal);
    this.session.prove();
    const use = await this.#note(opened, proof, true, signal);
    return { opened, use };
  }

  /** The vault goes on with other identities, the current one first. */
  async reopen(identities: readonly string[], signal?: AbortSignal): Promise<void> {
    this.#session = await Session.reopen(this.storage, identities, signal);
  }

  /** To be called when files have come: keys may have been removed elsewhere, or the vault's identity changed. */
  async refreshKeys(signal?: AbortSignal): Promise<void> {
    const { slots } = await this.#slots(signal);
    // A key that was removed while it has the vault open goes on until that is locked.
    const followed = await settle(() => this.session.follow(this.storage, slots, signal));
    if (followed.ok) this.#session = followed.value;
    await this.keyring.reconcile(signal);
  }

  async #note(opened: OpenedSlot, proof: KeyProof, isTry: boolean, signal?: AbortSignal): Promise<KeyUse> {
    const shown = { kind: proof.kind, heirs: shownHeirs(proof), isTry };
    return await noteUse(this.keyring, this.storage, this.session, opened, shown, signal);
  }

  async #openSlots(proof: KeyProof, here: SlotsHere, signal?: AbortSignal) {
    const onDamaged = ({ id }: { readonly id: string }) => void this.#damagedKeys.add(keyPath(id));
    return await openSlots(this.storage, here, proof, onDamaged, signal);
  }

  /**
   * Paths of slots that are damaged, as far as it was met: half of one that has not arrived whole can only be told by
   * opening it.
   */
  get damagedKeys(): readonly string[] {
    return [...this.#damagedKeys];
  }

  async #slots(signal?: AbortSignal): Promise<SlotsHere> {
    const here = await this.keyring.slots(signal);
    for (const path of here.damaged) this.#damagedKeys.add(path);
    if (here.slots.length > 0) return here;
    throw new PasskeepError((await storedBytes(this.storage)) > 0 ? 'VAULT_UNREADABLE' : 'VAULT_MISSING');
  }
}
