import { createHmac } from 'node:crypto';
import { bech32 } from '@scure/base';
import { Decrypter } from 'age-encryption';
import type { SavedAuthenticator } from './software-authenticator.ts';
import { evaluatePrf } from './software-authenticator-prf.ts';

/** A secret by what it is, as the bytes that must be nowhere. */
export type Secrets = Map<string, Buffer>;

const LABEL = 'age-encryption.org/fido2prf';

/** Adds a text, and what it is when it is typed or written without its spaces. */
export function addText(secrets: Secrets, name: string, text: string): void {
  secrets.set(name, Buffer.from(text));
  if (text.includes(' ')) secrets.set(`${name}, without spaces`, Buffer.from(text.replaceAll(' ', '')));
}

/** Adds every four words in a row: fewer may stand together in any list of words. */
export function addWords(secrets: Secrets, name: string, words: string): void {
  const all = words.split(' ');
  addText(secrets, name, words);
  for (let at = 0; at + 4 <= all.length; at++)
    addText(secrets, `${name}, from ${at + 1}`, all.slice(at, at + 4).join(' '));
}

/** Adds bytes, and their usual spellings. */
export function addBytes(secrets: Secrets, name: string, bytes: Uint8Array): void {
  const all = Buffer.from(bytes);
  secrets.set(name, all);
  for (const encoding of ['hex', 'base64', 'base64url'] as const)
    secrets.set(`${name}, ${encoding}`, Buffer.from(all.toString(encoding).replace(/=+$/, '')));
}

/** Adds what is in a slot that a passphrase opens: the identities, and the seeds that they spell. */
export async function addIdentities(secrets: Secrets, name: string, slot: Buffer, passphrase: string): Promise<void> {
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase);
  const lines = (await decrypter.decrypt(new Uint8Array(slot), 'text')).split('\n');
  for (const [at, line] of lines.filter((one) => one.startsWith('AGE-SECRET-KEY-')).entries()) {
    addText(secrets, `${name}, identity ${at + 1}`, line);
    addBytes(secrets, `${name}, seed ${at + 1}`, bech32.decodeToBytes(line).bytes);
  }
}

/** Adds what a passkey answers for a slot of the vault, and the key that is made of it. Source: docs/format.md. */
export function addWrapKey(secrets: Secrets, name: string, { credentials }: SavedAuthenticator, slot: Buffer): void {
  const nonce = /^-> \S+ (\S+)$/m.exec(slot.toString('latin1'))?.[1] ?? '';
  const secret = Buffer.from(credentials[0]?.credRandom ?? '', 'base64url');
  const answer = (number: number) =>
    evaluatePrf(secret, Buffer.concat([Buffer.from(LABEL), Buffer.of(number), Buffer.from(nonce, 'base64')]));
  const answers = Buffer.concat([answer(1), answer(2)]);
  addBytes(secrets, `${name}, first answer`, answers.subarray(0, 32));
  addBytes(secrets, `${name}, second answer`, answers.subarray(32));
  addBytes(secrets, `${name}, wrap key`, createHmac('sha256', LABEL).update(answers).digest());
}

/** The names of the secrets that are in a text. */
export function secretsIn(secrets: Secrets, text: string): string[] {
  const bytes = Buffer.from(text);
  return [...secrets].filter(([, secret]) => bytes.includes(secret)).map(([name]) => name);
}

/** The secrets as a browser's files may hold them: as they are, and texts also as the two forms of JavaScript's strings. */
export function asStored(secrets: Secrets): Secrets {
  const stored = new Map(secrets);
  for (const [name, secret] of secrets) {
    const text = secret.toString();
    if (!Buffer.from(text).equals(secret)) continue;
    for (const encoding of ['utf16le', 'latin1'] as const)
      stored.set(`${name}, ${encoding}`, Buffer.from(text, encoding));
  }
  return stored;
}
