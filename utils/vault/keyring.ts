import type { VaultStorage } from '@/utils/storage/storage';
import type { KeyMemory, Remembered } from './key-memory';
import { type GoneSlot, type KeyRecord, NO_KEYS, type RecordedKey } from './key-record';
import { hintPath, keyPath, readSlots, removeSlots, type Slot, type SlotsHere } from './slots';
import type { Session } from './session';

/** A change of the record. */
export interface KeyChange {
  /** Keys that are added, or changed. */
  readonly keys?: readonly RecordedKey[];
  /** Slots that stand for no key any more. */
  readonly gone?: readonly GoneSlot[];
  /** The record before; of an identity that has none yet, that of the one before it. */
  readonly from?: KeyRecord;
}

/** The keys of an open vault: the record of them, and the slots that it speaks of. */
export class Keyring {
  readonly #storage: VaultStorage;
  readonly #memory: KeyMemory;
  readonly #session: () => Session;

  constructor(storage: VaultStorage, memory: KeyMemory, session: () => Session) {
    this.#storage = storage;
    this.#memory = memory;
    this.#session = session;
  }

  /** What is recorded; of a vault without a record, that there is no key on it. */
  get record(): KeyRecord {
    const { vault, identities } = this.#session();
    return vault.snapshots.record ?? { ...NO_KEYS, epoch: identities.length };
  }

  /** A key of the vault. */
  find(id: string): RecordedKey | undefined {
    return this.record.keys.find((key) => key.id === id);
  }

  /** Paths of all files of the vault's keys. */
  get paths(): ReadonlySet<string> {
    return new Set(this.record.keys.flatMap(({ slot }) => [keyPath(slot), hintPath(slot)]));
  }

  /** Slots that are here. Those that were the vault's when it was last open stand first. */
  async slots(signal?: AbortSignal): Promise<SlotsHere> {
    return await readSlots(this.#storage, (await this.#memory.read()).slots, signal);
  }

  remembered(): Promise<Remembered> {
    return this.#memory.read();
  }

  /** Notes that a key was used here. */
  async used(id: string): Promise<void> {
    const remembered = await this.#memory.read();
    await this.#memory.write({ ...remembered, used: { ...remembered.used, [id]: Date.now() } });
  }

  /**
   * Writes the record with some keys added or changed, and slots that stand for none any more; then deletes these. The
   * record is the commit: killed before it, nothing has changed; after it, the slots go at the next opening.
   */
  async commit({ keys = [], gone = [], from = this.record }: KeyChange, signal?: AbortSignal): Promise<void> {
    const { vault, identities } = this.#session();
    const changed = new Set(keys.map(({ id }) => id));
    const removed = new Set(gone.flatMap(({ key, why }) => (why === 'removed' ? [key] : [])));
    const kept = from.keys.filter(({ id }) => !changed.has(id) && !removed.has(id));
    const added = new Set(gone.map(({ digest }) => digest));
    const past = from.gone.filter(({ digest }) => !added.has(digest));
    const record = { ...from, epoch: identities.length, keys: [...kept, ...keys], gone: [...past, ...gone] };
    await vault.snapshots.writeRecord(record, signal);
    await this.reconcile(signal);
  }

  /**
   * Deletes the slots here that stand for no key any more, wherever that was decided. One that has been deleted here before
   * was put back by somebody: it stays, to be named, unless another slot stands for its key. Then sees to it that the
   * record is there twice.
   */
  async reconcile(signal?: AbortSignal): Promise<void> {
    const { vault } = this.#session();
    if (vault.readsOnly) return;
    const gone = new Map(this.record.gone.map((slot) => [slot.digest, slot]));
    const remembered = await this.#memory.read();
    const past = new Set(remembered.deleted);
    const doomed = (await this.slots(signal)).slots.filter(({ digest }) => {
      const why = gone.get(digest)?.why;
      return why === 'renewed' || (why === 'removed' && !past.has(digest));
    });
    if (doomed.length > 0) await this.removeSlots(doomed, signal);
    const digests = doomed.map(({ digest }) => digest).filter((digest) => gone.get(digest)?.why === 'removed');
    const slots = this.record.keys.map(({ slot }) => slot);
    await this.#memory.write({ ...remembered, deleted: [...past, ...digests], slots });
    await vault.snapshots.copyRecord(signal);
  }

  async removeSlots(slots: readonly Pick<Slot, 'id'>[], signal?: AbortSignal): Promise<void> {
    await removeSlots(
      this.#storage,
      slots.map(({ id }) => id),
      signal,
    );
  }
}

/** The entry that says that a key's slot stands for no key any more. */
export function goneSlot({ digest, id, kind, name }: RecordedKey, why: GoneSlot['why'], at = Date.now()): GoneSlot {
  return { digest, key: id, kind, name, at, why };
}
