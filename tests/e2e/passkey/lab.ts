import { settle } from '@/utils/errors';
import { answerPasskey, createPasskey } from '@/utils/passkey';
import { encodeIdentityLine } from '@/utils/passkey/identity-line';
import { stanzaNonce, unwrapFileKey, wrapFileKey } from '@/utils/passkey/slot';
import type { NewPasskey, PasskeyHint } from '@/utils/passkey/types';
import { Decrypter, Encrypter, type Stanza, webauthn } from 'age-encryption';

const made: NewPasskey[] = [];
const abort = new AbortController();

/** Makes a passkey; resolves to its facts. Its key cannot leave this page. */
async function create() {
  const passkey = await createPasskey({ userName: 'Passkeep', displayName: 'Test' }, abort.signal);
  made.push(passkey);
  const { wrapKey, credentialId, nonce, ...facts } = passkey;
  const readable = !(wrapKey instanceof CryptoKey) || wrapKey.extractable;
  return { ...facts, readable, credentialIdBytes: credentialId.length, nonceBytes: nonce.length };
}

/** Text in an age file with one passkey slot. Base64. */
function write(passkey: NewPasskey, text: string): Promise<string> {
  return encrypt(text, async (fileKey) => [await wrapFileKey(fileKey, passkey.nonce, passkey.wrapKey)]);
}

/** The text, read with whichever of `hints` answers for the file's nonce. */
function read(file: string, hints: readonly PasskeyHint[]): Promise<string> {
  return decrypt(file, async ([stanza]) => {
    const nonce = stanza && stanzaNonce(stanza);
    if (!stanza || !nonce) return null;
    const asked = hints.map((hint) => ({ ...hint, nonce }));
    return await unwrapFileKey(stanza, (await answerPasskey(asked, abort.signal)).wrapKey);
  });
}

/** As {@link write}, by the age-encryption package alone. */
function writeWithAge(text: string): Promise<string> {
  const recipient = new webauthn.WebAuthnRecipient();
  return encrypt(text, (fileKey) => recipient.wrapFileKey(fileKey));
}

/**
 * As {@link read}, by the age-encryption package alone: with any passkey of this origin, or with the one that a line names.
 * That line has the bare ID for its RP ID, the only form that the browser takes from a page.
 */
function readWithAge(file: string, passkey: NewPasskey | null): Promise<string> {
  const line = passkey && encodeIdentityLine({ ...passkey, rpId: location.hostname });
  const identity = new webauthn.WebAuthnIdentity(line === null ? {} : { identity: line });
  return decrypt(file, (stanzas) => identity.unwrapFileKey(stanzas));
}

async function encrypt(text: string, wrap: (fileKey: Uint8Array<ArrayBuffer>) => Promise<Stanza[]>): Promise<string> {
  const encrypter = new Encrypter();
  encrypter.addRecipient({ wrapFileKey: (fileKey) => wrap(new Uint8Array(fileKey)) });
  return btoa(String.fromCharCode(...(await encrypter.encrypt(text))));
}

async function decrypt(file: string, unwrap: (stanzas: Stanza[]) => Promise<Uint8Array | null>): Promise<string> {
  const decrypter = new Decrypter();
  decrypter.addIdentity({ unwrapFileKey: unwrap });
  return await decrypter.decrypt(
    Uint8Array.from(atob(file), (c) => c.charCodeAt(0)),
    'text',
  );
}

const lab = { made, abort, create, write, read, writeWithAge, readWithAge, settle };

/** What the test page does for the test: the product's ceremonies, and age-encryption's beside them. */
export type Lab = typeof lab;
Object.assign(globalThis, { lab });
