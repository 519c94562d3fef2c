import { equalBytes } from '@/utils/bytes';
import { type Failure, fromFailure, PasskeepError, settle } from '@/utils/errors';
import { combineShares, heirsIdentity } from '@/utils/heirs/split';
import { normaliseWords } from '@/utils/recovery/words';
import type { VaultStorage } from '@/utils/storage/storage';
import type { KeyProof } from './key-types';
import { openSlot, openWithFileKey, type OpenedFile, slotHeader, type SlotKey, WORK_FACTOR } from './slot-seal';
import { passkeyHint, type Slot, type SlotsHere, workFactor } from './slots';

/** A slot that a key has opened. */
export interface OpenedSlot extends OpenedFile {
  readonly slot: Slot;
}

/** What passphrases are tried on at most: slots, and their cost together in units of scrypt's N. */
const MOST_TRIALS = 64;
const MOST_WORK = 16 * 2 ** WORK_FACTOR;
/** Identities tried on slots, each a millisecond or two. */
const MOST_IDENTITY_TRIALS = 1000;

/**
 * Opens slots with what the user has shown. Of several slots of one key (it has been written anew, and the older file is
 * still there) the one with the most identities is the newest.
 * @param onDamaged told of slots that turn out to be damaged; another one may be whole.
 * @throws PasskeepError when none opens: PASSKEY_UNKNOWN, PASSKEY_WRONG_ANSWER, WORDS_INVALID, WORDS_WRONG,
 * PASSWORD_WRONG, SHARES_WRONG and what `combineShares` throws, TOO_MANY_KEYS, DAMAGED.
 */
export async function openSlots(
  storage: VaultStorage,
  { slots, isCut }: Pick<SlotsHere, 'slots' | 'isCut'>,
  proof: KeyProof,
  onDamaged: (slot: Slot) => void,
  signal?: AbortSignal,
): Promise<OpenedSlot> {
  const { key, candidates, wrong } = await candidatesFor(storage, slots, proof, signal);
  const byHeader = new Map<string, Slot[]>();
  for (const slot of candidates) {
    const header = String(slotHeader(slot.file));
    byHeader.set(header, [...(byHeader.get(header) ?? []), slot]);
  }
  const failures: Failure[] = [];
  const opened: OpenedSlot[] = [];
  let [trials, work] = [0, 0];
  for (const group of byHeader.values()) {
    const [first] = group as [Slot];
    if (first.kind === 'passphrase') work += 2 ** workFactor(first.stanza);
    if (++trials > MOST_TRIALS || work > MOST_WORK) {
      failures.push({ code: 'TOO_MANY_KEYS' });
      break;
    }
    opened.push(
      ...(await openGroup(group, key, (slot, failure) => {
        if (failure.code === 'DAMAGED') onDamaged(slot);
        failures.push(failure);
      })),
    );
    // Anybody who knows whom it is for can make a heirs' slot: the vault's own is among them, wherever it stands.
    if (opened.length > 0 && first.kind !== 'identity') break;
    signal?.throwIfAborted();
  }
  const [newest] = opened.toSorted((a, b) => b.contents.identities.length - a.contents.identities.length);
  if (newest) return newest;
  if (isCut) failures.unshift({ code: 'TOO_MANY_KEYS' });
  const failure = failures.find(({ code }) => code !== 'DAMAGED') ?? failures[0];
  throw failure ? fromFailure(failure) : wrong;
}

/** Slots of one header, so that whatever opens one opens all, and costs only once. */
async function openGroup(
  group: readonly Slot[],
  key: SlotKey,
  fail: (slot: Slot, failure: Failure) => void,
): Promise<OpenedSlot[]> {
  const opened: OpenedSlot[] = [];
  let known: OpenedFile | null = null;
  for (const slot of group) {
    const way: OpenedFile | null = known;
    const open = async (): Promise<OpenedFile | null> =>
      way ? { ...way, ...(await openWithFileKey(slot.file, way.fileKey)) } : await openSlot(slot.file, key);
    const result = await settle(open);
    if (!result.ok) fail(slot, result.error);
    else if (result.value) opened.push({ ...(known = result.value), slot });
    else break;
  }
  return opened;
}

/** What to try, on which slots, and what it means when none of them opens. */
async function candidatesFor(
  storage: VaultStorage,
  slots: readonly Slot[],
  proof: KeyProof,
  signal?: AbortSignal,
): Promise<{ readonly key: SlotKey; readonly candidates: readonly Slot[]; readonly wrong: PasskeepError }> {
  if (proof.kind === 'passkey') {
    const { credentialId, wrapKey } = proof.answer;
    const own = await Promise.all(
      slots.map(async (slot) => {
        const hint = await passkeyHint(storage, slot, signal);
        return hint && equalBytes(hint.credentialId, credentialId) ? slot : null;
      }),
    );
    const candidates = own.filter((slot) => slot !== null);
    return { key: { wrapKey }, candidates, wrong: new PasskeepError('PASSKEY_UNKNOWN') };
  }
  if (proof.kind === 'heirs') {
    const identity = await heirsIdentity(await combineShares(proof.shares));
    const candidates = slots.filter(({ kind }) => kind === 'identity');
    return { key: { identity }, candidates, wrong: new PasskeepError('SHARES_WRONG') };
  }
  const passphrase = proof.kind === 'words' ? normaliseWords(proof.typed) : normalisePassword(proof.typed);
  const wrong = new PasskeepError(proof.kind === 'words' ? 'WORDS_WRONG' : 'PASSWORD_WRONG');
  return { key: { passphrase }, candidates: byLikelihood(slots.filter(({ kind }) => kind === 'passphrase')), wrong };
}

/** A password as the slot takes it: whatever keyboard typed it, the same letters are the same bytes. */
export function normalisePassword(typed: string): string {
  return typed.normalize('NFKC');
}

/** Those of Passkeep's own cost first: files that somebody put there must not be what all tries are spent on. */
function byLikelihood(slots: readonly Slot[]): Slot[] {
  const distance = ({ stanza }: Slot) => Math.abs(workFactor(stanza) - WORK_FACTOR);
  return slots.toSorted((a, b) => distance(a) - distance(b));
}

/**
 * The identities that lead on from those at hand: heirs' sets and successors are slots that an identity opens, and what is
 * in them may open more. @returns the lists found, of vault identities, in no order. What is damaged is passed over.
 */
export async function reachable(slots: readonly Slot[], identities: readonly string[]): Promise<(readonly string[])[]> {
  const found: (readonly string[])[] = [];
  const known = new Set<string>();
  const left = new Set(slots.filter(({ kind }) => kind === 'identity'));
  let trials = 0;
  for (let at = [...identities]; at.length > 0;) {
    const next: string[] = [];
    for (const identity of at) {
      if (known.has(identity)) continue;
      known.add(identity);
      for (const slot of left) {
        if (++trials > MOST_IDENTITY_TRIALS) return found;
        const opened = await settle(() => openSlot(slot.file, { identity }));
        if (!opened.ok || !opened.value) continue;
        left.delete(slot);
        found.push(opened.value.contents.identities);
        next.push(...opened.value.contents.identities);
      }
    }
    at = next;
  }
  return found;
}
