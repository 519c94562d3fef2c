import { PasskeepError } from '@/utils/errors';
import type { VaultStorage } from '@/utils/storage/storage';
import { type OpenedSlot, reachable } from './open-slots';
import { latest } from './key-record';
import { type OnProgress, quietly } from './progress';
import type { Slot } from './slots';
import { Vault } from './vault';

/** How long a key's having opened the vault lets its user change the keys. Milliseconds. */
const PROOF_LASTS = 10 * 60 * 1000;

/** The vault's identities, as far as one key leads to them. */
interface Identities {
  /** The current one first. */
  readonly all: readonly string[];
  /** So many of them, the first ones, are the vault's own. */
  readonly authentic: number;
  /** Identities that are newer than those in the key's own slot, and only reached from it. */
  readonly newer: readonly string[];
}

/**
 * A vault that a key has opened. What it writes, it writes with the identity that the key's own slot has first: what is
 * only reached from there may have been put there by whoever holds an earlier identity.
 */
export class Session {
  readonly vault: Vault;
  /** The vault's own identities, the current one first. */
  readonly identities: readonly string[];
  /** What opened it, where that may lead to newer identities. */
  readonly #opened: OpenedSlot | null;
  /** The slots that might have led there when it was opened. */
  readonly #seen: ReadonlySet<string>;
  /** When a key last opened the vault, on the clock of `performance`. */
  #provedAt = performance.now();

  private constructor(
    vault: Vault,
    identities: readonly string[],
    opened: OpenedSlot | null = null,
    slots: readonly Slot[] = [],
  ) {
    this.vault = vault;
    this.identities = identities;
    this.#opened = opened;
    this.#seen = leads(slots);
  }

  /**
   * Opens the vault with a slot that has been opened. `tell` is told of the snapshots that have to be read.
   * @throws PasskeepError KEY_REMOVED when the record of the keys says so of this slot; DAMAGED.
   */
  static async open(
    storage: VaultStorage,
    opened: OpenedSlot,
    slots: readonly Slot[],
    tell: OnProgress = quietly,
    signal?: AbortSignal,
  ): Promise<Session> {
    const { all, authentic, newer } = await identitiesOf(opened, slots);
    const own = opened.contents.identities;
    const vault = await Vault.open(storage, all, { authentic }, tell, signal);
    checkNotRemoved(vault, opened);
    // A record is the first snapshot that a new identity makes. Somebody may have deleted it, or it is damaged: what came
    // after it tells as much.
    const committed = newer.findIndex((identity) => vault.snapshots.hasSnapshotOf(identity));
    const ahead = committed < 0 ? [] : newer.slice(committed);
    if (ahead.length === 0 && !mayBeFalse(vault, opened, all)) return new Session(vault, own, opened, slots);
    const known = [...ahead, ...own];
    const identities = [...known, ...all.filter((identity) => !known.includes(identity))];
    const trust = { authentic: known.length, readsOnly: true };
    return new Session(await Vault.open(storage, identities, trust, tell, signal), known, opened, slots);
  }

  /** The same session in a vault that has been opened anew, with newer identities. */
  static async reopen(storage: VaultStorage, identities: readonly string[], signal?: AbortSignal): Promise<Session> {
    return new Session(await Vault.open(storage, identities, {}, quietly, signal), identities);
  }

  /**
   * This session, or where slots have come that may lead to newer identities, the one that they lead to.
   * @throws PasskeepError as {@link open}.
   */
  async follow(storage: VaultStorage, slots: readonly Slot[], signal?: AbortSignal): Promise<Session> {
    const isNew = [...leads(slots)].some((digest) => !this.#seen.has(digest));
    if (!this.#opened || !isNew) return this;
    const session = await Session.open(storage, this.#opened, slots, quietly, signal);
    session.#provedAt = this.#provedAt;
    return session;
  }

  /** Notes that a key has opened the vault just now. */
  prove(): void {
    this.#provedAt = performance.now();
  }

  /**
   * To be called before keys are changed.
   * @throws PasskeepError PROOF_TOO_OLD when no key has opened the vault in the last {@link PROOF_LASTS}: who finds an
   * open vault must not be able to change its keys; KEY_OUTDATED when it only reads.
   */
  requireProof(): void {
    if (performance.now() - this.#provedAt > PROOF_LASTS) throw new PasskeepError('PROOF_TOO_OLD');
    if (this.vault.readsOnly) throw new PasskeepError('KEY_OUTDATED');
  }
}

async function identitiesOf({ contents }: OpenedSlot, slots: readonly Slot[]): Promise<Identities> {
  const own = contents.identities;
  const [current = ''] = own;
  const lists = await reachable(slots, contents.reach === null ? own : [...own, contents.reach]);
  const leading = lists.filter((list) => list.indexOf(current) > 0);
  const most = latest(leading.map(({ length }) => length));
  const newest = leading.find(({ length }) => length === most) ?? own;
  const newer = newest.slice(0, newest.indexOf(current));
  return { all: [...new Set([...own, ...newer, ...lists.flat()])], authentic: own.length, newer };
}

/**
 * Whether the identities that a slot gives may not be the vault's own, or not any more, so that nothing may be written with
 * them. Heirs' slots can be made by whoever holds an identity of the vault's: where it never had another one, that gives
 * him nothing. And where there is no record of the keys for these identities, but snapshots for others, the vault's has
 * been changed, and this key was left out.
 */
function mayBeFalse({ snapshots }: Vault, { slot }: OpenedSlot, identities: readonly string[]): boolean {
  if (slot.kind === 'identity' && identities.length > 1) return true;
  return snapshots.record === null && snapshots.foreign.length > 0;
}

/**
 * A slot of a key that was removed opens nothing, whatever its file is called, and also where it was written anew elsewhere
 * at that time.
 * @throws PasskeepError KEY_REMOVED.
 */
export function checkNotRemoved({ snapshots }: Vault, { slot, contents }: OpenedSlot): void {
  const removed = snapshots.record?.gone.find(
    ({ digest, key, why }) => why === 'removed' && (digest === slot.digest || key === contents.key),
  );
  if (!removed) return;
  const { name, kind, at } = removed;
  throw new PasskeepError('KEY_REMOVED', { detail: { name, kind, at } });
}

/** Digests of the slots that an identity opens. */
function leads(slots: readonly Slot[]): ReadonlySet<string> {
  return new Set(slots.flatMap(({ kind, digest }) => (kind === 'identity' ? [digest] : [])));
}
