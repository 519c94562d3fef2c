import { type Bytes, randomBytes } from '@/utils/bytes';
import { PasskeepError } from '@/utils/errors';
import type { NewPasskey } from '@/utils/passkey/types';
import type { VaultStorage } from '@/utils/storage/storage';
import { base64urlnopad, hex } from '@scure/base';
import { identityToRecipient } from 'age-encryption';
import type { RecordedKey, RecordedPasskey } from './key-record';
import type { HeirsFacts } from './key-types';
import { newIdentity } from './keys';
import { openSlot, sealSlot, type SealFor, type SlotKey } from './slot-seal';
import { slotDigest, storeSlot } from './slots';

/** A key that has been made and is not the vault's yet. */
export interface NewKey {
  readonly file: Bytes;
  /** Its entry in the record, but for the name of its slot. */
  readonly entry: Omit<RecordedKey, 'slot'>;
  /** The passkey whose it is. */
  readonly passkey: NewPasskey | null;
}

/** What a new key is, and what opens it. */
export type KeyPlan =
  | { readonly kind: 'passkey'; readonly passkey: NewPasskey }
  | { readonly kind: 'words' | 'password'; readonly passphrase: string }
  | { readonly kind: 'heirs'; readonly identity: string; readonly heirs: HeirsFacts };

/** Makes a key to the vault's identities: nothing is stored yet. `name` is the user's. */
export async function makeKey(
  identities: readonly string[],
  plan: KeyPlan,
  name: string,
  signal?: AbortSignal,
): Promise<NewKey> {
  const id = hex.encode(randomBytes(8));
  const recipient = plan.kind === 'heirs' ? await identityToRecipient(plan.identity) : null;
  const reach = recipient ? null : await newIdentity();
  const file = await sealSlot({ identities, reach, key: id }, sealFor(plan, recipient), signal);
  const now = Date.now();
  const entry = {
    id,
    kind: plan.kind,
    name,
    namedAt: now,
    digest: await slotDigest(file),
    slotAt: now,
    epoch: identities.length,
    reach: recipient ?? (await identityToRecipient(reach as string)),
    madeAt: now,
    usedAt: null,
    provedAt: null,
    passkey: plan.kind === 'passkey' ? recordedPasskey(plan.passkey) : null,
    heirs: plan.kind === 'heirs' ? plan.heirs : null,
  };
  return { file, entry, passkey: plan.kind === 'passkey' ? plan.passkey : null };
}

/**
 * Stores a key once it has been shown that it opens.
 * @throws PasskeepError PASSKEY_WRONG_ANSWER or WORDS_WRONG when it does not.
 */
export async function storeKey(
  storage: VaultStorage,
  { file, entry, passkey }: NewKey,
  key: SlotKey,
  signal?: AbortSignal,
): Promise<RecordedKey> {
  const opened = await openSlot(file, key);
  if (opened?.contents.key !== entry.id) throw new PasskeepError('WORDS_WRONG');
  const slot = await storeSlot(storage, file, passkey, signal);
  return { ...entry, slot };
}

function sealFor(plan: KeyPlan, recipient: string | null): SealFor {
  if (plan.kind === 'passkey') return { passkey: plan.passkey };
  if (plan.kind === 'heirs') return { recipient: recipient as string };
  return { passphrase: plan.passphrase };
}

/** What the record keeps of a passkey. */
export function recordedPasskey({
  credentialId,
  userId,
  aaguid,
  backupEligible,
  backedUp,
  transports,
}: Omit<NewPasskey, 'wrapKey' | 'nonce' | 'rpId'>): RecordedPasskey {
  return { credentialId: base64urlnopad.encode(credentialId), userId, aaguid, backupEligible, backedUp, transports };
}
