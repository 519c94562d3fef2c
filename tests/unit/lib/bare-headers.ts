import { readStanzas } from '@/utils/age/header';
import type { Bytes } from '@/utils/bytes';
import { type Identity, type Recipient, Stanza } from 'age-encryption';

// Real age headers, but with a file key that stands open in them: for tests of what comes behind.

const TYPE = 'bare';

export const bareRecipient: Recipient = { wrapFileKey: (fileKey) => [new Stanza([TYPE, 'key'], fileKey.slice())] };

export const bareIdentity: Identity = { unwrapFileKey: (stanzas) => keyIn(stanzas) };

/** The file key in a header for {@link bareRecipient}. */
export function bareFileKey(header: Uint8Array): Bytes {
  return new Uint8Array(keyIn(readStanzas(header)) ?? []);
}

function keyIn(stanzas: readonly Stanza[]): Uint8Array | null {
  return stanzas.find(({ args }) => args[0] === TYPE)?.body ?? null;
}
