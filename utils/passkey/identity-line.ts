import { concat, utf8 } from '@/utils/bytes';
import { PasskeepError } from '@/utils/errors';
import { bech32 } from '@scure/base';
import { CborReader, encodeBytes, encodeText, encodeTexts, encodeUint } from './cbor';
import { MAX_CREDENTIAL_ID_BYTES, MAX_RP_ID_BYTES, MAX_TRANSPORTS, MAX_TRANSPORT_BYTES, isTransport } from './limits';
import type { PasskeyHint } from './types';

/** What an identity line says of a passkey. */
export type PasskeyName = Omit<PasskeyHint, 'nonce'>;

const PREFIX = 'AGE-PLUGIN-FIDO2PRF-';
const VERSION = 1;
/** More than the limits allow: 1023 + 255 + 16 × 34 + 8 bytes at 5 bits a letter, the prefix and the checksum. */
const MAX_LINE_LENGTH = 3072;

/**
 * The line `AGE-PLUGIN-FIDO2PRF-1…` that names a passkey: Bech32 (BIP 173, without its limit of length), in capitals, of
 * the CBOR items version 1, credential ID, RP ID and transports.
 *
 * Source: the fido2prf identity of the age-encryption package (webauthn.ts, cbor.ts).
 *
 * @throws RangeError for what {@link decodeIdentityLine} would not take back.
 */
export function encodeIdentityLine(name: PasskeyName): string {
  const { credentialId, rpId, transports } = name;
  if (!isWithinLimits(name) || utf8(rpId).length > MAX_RP_ID_BYTES) throw new RangeError('identity line');
  const data = concat([encodeUint(VERSION), encodeBytes(credentialId), encodeText(rpId), encodeTexts(transports)]);
  return bech32.encode(PREFIX, bech32.toWords(data), false).toUpperCase();
}

/**
 * What {@link encodeIdentityLine} was given.
 *
 * @throws PasskeepError TOO_NEW for another version, DAMAGED for anything else that is not such a line.
 */
export function decodeIdentityLine(line: string): PasskeyName {
  const reader = new CborReader(decodeBech32(line));
  if (reader.uint() !== VERSION) throw new PasskeepError('TOO_NEW');
  const name = {
    credentialId: reader.bytes(MAX_CREDENTIAL_ID_BYTES),
    rpId: reader.text(MAX_RP_ID_BYTES),
    transports: reader.texts(MAX_TRANSPORTS, MAX_TRANSPORT_BYTES),
  };
  reader.end();
  if (!isWithinLimits(name)) throw new PasskeepError('DAMAGED');
  return name;
}

function decodeBech32(line: string): Uint8Array {
  if (!line.startsWith(`${PREFIX}1`)) throw new PasskeepError('DAMAGED');
  try {
    return bech32.fromWords(bech32.decode(line as `${string}1${string}`, MAX_LINE_LENGTH).words);
  } catch (cause) {
    throw new PasskeepError('DAMAGED', { cause });
  }
}

function isWithinLimits({ credentialId, rpId, transports }: PasskeyName): boolean {
  return (
    credentialId.length > 0 &&
    credentialId.length <= MAX_CREDENTIAL_ID_BYTES &&
    rpId !== '' &&
    transports.length <= MAX_TRANSPORTS &&
    transports.every(isTransport)
  );
}
